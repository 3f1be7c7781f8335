import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Hourglass, PlugZap, SendHorizontal, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { groupNotices, type NoticeGroup } from '#web/data/notices.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { sayTold } from '#web/i18n/told.ts';
import { MaybeLink } from '#web/shell/maybe-link.tsx';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import type { Icon } from '#web/ui/icon.ts';
import { Section } from '#web/ui/page.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { Overview } from '../../modules/overview/contract.ts';
import { noticesQuery, waitingQuery } from './queries.ts';

/** What somebody has to look at, each with the way to where it is mended. */
export function Attention({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const mayRead = usePermission('conversations.read');
  const mayNotice = usePermission('notices.read');
  const notices = useQuery({ ...noticesQuery, enabled: mayNotice }).data?.items ?? [];
  const waiting = useQuery({ ...waitingQuery, enabled: mayRead }).data?.items ?? [];
  // A paused channel has its notice, which says more.
  const told = new Set(notices.map(({ subject }) => subject));
  const channels = overview.channels.filter(({ id }) => !told.has(id));
  const { failed, error, uncertain, needsTemplate } = overview.sends;
  const nothing = failed + error + uncertain + needsTemplate + channels.length + notices.length + waiting.length === 0;
  return (
    <Section title={t('home:attention')}>
      {nothing ? (
        <p className="flex items-center gap-2 text-muted">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-leaf" />
          {t('home:nothingNeeds')}
        </p>
      ) : (
        <ul className="flex flex-col gap-4">
          {groupNotices(notices).map((group) => (
            <OneNotice key={group.notice.id} group={group} />
          ))}
          {channels.map(({ id, name, state, reason }) => (
            <Item key={id} icon={PlugZap} tone={state === 'paused' ? 'text-ember' : 'text-muted'}>
              <MaybeLink to={`/settings/channels/${id}`}>
                {t(`home:channel.${state === 'paused' ? 'paused' : 'disabled'}`, { name })}
              </MaybeLink>
              {reason && <span className="block text-muted">{reason}</span>}
            </Item>
          ))}
          {waiting.map(({ id, contact, waitingSince }) => (
            <Item key={id} icon={Hourglass} tone="text-amber">
              <MaybeLink to={`/inbox/${id}`}>{t('home:waits', { name: contact.name ?? contact.address ?? t('home:somebody') })}</MaybeLink>
              {waitingSince && (
                <span className="block text-muted">
                  <RelativeTime time={waitingSince} />
                </span>
              )}
            </Item>
          ))}
          <Sends count={failed + error} kind="failed" icon={SendHorizontal} tone="text-ember" />
          <Sends count={needsTemplate} kind="needsTemplate" icon={SendHorizontal} tone="text-amber" />
          <Sends count={uncertain} kind="uncertain" icon={SendHorizontal} tone="text-amber" />
        </ul>
      )}
    </Section>
  );
}

function Item({ icon: Sign, tone, children }: { readonly icon: Icon; readonly tone: string; readonly children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Sign aria-hidden className={classes('mt-0.5 size-4 shrink-0', tone)} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
    </li>
  );
}

interface SendsProps {
  readonly count: number;
  readonly kind: 'failed' | 'needsTemplate' | 'uncertain';
  readonly icon: Icon;
  readonly tone: string;
}

function Sends({ count, kind, icon, tone }: SendsProps) {
  const { t } = useTranslation();
  const mayOpen = usePermission('conversations.read');
  if (count === 0) return null;
  return (
    <Item icon={icon} tone={tone}>
      <MaybeLink to="/inbox?failed=true">{t(`home:sends.${kind}`, { count })}</MaybeLink>
      {/* Whoever cannot open them is not told to. */}
      {mayOpen && <span className="block text-muted">{t(`home:sends.${kind}Todo`)}</span>}
    </Item>
  );
}

function OneNotice({ group: { notice, ids, place } }: { readonly group: NoticeGroup }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayClose = usePermission('notices.close');
  const closing = useSending(
    () => Promise.all(ids.map((id) => post(`/api/notices/${id}/close`, { body: {} }))),
    () => {
      tell(t('home:notice.closed'));
      void queries.invalidateQueries({ queryKey: noticesQuery.queryKey });
    },
  );
  const { text, advice } = sayTold(`troubles:notice.${notice.kind}`, notice, useReader());
  return (
    <Item icon={TriangleAlert} tone="text-amber">
      {place === null ? <p>{text}</p> : <MaybeLink to={place}>{text}</MaybeLink>}
      {advice && <p className="text-muted">{advice}</p>}
      <p className="flex flex-wrap items-center gap-2 text-small text-muted">
        <RelativeTime time={notice.since} />
        {ids.length > 1 && <span>{t('ui:times', { count: ids.length })}</span>}
        {mayClose && (
          <Button look="quiet" busy={closing.busy} onClick={() => closing.send(undefined)}>
            {t('home:notice.close')}
          </Button>
        )}
      </p>
      {closing.error && (
        <p role="alert" className="text-small text-ember">
          {explainShort(closing.error)}
        </p>
      )}
    </Item>
  );
}
