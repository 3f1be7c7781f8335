import { useTranslation } from 'react-i18next';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import type { Draft } from '#web/ui/save-form.tsx';

interface Props<Value> {
  readonly form: Draft<Value>;
  readonly names: { readonly from: keyof Value & string; readonly to: keyof Value & string };
  /** What the server calls the two together. */
  readonly field: string;
}

/** From when to when it is quiet. */
export function HoursFields<Value>({ form, names, field }: Props<Value>) {
  const { t } = useTranslation();
  return (
    <div className="grid max-w-80 grid-cols-2 gap-4">
      {(['from', 'to'] as const).map((end) => (
        <Field
          key={end}
          label={t(`incidents:safety.quiet.${end}`)}
          error={form.fault(`${field}.${end}`, t(`incidents:safety.quiet.${end}`))}
        >
          <TextInput
            type="time"
            dir="ltr"
            value={String(form.draft[names[end]])}
            onChange={({ target }) => form.set({ [names[end]]: target.value } as Partial<Value>)}
          />
        </Field>
      ))}
    </div>
  );
}
