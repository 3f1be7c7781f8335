import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { CreatedWebhookSubscription, WebhookSubscription } from '../contract.ts';
import { bodyOf, emptyWebhook, WebhookFields } from './webhook-fields.tsx';
import { webhooksQuery } from './webhook-queries.ts';

/** Other systems that are told what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const locked = useLocked('webhooks.change');
  const webhooks = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<CreatedWebhookSubscription | null>(null);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:webhooks.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:webhooks.title')}
      description={locked ?? t('settings:webhooks.text')}
      width="text"
      action={webhooks.data?.length ? add : null}
    >
      {made && (
        <ShownOnce
          title={t('settings:webhooks.made')}
          text={t('settings:webhooks.secretText')}
          label={t('settings:secret.signingSecret')}
          value={made.secret.secret}
          onDone={() => setMade(null)}
        />
      )}
      {webhooks.isPending && <Skeleton />}
      {webhooks.error && <ErrorState error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data?.length === 0 && (
        <EmptyState icon={Webhook} title={t('settings:webhooks.none')} action={add}>
          {t('settings:webhooks.noneText')}
        </EmptyState>
      )}
      {webhooks.data && webhooks.data.length > 0 && (
        <Rows label={t('titles:webhooks.title')}>
          {webhooks.data.map((one) => (
            <WebhookRow key={one.id} webhook={one} />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:webhooks.add')}>
        <NewWebhook onMade={setMade} onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function WebhookRow({
  webhook: { id, url, events, description, state, trouble, failingSince },
}: {
  readonly webhook: WebhookSubscription;
}) {
  const { t } = useTranslation();
  const failing = failingSince !== null;
  return (
    <Row
      title={<bdi>{description ?? url}</bdi>}
      to={`/settings/webhooks/${id}`}
      text={
        <>
          {description && <bdi>{url}</bdi>}
          <span>{t('settings:webhooks.events', { count: events.length })}</span>
        </>
      }
      actions={
        <StateMark tone={state === 'disabled' ? 'plain' : failing ? 'ember' : 'leaf'}>
          {state === 'disabled' ? t('settings:webhooks.disabled') : failing ? t('settings:webhooks.failing') : t('settings:webhooks.works')}
        </StateMark>
      }
    >
      {trouble && <p className="text-ember">{trouble.reason}</p>}
    </Row>
  );
}

function NewWebhook({ onMade, onDone }: { readonly onMade: (made: CreatedWebhookSubscription) => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <SaveForm
      value={emptyWebhook}
      save={async (draft) => {
        const { description, ...body } = bodyOf(draft);
        onMade(
          await post<CreatedWebhookSubscription>('/api/webhook-subscriptions', {
            body: { ...body, ...(description === null ? {} : { description }) },
          }),
        );
      }}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
        onDone();
      }}
      fields={['url', 'events', 'description']}
      submit={t('settings:webhooks.make')}
      onCancel={onDone}
    >
      {(form) => <WebhookFields form={form} />}
    </SaveForm>
  );
}
