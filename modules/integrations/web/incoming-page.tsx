import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDownToLine, Plus } from 'lucide-react';
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
import type { CreatedIncomingWebhook } from '../contract.ts';
import { bodyOf, emptyIncoming } from './incoming-draft.ts';
import { IncomingFields, incomingFields } from './incoming-form.tsx';
import { incomingQuery } from './webhook-queries.ts';

/** Addresses that other systems may call. */
export function IncomingPage() {
  const { t } = useTranslation();
  const locked = useLocked('incoming_webhooks.change');
  const incoming = useQuery(incomingQuery);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<CreatedIncomingWebhook | null>(null);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:incoming.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:incoming.title')}
      description={locked ?? t('settings:incoming.text')}
      width="text"
      action={incoming.data?.length ? add : null}
    >
      {made && (
        <ShownOnce
          title={t('settings:incoming.made', { name: made.name })}
          text={t('settings:incoming.madeText')}
          label={t('settings:incoming.url')}
          value={made.url}
          onDone={() => setMade(null)}
        />
      )}
      {incoming.isPending && <Skeleton />}
      {incoming.error && <ErrorState error={incoming.error} onRetry={() => void incoming.refetch()} />}
      {incoming.data?.length === 0 && (
        <EmptyState icon={ArrowDownToLine} title={t('settings:incoming.none')} action={add}>
          {t('settings:incoming.noneText')}
        </EmptyState>
      )}
      {incoming.data && incoming.data.length > 0 && (
        <Rows label={t('titles:incoming.title')}>
          {incoming.data.map(({ id, name, start, state, action }) => (
            <Row
              key={id}
              title={name}
              to={`/settings/incoming-webhooks/${id}`}
              text={
                <>
                  <bdi className="font-code">{start}…</bdi>
                  <span>{t(`settings:incoming.kind.${action.kind}`)}</span>
                </>
              }
              actions={
                <StateMark tone={state === 'active' ? 'leaf' : 'plain'}>
                  {state === 'active' ? t('settings:webhooks.works') : t('settings:webhooks.disabled')}
                </StateMark>
              }
            />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:incoming.add')}>
        <NewIncoming onMade={setMade} onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function NewIncoming({ onMade, onDone }: { readonly onMade: (made: CreatedIncomingWebhook) => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <SaveForm
      value={emptyIncoming}
      save={async (draft) => {
        const { deduplicate, ...body } = bodyOf(draft);
        onMade(
          await post<CreatedIncomingWebhook>('/api/incoming-webhooks', { body: { ...body, ...(deduplicate ? { deduplicate } : {}) } }),
        );
      }}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: incomingQuery.queryKey });
        onDone();
      }}
      fields={incomingFields}
      submit={t('settings:incoming.make')}
      onCancel={onDone}
    >
      {(form) => <IncomingFields form={form} />}
    </SaveForm>
  );
}
