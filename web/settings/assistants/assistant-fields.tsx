import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ModelProvider } from '#contract/models.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { AreaField, NumberField, SelectField, SwitchField, TextField } from '#web/ui/form-fields.tsx';
import { Link } from '#web/ui/link.tsx';
import { Section } from '#web/ui/page.tsx';
import type { Draft } from '#web/ui/save-form.tsx';
import { type AssistantDraft, preparedField } from './assistant-draft.ts';
import { QuestionsEditor } from './questions-editor.tsx';
import { TopicsEditor } from './topics-editor.tsx';

type Props = { readonly form: Draft<AssistantDraft> };

export function AssistantFields({ form }: Props) {
  const { t } = useTranslation();
  const { kind } = form.draft;
  return (
    <div>
      <Section title={t('settings:assistants.who')} description={t(`settings:assistants.kindText.${kind}`, { defaultValue: '' })}>
        <div className="flex flex-col gap-4">
          <SelectField
            form={form}
            name="kind"
            field="assistant.kind"
            label={t('titles:assistants.one')}
            options={['offline', 'model', 'companion', 'echo'].map((one) => ({ value: one, label: t(`settings:assistants.kind.${one}`) }))}
          />
          <NumberField
            form={form}
            name="quietSeconds"
            field="assistant.quietMs"
            label={t('settings:assistants.quiet')}
            hint={t('settings:assistants.quietHint')}
            min={0}
            max={8}
            step="any"
          />
          <NumberField
            form={form}
            name="restSeconds"
            field="assistant.restSeconds"
            label={t('settings:assistants.rest')}
            hint={t('settings:assistants.restHint')}
            min={0}
            max={60}
            step={1}
          />
        </div>
      </Section>
      {(kind === 'model' || kind === 'companion') && <ModelFields form={form} />}
      {(kind === 'offline' || kind === 'model') && (
        <>
          <Section title={t('settings:assistants.greeting')} description={t('settings:assistants.greetingText')}>
            <AreaField
              form={form}
              name="greeting"
              field={preparedField(kind, 'greeting')}
              label={t('settings:assistants.greeting')}
              aside={t('ui:optional')}
              rows={2}
            />
          </Section>
          <QuestionsEditor form={form} />
          <TopicsEditor form={form} />
        </>
      )}
    </div>
  );
}

function ModelFields({ form }: Props) {
  const { t } = useTranslation();
  const readsModels = usePermission('models.read');
  const { data: providers = [] } = useQuery({ ...listQuery<ModelProvider>('/api/model-providers'), enabled: readsModels });
  const { provider, kind } = form.draft;
  const isCompanion = kind === 'companion';
  const names = [...new Set([...providers.map(({ name }) => name), ...(provider === '' ? [] : [provider])])];
  return (
    <Section
      title={t('settings:assistants.kind.model')}
      description={t(isCompanion ? 'settings:assistants.companionText' : 'settings:assistants.modelText')}
    >
      <div className="flex flex-col gap-4">
        <SelectField
          form={form}
          name="provider"
          field="assistant.provider"
          label={t('settings:assistants.provider')}
          hint={
            <>
              {names.length === 0 && t('settings:assistants.noProvider')} <Link to="/settings/models">{t('titles:models.title')}</Link>
            </>
          }
          options={[
            { value: '', label: t(isCompanion ? 'settings:assistants.noModel' : 'settings:assistants.choose') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
        />
        <AreaField
          form={form}
          name="instructions"
          field="assistant.instructions"
          label={t('settings:assistants.instructions')}
          hint={t('settings:assistants.instructionsHint')}
          rows={8}
        />
        <div className="grid gap-4 two:grid-cols-2">
          {!isCompanion && (
            <TextField
              form={form}
              name="language"
              field="assistant.language"
              label={t('settings:assistants.language')}
              hint={t('settings:assistants.languageHint')}
              code
            />
          )}
          <NumberField
            form={form}
            name="temperature"
            field="assistant.temperature"
            label={t('settings:assistants.temperature')}
            hint={t('settings:assistants.temperatureHint')}
            min={0}
            max={2}
            step="any"
          />
        </div>
        {!isCompanion && (
          <>
            <SwitchField form={form} name="hearsVoice" label={t('settings:assistants.hears')} hint={t('settings:assistants.hearsHint')} />
            <SwitchField form={form} name="seesPictures" label={t('settings:assistants.sees')} hint={t('settings:assistants.seesHint')} />
          </>
        )}
      </div>
    </Section>
  );
}
