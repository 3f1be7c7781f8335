import { useTranslation } from 'react-i18next';
import { useLocked } from '#web/shell/use-locked.ts';
import { SwitchField, TextField } from '#web/ui/form-fields.tsx';
import { Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import type { SafetySettings } from '../contract.ts';
import { useSaveSettings } from './use-save-settings.ts';

/** What asks how somebody is where free text is not taken any more. */
export function FollowUp({ settings: { followUpTemplate } }: { readonly settings: SafetySettings }) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  const { name = '', languages = [], buttons = false } = followUpTemplate ?? {};
  return (
    <Section title={t('incidents:safety.replies.template')} description={t('incidents:safety.replies.templateHint')}>
      <SaveForm
        value={{ name, languages: languages.join(', '), buttons }}
        save={(draft) =>
          save({
            followUpTemplate: draft.name.trim() === '' ? null : { ...draft, name: draft.name.trim(), languages: listed(draft.languages) },
          })
        }
        fields={['followUpTemplate.name', 'followUpTemplate.languages']}
        locked={locked}
      >
        {(form) => (
          <>
            <TextField form={form} name="name" field="followUpTemplate.name" code label={t('incidents:safety.replies.templateName')} />
            {form.draft.name.trim() !== '' && (
              <>
                <TextField
                  form={form}
                  name="languages"
                  field="followUpTemplate.languages"
                  code
                  label={t('incidents:safety.replies.templateLanguages')}
                  hint={t('incidents:safety.replies.templateLanguagesHint')}
                />
                <SwitchField form={form} name="buttons" label={t('incidents:safety.replies.templateButtons')} />
              </>
            )}
          </>
        )}
      </SaveForm>
    </Section>
  );
}

const listed = (text: string) => text.split(/[\s,;]+/).filter((one) => one !== '');
