import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { Field } from './field.tsx';
import { type Option, PasswordInput, Select, Switch, TextArea, TextInput } from './inputs.tsx';
import type { Draft } from './save-form.tsx';

/** Fields of a `SaveForm`, joined to one value of its draft. */

interface Common<Value, Key extends keyof Value & string> {
  readonly form: Draft<Value>;
  readonly name: Key;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  /** What the server calls it; the name unless said. */
  readonly field?: string;
}

function fieldProps<Value, Key extends keyof Value & string>({ form, name, label, hint, aside, field }: Common<Value, Key>) {
  return { label, hint, aside, error: form.fault(field ?? name, label) };
}

interface TextProps<Value, Key extends keyof Value & string> extends Common<Value, Key> {
  readonly type?: HTMLInputTypeAttribute;
  /** An id, an address, a code: written from left to right in every language. */
  readonly code?: boolean;
  readonly placeholder?: string;
}

export function TextField<Value, Key extends keyof Value & string>(props: TextProps<Value, Key>) {
  const { form, name, type = 'text', code = false, placeholder } = props;
  return (
    <Field {...fieldProps(props)}>
      <TextInput
        type={type}
        value={String(form.draft[name] ?? '')}
        onChange={(event) => form.set({ [name]: event.target.value } as Partial<Value>)}
        placeholder={placeholder}
        {...(code ? { dir: 'ltr' as const, spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } : {})}
      />
    </Field>
  );
}

/** Something secret that is typed or pasted once; the browser is not to remember it. */
export function SecretInputField<Value, Key extends keyof Value & string>(props: TextProps<Value, Key>) {
  const { form, name, placeholder } = props;
  return (
    <Field {...fieldProps(props)}>
      <PasswordInput
        value={String(form.draft[name] ?? '')}
        onChange={(event) => form.set({ [name]: event.target.value } as Partial<Value>)}
        placeholder={placeholder}
        autoComplete="new-password"
      />
    </Field>
  );
}

export function AreaField<Value, Key extends keyof Value & string>(props: Common<Value, Key> & { readonly rows?: number }) {
  const { form, name, rows = 4 } = props;
  return (
    <Field {...fieldProps(props)}>
      <TextArea
        rows={rows}
        dir="auto"
        value={String(form.draft[name] ?? '')}
        onChange={(event) => form.set({ [name]: event.target.value } as Partial<Value>)}
      />
    </Field>
  );
}

interface NumberProps<Value, Key extends keyof Value & string> extends Common<Value, Key> {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
}

/** A number, or nothing: what is empty is null. */
export function NumberField<Value, Key extends keyof Value & string>(props: NumberProps<Value, Key>) {
  const { form, name, min, max, step } = props;
  const value = form.draft[name];
  return (
    <Field {...fieldProps(props)}>
      <TextInput
        type="number"
        inputMode={step === 'any' ? 'decimal' : 'numeric'}
        min={min}
        max={max}
        step={step}
        dir="ltr"
        value={value === null || value === undefined ? '' : String(value)}
        onChange={({ target }) => form.set({ [name]: target.value === '' ? null : Number(target.value) } as Partial<Value>)}
      />
    </Field>
  );
}

export function SelectField<Value, Key extends keyof Value & string>(props: Common<Value, Key> & { readonly options: readonly Option[] }) {
  const { form, name, options } = props;
  return (
    <Field {...fieldProps(props)}>
      <Select options={options} value={String(form.draft[name] ?? '')} onValue={(value) => form.set({ [name]: value } as Partial<Value>)} />
    </Field>
  );
}

export function SwitchField<Value, Key extends keyof Value & string>({ form, name, label, hint }: Common<Value, Key>) {
  return (
    <Switch
      label={label}
      hint={hint}
      checked={Boolean(form.draft[name])}
      onValue={(checked) => form.set({ [name]: checked } as Partial<Value>)}
    />
  );
}
