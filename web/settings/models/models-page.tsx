import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Cpu, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelProvider } from '#contract/models.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { SecretInputField, SelectField, SwitchField, TextField } from '#web/ui/form-fields.tsx';
import { Badge, StateMark } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { ModelCalls } from './model-calls.tsx';
import { providersQuery } from './model-queries.ts';

/** Whom language models are asked from, and what that cost. */
export function ModelsPage() {
  const { t } = useTranslation();
  const locked = useLocked('models.change');
  const providers = useQuery(providersQuery);
  const [adding, setAdding] = useState(false);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:models.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:models.title')}
      description={locked ?? t('settings:models.text')}
      width="text"
      action={providers.data?.length ? add : null}
    >
      {providers.isPending && <Skeleton />}
      {providers.error && <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />}
      {providers.data?.length === 0 && (
        <EmptyState icon={Cpu} title={t('settings:models.none')} action={add}>
          {t('settings:models.noneText')}
        </EmptyState>
      )}
      {providers.data && providers.data.length > 0 && (
        <>
          <Rows label={t('titles:models.title')}>
            {providers.data.map((one) => (
              <ProviderRow key={one.id} provider={one} />
            ))}
          </Rows>
          <ModelCalls providers={providers.data} />
        </>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:models.add')}>
        <NewProvider onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function ProviderRow({ provider: { id, name, preset, model, state, today, contactText, keySet } }: { readonly provider: ModelProvider }) {
  const { t } = useTranslation();
  const spent = today.exhaustedAt !== null;
  return (
    <Row
      title={name}
      to={`/settings/models/${id}`}
      state={
        <>
          {!contactText.allowed && <Badge tone="amber">{t('settings:models.noConsent')}</Badge>}
          {!keySet && preset !== 'local' && <Badge tone="amber">{t('settings:models.noKey')}</Badge>}
        </>
      }
      text={
        <>
          <span>{t(`settings:models.preset.${preset}`)}</span>
          <bdi>{model}</bdi>
          <span>{t('settings:models.today', { calls: today.calls, tokens: today.tokens })}</span>
        </>
      }
      actions={
        <StateMark tone={state === 'disabled' ? 'plain' : spent ? 'amber' : 'leaf'}>
          {state === 'disabled' ? t('settings:webhooks.disabled') : spent ? t('settings:models.spent') : t('settings:channels.is.works')}
        </StateMark>
      }
    />
  );
}

const empty = { name: '', preset: 'openai', baseUrl: '', model: '', key: '', contactText: false };

function NewProvider({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayChange = usePermission('models.change');
  if (!mayChange) return null;
  return (
    <SaveForm
      value={empty}
      save={async ({ baseUrl, key, ...draft }) => {
        const body = { ...draft, ...(baseUrl === '' ? {} : { baseUrl }), ...(key === '' ? {} : { key }) };
        const { id } = await post<ModelProvider>('/api/model-providers', { body });
        void queries.invalidateQueries({ queryKey: providersQuery.queryKey });
        await navigate({ to: `/settings/models/${id}`, ignoreBlocker: true });
      }}
      onSaved={onDone}
      fields={['name', 'preset', 'baseUrl', 'model', 'key', 'contactText']}
      submit={t('settings:models.make')}
      onCancel={onDone}
    >
      {(form) => (
        <>
          <SelectField
            form={form}
            name="preset"
            label={t('settings:models.who')}
            options={['openai', 'groq', 'openrouter', 'local', 'custom'].map((one) => ({
              value: one,
              label: t(`settings:models.preset.${one}`),
            }))}
          />
          <TextField form={form} name="name" label={t('settings:name')} hint={t('settings:models.nameHint')} />
          {(form.draft.preset === 'custom' || form.draft.preset === 'local') && (
            <TextField
              form={form}
              name="baseUrl"
              label={t('settings:models.baseUrl')}
              hint={t('settings:models.baseUrlHint')}
              type="url"
              code
            />
          )}
          <TextField form={form} name="model" label={t('titles:models.one')} hint={t('settings:models.modelHint')} code />
          <SecretInputField form={form} name="key" label={t('settings:keys.key')} hint={t('settings:models.keyHint')} />
          <SwitchField form={form} name="contactText" label={t('settings:models.consent')} hint={t('settings:models.consentHint')} />
        </>
      )}
    </SaveForm>
  );
}
