import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ModelProvider } from '#contract/models.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { SelectField } from '#web/ui/form-fields.tsx';
import { Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import type { SafetySettings } from '../contract.ts';
import { useSaveSettings } from './use-save-settings.ts';

/** Which model reads beside the rules; only of those that contacts' words may be sent to. */
export function ReadingModel({ settings: { readingProvider } }: { readonly settings: SafetySettings }) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  const readsModels = usePermission('models.read');
  const { data: providers = [] } = useQuery({ ...listQuery<ModelProvider>('/api/model-providers'), enabled: readsModels });
  const allowed = providers.filter(({ state, contactText }) => state === 'active' && contactText.allowed).map(({ name }) => name);
  // What was chosen stays to be seen, also where it may not be asked any more.
  const names = [...new Set([...allowed, ...(readingProvider === null ? [] : [readingProvider])])];
  const options = [{ value: '', label: t('incidents:safety.reading.none') }, ...names.map((name) => ({ value: name, label: name }))];
  return (
    <Section title={t('incidents:safety.reading.title')} description={t('incidents:safety.reading.text')}>
      <SaveForm
        value={{ readingProvider: readingProvider ?? '' }}
        save={(draft) => save({ readingProvider: draft.readingProvider === '' ? null : draft.readingProvider })}
        fields={['readingProvider']}
        locked={locked}
      >
        {(form) => (
          <SelectField
            form={form}
            name="readingProvider"
            options={options}
            label={t('incidents:safety.reading.provider')}
            hint={t('incidents:safety.reading.providerHint')}
          />
        )}
      </SaveForm>
    </Section>
  );
}
