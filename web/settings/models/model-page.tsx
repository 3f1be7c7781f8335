import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelCheck, ModelProvider } from '#contract/models.ts';
import { patch, post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { SecretInputField, SwitchField } from '#web/ui/form-fields.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { providerQuery, providersQuery } from './model-queries.ts';
import { ModelSettings } from './model-settings.tsx';

/** One model provider: whether it answers, its key, the consent, its settings. */
export function ModelPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const provider = useQuery(providerQuery(id));
  if (provider.data) return <Loaded provider={provider.data} />;
  return (
    <Page title={t('titles:models.one')} width="text">
      {provider.error ? <ErrorState error={provider.error} onRetry={() => void provider.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  );
}

function Loaded({ provider }: { readonly provider: ModelProvider }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const role = useLocked('models.change');
  const locked = role ?? (provider.provisioned ? t('settings:channel.provisioned') : undefined);
  const path = `/api/model-providers/${provider.id}`;
  function changed(next: ModelProvider): void {
    queries.setQueryData(providerQuery(provider.id).queryKey, next);
    void queries.invalidateQueries({ queryKey: providersQuery.queryKey, exact: true });
  }
  const change = async (body: object) => changed(await patch<ModelProvider>(path, { body }));
  return (
    <Page title={provider.name} description={t(`settings:models.preset.${provider.preset}`)} width="text">
      <State provider={provider} locked={role} onChanged={changed} />
      <Section title={t('settings:models.consentTitle')} description={t('settings:models.consentHint')}>
        <SaveForm value={{ contactText: provider.contactText.allowed }} save={change} fields={['contactText']} locked={locked}>
          {(form) => (
            <>
              <SwitchField form={form} name="contactText" label={t('settings:models.consent')} />
              {provider.contactText.at && (
                <p className="text-small text-muted">
                  {t('settings:models.consentSince')} <RelativeTime time={provider.contactText.at} />
                </p>
              )}
            </>
          )}
        </SaveForm>
      </Section>
      <Key provider={provider} locked={locked} change={change} />
      <ModelSettings provider={provider} locked={locked} change={change} />
    </Page>
  );
}

interface StateProps {
  readonly provider: ModelProvider;
  readonly locked: string | undefined;
  readonly onChanged: (provider: ModelProvider) => void;
}

function State({ provider: { id, state, today }, locked, onChanged }: StateProps) {
  const { t } = useTranslation();
  const checking = useSending(() => post<ModelCheck>(`/api/model-providers/${id}/check`, { body: {} }));
  const put = useSending(
    (verb: 'enable' | 'disable') => post<ModelProvider>(`/api/model-providers/${id}/${verb}`, { body: {} }),
    onChanged,
  );
  const fault = checking.error ?? put.error;
  const works = state === 'active';
  return (
    <Section title={t('settings:channel.health')} description={works ? t('settings:models.activeText') : t('settings:models.disabledText')}>
      <p className="mb-3 text-muted">{t('settings:models.today', { calls: today.calls, tokens: today.tokens })}</p>
      {checking.answer && (
        <p role="status" className="mb-3 flex items-start gap-2">
          {checking.answer.ok ? (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-leaf" />
          ) : (
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-ember" />
          )}
          <span lang="en" dir="auto">
            {checking.answer.message}
          </span>
        </p>
      )}
      {fault && (
        <p role="alert" className="mb-3 text-ember">
          {explainKnown(fault)}
        </p>
      )}
      {locked ?? (
        <div className="flex flex-wrap gap-2">
          <Button busy={checking.busy} onClick={() => checking.send(undefined)}>
            {t('settings:models.check')}
          </Button>
          <Button busy={put.busy} onClick={() => put.send(works ? 'disable' : 'enable')}>
            {works ? t('settings:models.disable') : t('settings:models.enable')}
          </Button>
        </div>
      )}
    </Section>
  );
}

interface KeyProps {
  readonly provider: ModelProvider;
  readonly locked: string | undefined;
  readonly change: (body: object) => Promise<void>;
}

function Key({ provider: { keySet }, locked, change }: KeyProps) {
  const { t } = useTranslation();
  const [replacing, setReplacing] = useState(false);
  const verb = keySet ? t('settings:secrets.replace') : t('settings:secrets.set');
  return (
    <Section title={t('settings:keys.key')} description={locked ?? t('settings:secrets.text')}>
      <div className="flex flex-col items-start gap-3">
        <Badge tone={keySet ? 'leaf' : 'amber'}>{keySet ? t('settings:secrets.isSet') : t('settings:secrets.missing')}</Badge>
        {replacing ? (
          <div className="w-full">
            <SaveForm
              value={{ key: '' }}
              save={change}
              onSaved={() => {
                setReplacing(false);
                tell(t('settings:secrets.replaced', { name: t('settings:keys.key') }));
              }}
              onCancel={() => setReplacing(false)}
              fields={['key']}
              submit={verb}
            >
              {(form) => <SecretInputField form={form} name="key" label={t('settings:keys.key')} hint={t('settings:models.keyHint')} />}
            </SaveForm>
          </div>
        ) : (
          locked === undefined && <Button onClick={() => setReplacing(true)}>{verb}</Button>
        )}
      </div>
    </Section>
  );
}
