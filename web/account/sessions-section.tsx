import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PersonalSession } from '#contract/accounts.ts';
import { get, post, remove } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';

/** Where somebody is signed in; each place can be ended from here. */
export function SessionsSection() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => get<{ items: PersonalSession[] }>('/api/me/sessions', { signal }),
  });
  const again = () => void queries.invalidateQueries({ queryKey: ['sessions'] });
  const ending = useSending((id: string) => remove(`/api/me/sessions/${id}`), again);
  const endingOthers = useSending(
    () => post('/api/me/sessions/end-others', { body: {} }),
    () => {
      again();
      tell(t('account:sessions.othersEnded'));
    },
  );
  const fault = ending.error ?? endingOthers.error;
  return (
    <Section title={t('account:sessions.title')} description={t('account:sessions.text')}>
      {sessions.isPending && <Skeleton />}
      {sessions.error && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <ul className="flex flex-col">
        {sessions.data?.items.map((session) => (
          <OneSession key={session.id} session={session} onEnd={() => ending.send(session.id)} />
        ))}
      </ul>
      {fault && (
        <p role="alert" className="mt-2 text-ember">
          {explainKnown(fault)}
        </p>
      )}
      {(sessions.data?.items.length ?? 0) > 1 && (
        <div className="mt-4">
          <Button busy={endingOthers.busy} onClick={() => endingOthers.send(undefined)}>
            {t('account:sessions.endOthers')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function OneSession({ session, onEnd }: { readonly session: PersonalSession; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const { browser, system, address, lastUsedAt, current } = session;
  const device = t('account:sessions.device', { browser: browser ?? t('account:sessions.unknown'), system: system ?? 'none' });
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line py-2.5 last:border-0">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          {device}
          {current && <Badge tone="leaf">{t('account:sessions.this')}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-small text-muted">
          <bdi>{address ?? ''}</bdi>
          <RelativeTime time={lastUsedAt} />
        </p>
      </div>
      {!current && (
        <Button onClick={onEnd} aria-label={t('account:sessions.endOne', { device })}>
          {t('account:sessions.end')}
        </Button>
      )}
    </li>
  );
}
