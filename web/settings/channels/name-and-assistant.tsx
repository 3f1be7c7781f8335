import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '#web/ui/form-fields.tsx';
import type { Draft } from '#web/ui/save-form.tsx';

/** What every new channel is asked: what people call it, and who answers there at first. */
export function NameAndAssistant<Value extends Record<string, unknown> & { name: string; assistant: string }>({
  form,
}: {
  readonly form: Draft<Value>;
}) {
  const { t } = useTranslation();
  return (
    <>
      <TextField form={form} name="name" label={t('settings:channel.name')} hint={t('settings:channel.nameHint')} />
      <SelectField
        form={form}
        name="assistant"
        field="assistant.kind"
        label={t('settings:channel.assistant')}
        hint={t('settings:add.assistantHint')}
        options={['offline', 'echo'].map((kind) => ({ value: kind, label: t(`settings:assistants.kind.${kind}`) }))}
      />
    </>
  );
}
