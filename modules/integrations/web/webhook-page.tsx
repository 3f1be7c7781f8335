import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Tabs } from '#web/ui/tabs.tsx';
import { tell } from '#web/ui/toast.tsx';
import { useTab } from '#web/ui/use-tab.ts';
import type { CreatedWebhookSubscription, WebhookSubscription } from '../contract.ts';
import { Deliveries } from './deliveries.tsx';
import { bodyOf, type WebhookDraft, WebhookFields } from './webhook-fields.tsx';
import { webhookQuery, webhooksQuery } from './webhook-queries.ts';

/** One subscription: what was delivered, and how it is set up. */
export function WebhookPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const webhook = useQuery(webhookQuery(id));
  const [tab, open] = useTab<'deliveries' | 'settings'>('deliveries');
  if (!webhook.data) {
    return (
      <Page title={t('titles:webhooks.one')} width="text">
        {webhook.error ? <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} /> : <Skeleton lines={6} />}
      </Page>
    );
  }
  const { description, url, state, failingSince } = webhook.data;
  const failing = failingSince !== null;
  return (
    <Page
      title={description ?? url}
      state={
        <StateMark tone={state === 'disabled' ? 'plain' : failing ? 'ember' : 'leaf'}>
          {state === 'disabled' ? t('settings:webhooks.disabled') : failing ? t('settings:webhooks.failing') : t('settings:webhooks.works')}
        </StateMark>
      }
      description={description ? <bdi>{url}</bdi> : null}
      width="text"
    >
      <Tabs
        label={t('titles:webhooks.one')}
        value={tab === 'settings' ? tab : 'deliveries'}
        onValue={open}
        tabs={[
          { value: 'deliveries', label: t('settings:deliveries.title'), content: <Deliveries id={id} /> },
          { value: 'settings', label: t('settings:channel.settings'), content: <SettingsSide webhook={webhook.data} /> },
        ]}
      />
    </Page>
  );
}

function SettingsSide({ webhook }: { readonly webhook: WebhookSubscription }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const locked = useLocked('webhooks.change');
  const { id, url, description, events } = webhook;
  const path = `/api/webhook-subscriptions/${id}`;
  function changed(next: WebhookSubscription): void {
    queries.setQueryData(webhookQuery(id).queryKey, next);
    void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey, exact: true });
  }
  return (
    <>
      <State webhook={webhook} locked={locked} onChanged={changed} />
      <Section title={t('settings:channel.settings')}>
        <SaveForm
          value={{ url, description: description ?? '', events } as WebhookDraft}
          save={async (draft) => changed(await patch<WebhookSubscription>(path, { body: bodyOf(draft) }))}
          fields={['url', 'description', 'events']}
          locked={locked}
        >
          {(form) => <WebhookFields form={form} />}
        </SaveForm>
      </Section>
      {locked === undefined && (
        <>
          <Secret webhook={webhook} />
          <Section title={t('settings:danger')} description={t('settings:webhooks.deleteText')}>
            <DeleteByName
              name={description ?? url}
              text={t('settings:webhooks.deleteText')}
              remove={() => remove(path)}
              onDone={() => {
                void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey, exact: true });
                void navigate({ to: '/settings/webhooks' });
              }}
            />
          </Section>
        </>
      )}
    </>
  );
}

interface StateProps {
  readonly webhook: WebhookSubscription;
  readonly locked: string | undefined;
  readonly onChanged: (webhook: WebhookSubscription) => void;
}

function State({ webhook: { id, state, trouble }, locked, onChanged }: StateProps) {
  const { t } = useTranslation();
  const put = useSending(
    (next: 'active' | 'disabled') => patch<WebhookSubscription>(`/api/webhook-subscriptions/${id}`, { body: { state: next } }),
    (changed, next) => {
      onChanged(changed);
      if (next === 'disabled') tell(t('settings:webhooks.isDisabled'), { undo: () => put.send('active') });
    },
  );
  const works = state === 'active';
  return (
    <Section
      title={t('settings:channel.health')}
      description={works ? t('settings:webhooks.activeText') : t('settings:webhooks.disabledText')}
    >
      {trouble && (
        <div className="mb-4 rounded-control bg-ember-soft px-3 py-2" lang="en" dir="auto">
          <p className="text-ember">{trouble.reason}</p>
          <p>{trouble.advice}</p>
        </div>
      )}
      {put.error && (
        <p role="alert" className="mb-3 text-ember">
          {explainKnown(put.error)}
        </p>
      )}
      {locked ?? (
        <Button busy={put.busy} look={works ? 'plain' : 'main'} onClick={() => put.send(works ? 'disabled' : 'active')}>
          {works ? t('settings:webhooks.disable') : t('settings:webhooks.enable')}
        </Button>
      )}
    </Section>
  );
}

function Secret({ webhook: { id } }: { readonly webhook: WebhookSubscription }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [made, setMade] = useState<CreatedWebhookSubscription | null>(null);
  const rotating = useSending(
    () => post<CreatedWebhookSubscription>(`/api/webhook-subscriptions/${id}/rotate-secret`, { body: { graceHours: 24 } }),
    (rotated) => {
      setMade(rotated);
      void queries.invalidateQueries({ queryKey: webhookQuery(id).queryKey });
    },
  );
  if (made) {
    return (
      <ShownOnce
        title={t('settings:webhooks.newSecret')}
        text={t('settings:webhooks.secretText')}
        label={t('settings:secret.signingSecret')}
        value={made.secret.secret}
        onDone={() => setMade(null)}
      />
    );
  }
  return (
    <Section title={t('settings:secret.signingSecret')} description={t('settings:webhooks.rotateText')}>
      <Button busy={rotating.busy} onClick={() => rotating.send(undefined)}>
        {t('settings:webhooks.rotate')}
      </Button>
      {rotating.error && (
        <p role="alert" className="mt-3 text-ember">
          {explainKnown(rotating.error)}
        </p>
      )}
    </Section>
  );
}
