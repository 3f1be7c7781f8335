import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail, Merge, MergeUndone } from '#contract/contacts.ts';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { mergesQuery } from './data.ts';
import { FactList } from './fact-list.tsx';
import { FaultLine } from './fault-line.tsx';
import { useContactSending } from './use-contact-sending.ts';

/** Since when they are known, and which records became one; those can be taken apart again. */
export function HistoryTab({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const reader = useReader();
  const merges = useQuery(mergesQuery(contact.id));
  const moment = (time: string | null) => time && <time dateTime={time}>{formatMoment(time, reader)}</time>;
  const { firstMessageAt, lastMessageAt } = contact.statistics;
  return (
    <div className="max-w-180">
      <Section title={t('contacts:history.times')}>
        <FactList
          facts={[
            { label: t('contacts:column.since'), value: moment(contact.firstSeenAt) },
            { label: t('contacts:history.firstMessage'), value: moment(firstMessageAt) },
            { label: t('contacts:column.seen'), value: moment(lastMessageAt) },
          ]}
        />
      </Section>
      <Section title={t('contacts:history.merges')} description={t('contacts:history.mergesText')}>
        {merges.isPending && <Skeleton />}
        {merges.error && <ErrorState error={merges.error} onRetry={() => void merges.refetch()} />}
        {merges.data?.length === 0 && <p className="text-muted">{t('contacts:history.none')}</p>}
        <ol className="flex flex-col">
          {merges.data?.map((one) => (
            <OneMerge key={one.id} merge={one} />
          ))}
        </ol>
      </Section>
    </div>
  );
}

function OneMerge({ merge }: { readonly merge: Merge }) {
  const { t } = useTranslation();
  const reader = useReader();
  const mayMerge = usePermission('contacts.merge');
  // Whether it is still in time is the server's to say; this only decides whether it is offered.
  const [now] = useState(() => new Date());
  const [left, setLeft] = useState<readonly string[]>([]);
  const undoing = useContactSending(
    () => post<MergeUndone>(`/api/contact-merges/${merge.id}/undo`),
    ({ notRestored }) => {
      setLeft(notRestored);
      tell(t('contacts:merge.undone'));
    },
  );
  const until = { until: formatMoment(merge.canBeUndoneUntil, reader) };
  const inTime = merge.undoneAt === null && new Date(merge.canBeUndoneUntil) > now;
  return (
    <li className="border-b border-line py-2.5 last:border-0">
      <p>{t('contacts:history.joined', { when: formatMoment(merge.mergedAt, reader), conversations: merge.conversationsMoved })}</p>
      {merge.remembered.length > 0 && (
        <p className="text-muted">
          {t('contacts:history.remembered', { what: new Intl.ListFormat(reader.language).format(merge.remembered) })}
        </p>
      )}
      {merge.undoneAt && <p className="text-muted">{t('contacts:history.apart', { when: formatMoment(merge.undoneAt, reader) })}</p>}
      {inTime && <p className="text-small text-muted">{t('contacts:history.until', until)}</p>}
      {inTime && mayMerge && (
        <div className="mt-2">
          <Button busy={undoing.busy} onClick={() => undoing.send(undefined)}>
            {t('contacts:merge.undo')}
          </Button>
        </div>
      )}
      {left.map((words) => (
        <p key={words} className="mt-1 text-amber">
          {words}
        </p>
      ))}
      <FaultLine error={undoing.error} />
    </li>
  );
}
