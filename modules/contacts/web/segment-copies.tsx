import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Camera, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, newKey, post, remove } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmByName } from '#web/ui/dialog.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { Segment, SegmentCopy } from '../contract.ts';
import { FaultLine } from './fault-line.tsx';
import { useContactSending } from './use-contact-sending.ts';

/** Who was in it at a moment, written down: for sending to exactly them later. */
export function SegmentCopies({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation();
  const reader = useReader();
  const mayChange = usePermission('segments.change');
  const [once, setOnce] = useState(newKey);
  const copies = useQuery({
    queryKey: ['contacts', 'segments', segment.id, 'copies'],
    queryFn: ({ signal }) => get<{ items: SegmentCopy[] }>(`/api/segments/${segment.id}/copies`, { signal }),
  });
  const sending = useContactSending(
    () => post<SegmentCopy>(`/api/segments/${segment.id}/copies`, { once }),
    ({ members }) => {
      setOnce(newKey());
      tell(t('contacts:segment.copied', { count: members }));
    },
  );
  return (
    <Section title={t('contacts:segment.copies')} description={t('contacts:segment.copiesText')}>
      {copies.error && <ErrorState error={copies.error} onRetry={() => void copies.refetch()} />}
      <ul className="flex flex-col">
        {copies.data?.items.map((one) => (
          <li key={one.id} className="flex justify-between gap-3 border-b border-line py-1.5 last:border-0">
            <time dateTime={one.createdAt}>{formatMoment(one.createdAt, reader)}</time>
            <span className="text-muted">{t('contacts:count', { count: one.members })}</span>
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="mt-3">
          <Button icon={Camera} busy={sending.busy} onClick={() => sending.send(undefined)}>
            {t('contacts:segment.copy')}
          </Button>
        </div>
      )}
      <FaultLine error={sending.error} />
    </Section>
  );
}

/** Takes its copies along, which nobody could make again: so its name is asked for. */
export function SegmentDeletion({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const sending = useContactSending(
    () => remove(`/api/segments/${segment.id}`),
    () => void navigate({ to: '/contacts/segments', replace: true }),
  );
  return (
    <div className="mb-6">
      <Button look="quiet" icon={Trash2} onClick={() => setOpen(true)}>
        {t('contacts:segment.delete')}
      </Button>
      <ConfirmByName
        open={open}
        onOpenChange={setOpen}
        title={t('contacts:segment.deleteTitle', { name: segment.name })}
        description={t('contacts:segment.deleteText')}
        name={segment.name}
        action={t('contacts:segment.delete')}
        busy={sending.busy}
        onConfirm={() => sending.send(undefined)}
      />
      <FaultLine error={sending.error} />
    </div>
  );
}
