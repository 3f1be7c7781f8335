import { useTranslation } from 'react-i18next';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import type { Draft } from '#web/ui/save-form.tsx';

interface KindFields {
  readonly settings: readonly string[];
  /** Of the settings, those that nearly nobody changes. */
  readonly rare: readonly string[];
  readonly secrets: readonly string[];
}

/** What each kind of channel is configured with, in the order in which it is found at the provider. */
const kinds: Readonly<Record<string, KindFields>> = {
  whatsapp: {
    settings: ['displayPhoneNumber', 'phoneNumberId', 'businessAccountId', 'graphUrl', 'graphVersion'],
    rare: ['graphUrl', 'graphVersion'],
    secrets: ['accessToken', 'appSecret', 'verifyToken'],
  },
  gateway: { settings: ['gateway', 'url'], rare: [], secrets: ['signingSecret', 'previousSigningSecret'] },
};

export function fieldsOf(type: string): KindFields {
  return kinds[type] ?? { settings: [], rare: [], secrets: [] };
}

/** The settings of one kind of channel; what is rarely changed is folded away. */
export function SettingFields({ type, form }: { readonly type: string; readonly form: Draft<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const { settings, rare } = fieldsOf(type);
  const hasFault = rare.some((name) => form.fault(`settings.${name}`, name) !== undefined);
  return (
    <>
      {settings
        .filter((name) => !rare.includes(name))
        .map((name) => (
          <OneSetting key={name} name={name} form={form} />
        ))}
      {rare.length > 0 && (
        <details {...(hasFault ? { open: true } : {})}>
          <summary className="cursor-pointer text-muted">{t('settings:setting.rare')}</summary>
          <div className="mt-3 flex flex-col gap-4">
            {rare.map((name) => (
              <OneSetting key={name} name={name} form={form} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

/** One of them, with where it is found. */
export function OneSetting({ name, form }: { readonly name: string; readonly form: Draft<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const label = t(`settings:setting.${name}`, { defaultValue: name });
  return (
    <Field label={label} hint={t(`settings:settingHint.${name}`, { defaultValue: '' })} error={form.fault(`settings.${name}`, label)}>
      <TextInput
        value={String(form.draft[name] ?? '')}
        onChange={(event) => form.set({ [name]: event.target.value })}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
      />
    </Field>
  );
}
