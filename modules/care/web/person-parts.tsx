import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { Link } from '#web/ui/link.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { incidentsQuery, lastWordsQuery } from './data.ts';

/** What was said last, and the way to all of it. */
export function LastLines({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const may = usePermission('conversations.read');
  const words = useQuery({ ...lastWordsQuery(contactId), enabled: may });
  if (!may) return null;
  return (
    <Section title={t('care:words.title')}>
      {words.isPending && <Skeleton lines={4} />}
      {words.error && <ErrorState error={words.error} onRetry={() => void words.refetch()} />}
      {words.data === null && <p className="text-muted">{t('care:neverWrote')}</p>}
      {words.data && (
        <>
          <ol className="flex flex-col gap-2">
            {words.data.messages.map((message) => (
              <li key={message.id} className="border-s-2 border-line ps-3">
                <p className="text-small text-muted">
                  {t(`care:words.${message.author === 'contact' ? 'person' : message.author === 'member' ? 'member' : 'program'}`)} ·{' '}
                  <RelativeTime time={message.createdAt} />
                </p>
                <p dir="auto" className="reading line-clamp-6">
                  {message.text ?? t('care:words.other')}
                </p>
              </li>
            ))}
          </ol>
          <p className="mt-3">
            <Link to={`/inbox/${words.data.conversationId}`}>{t('care:words.open')}</Link>
          </p>
        </>
      )}
    </Section>
  );
}

/** What needed attention, the last first. */
export function Incidents({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const may = usePermission('incidents.read');
  const incidents = useQuery({ ...incidentsQuery(contactId), enabled: may });
  if (!may) return null;
  return (
    <Section title={t('care:incidents.title')}>
      {incidents.isPending && <Skeleton lines={3} />}
      {incidents.error && <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />}
      {incidents.data?.items.length === 0 && <p className="text-muted">{t('care:incidents.none')}</p>}
      <ol className="flex flex-col gap-3">
        {incidents.data?.items.map(({ id, severity, state, raisedAt, closedAt, acknowledgedBy }) => (
          <li key={id}>
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link to={`/incidents/${id}`}>{t(closedAt ? `care:was.${severity}` : `care:severity.${severity}`)}</Link>
              <span className="text-small text-muted">
                <RelativeTime time={raisedAt} />
              </span>
            </p>
            <p className="text-small text-muted">{t(`care:incidents.${state}`, { name: acknowledgedBy?.name || t('care:somebody') })}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
