import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ArrowDownToLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { patch, remove } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { useSending } from '#web/data/use-sending.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { Code } from '#web/ui/copy.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { IncomingCall, IncomingWebhook } from '../contract.ts';
import { bodyOf, draftOf } from './incoming-draft.ts';
import { IncomingFields, incomingFields } from './incoming-form.tsx';
import { incomingQuery, oneIncomingQuery } from './webhook-queries.ts';

/** One address that another system calls: what came, and what it leads to. */
export function IncomingOnePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const readsLog = usePermission('incoming_webhooks.read_log');
  const webhook = useQuery(oneIncomingQuery(id));
  if (!webhook.data) {
    return (
      <Page title={t('titles:incoming.one')} width="text">
        {webhook.error ? <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} /> : <Skeleton lines={6} />}
      </Page>
    );
  }
  const active = webhook.data.state === 'active';
  return (
    <Page
      title={webhook.data.name}
      state={
        <StateMark tone={active ? 'leaf' : 'plain'}>{active ? t('settings:webhooks.works') : t('settings:webhooks.disabled')}</StateMark>
      }
      width="text"
    >
      <Setup webhook={webhook.data} />
      {readsLog && <Calls id={id} />}
    </Page>
  );
}

function Setup({ webhook }: { readonly webhook: IncomingWebhook }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const locked = useLocked('incoming_webhooks.change');
  const { id, name, state } = webhook;
  const path = `/api/incoming-webhooks/${id}`;
  function changed(next: IncomingWebhook): void {
    queries.setQueryData(oneIncomingQuery(id).queryKey, next);
    void queries.invalidateQueries({ queryKey: incomingQuery.queryKey, exact: true });
  }
  const put = useSending(
    (next: 'active' | 'disabled') => patch<IncomingWebhook>(path, { body: { state: next } }),
    (answer, next) => {
      changed(answer);
      if (next === 'disabled') tell(t('settings:webhooks.isDisabled'), { undo: () => put.send('active') });
    },
  );
  return (
    <>
      <Section title={t('settings:channel.settings')}>
        <SaveForm
          value={draftOf(webhook)}
          save={async (draft) => changed(await patch<IncomingWebhook>(path, { body: bodyOf(draft) }))}
          fields={incomingFields}
          locked={locked}
        >
          {(form) => <IncomingFields form={form} />}
        </SaveForm>
      </Section>
      {locked === undefined && (
        <Section title={t('settings:danger')} description={t('settings:incoming.deleteText')}>
          {put.error && (
            <p role="alert" className="mb-3 text-ember">
              {explainKnown(put.error)}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button busy={put.busy} onClick={() => put.send(state === 'active' ? 'disabled' : 'active')}>
              {state === 'active' ? t('settings:webhooks.disable') : t('settings:webhooks.enable')}
            </Button>
            <DeleteByName
              name={name}
              text={t('settings:incoming.deleteText')}
              remove={() => remove(path)}
              onDone={() => {
                void queries.invalidateQueries({ queryKey: incomingQuery.queryKey, exact: true });
                void navigate({ to: '/settings/incoming-webhooks' });
              }}
            />
          </div>
        </Section>
      )}
    </>
  );
}

const tones = { waiting: 'amber', working: 'amber', done: 'leaf', failed: 'ember' } as const;

function Calls({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const calls = usePaged<IncomingCall>(['incoming-calls', id], `/api/incoming-webhooks/${id}/calls`);
  return (
    <section>
      <h2 className="mb-2 text-reading">{t('settings:calls.title')}</h2>
      {calls.isPending && <Skeleton />}
      {calls.error && <ErrorState error={calls.error} onRetry={calls.refetch} />}
      {calls.items?.length === 0 && (
        <EmptyState icon={ArrowDownToLine} title={t('settings:calls.none')}>
          {t('settings:calls.noneText')}
        </EmptyState>
      )}
      {calls.items && calls.items.length > 0 && (
        <Rows label={t('settings:calls.title')}>
          {calls.items.map(({ id: callId, name, state, body, trouble, createdAt }) => (
            <Row
              key={callId}
              title={<bdi>{name ?? callId}</bdi>}
              state={<StateMark tone={tones[state]}>{t(`settings:calls.state.${state}`)}</StateMark>}
              text={<RelativeTime time={createdAt} />}
            >
              {trouble && <p className="mb-2 text-ember">{trouble.reason}</p>}
              <details className="text-small">
                <summary className="cursor-pointer text-muted">{t('settings:calls.body')}</summary>
                <div className="mt-2">
                  <Code text={JSON.stringify(body, null, 2)} />
                </div>
              </details>
            </Row>
          ))}
        </Rows>
      )}
      <MoreButton list={calls} />
    </section>
  );
}
