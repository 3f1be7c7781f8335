import { useNavigate } from '@tanstack/react-router';
import { LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { useSending } from '#web/data/use-sending.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Section } from '#web/ui/page.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { CarePersonDetail } from '../contract.ts';
import { FaultLine } from './fault-line.tsx';

/** That the record is open for an hour, with the way out; and who opened it before, and why. Nothing where nobody ever did. */
export function Openings({ person }: { readonly person: CarePersonDetail }) {
  const { t } = useTranslation();
  const reader = useReader();
  const navigate = useNavigate();
  const closing = useSending(
    () => post(`/api/care-people/${person.id}/close`),
    () => void navigate({ to: '/care' }),
  );
  if (person.openings.length === 0) return null;
  const own = person.opened ? person.openings.find(({ endedAt }) => endedAt === null) : undefined;
  return (
    <Section title={t('care:openings.title')}>
      {own && (
        <div className="mb-4 rounded-control bg-amber-soft px-3 py-2">
          <p className="flex items-start gap-2">
            <LockOpen aria-hidden className="mt-0.5 size-4 shrink-0 text-amber" />
            <span>
              {t('care:openings.open')} <RelativeTime time={own.endsAt} />
            </span>
          </p>
          <div className="mt-2">
            <Button busy={closing.busy} onClick={() => closing.send(undefined)}>
              {t('care:openings.close')}
            </Button>
          </div>
          <FaultLine error={closing.error} />
        </div>
      )}
      <ol className="flex flex-col gap-3">
        {person.openings.map(({ id, member, reason, at }) => (
          <li key={id}>
            <p>
              <bdi className="font-strong">{member.name || t('care:somebody')}</bdi>{' '}
              <span className="text-small text-muted">{formatMoment(at, reader)}</span>
            </p>
            <p dir="auto" className="reading">
              {reason}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
