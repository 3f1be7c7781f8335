import { type ReactNode, useState } from 'react';
import { Field } from '#web/ui/field.tsx';
import { type Option, Select, TextInput } from '#web/ui/inputs.tsx';

/** Fields of a node: what is written counts at once, and is saved by itself. */

interface Common {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

interface TextProps extends Common {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** A word for programs, an id, an address. */
  readonly code?: boolean;
  readonly max?: number;
  readonly placeholder?: string;
}

const codeLook = { dir: 'ltr', spellCheck: false, autoCapitalize: 'none' } as const;

export function LineField({ label, hint, value, onValue, code = false, max, placeholder, disabled }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      <TextInput
        {...(code ? codeLook : { dir: 'auto' })}
        autoComplete="off"
        value={value}
        maxLength={max}
        placeholder={placeholder}
        disabled={disabled}
        onChange={(event) => onValue(event.target.value)}
      />
    </Field>
  );
}

/** A text that becomes something else when it is done: a list, a name. It counts when the field is left, or with Enter. */
export function SettledField({
  label,
  hint,
  value,
  onValue,
  code = false,
  max,
  error,
  disabled,
}: TextProps & { readonly error?: ReactNode }) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed !== null && typed !== value) onValue(typed);
    setTyped(null);
  };
  return (
    <Field label={label} hint={hint} error={error}>
      <TextInput
        {...(code ? codeLook : { dir: 'auto' })}
        autoComplete="off"
        value={typed ?? value}
        maxLength={max}
        disabled={disabled}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
    </Field>
  );
}

interface NumberProps extends Common {
  readonly value: number | undefined;
  readonly onValue: (value: number | undefined) => void;
  readonly min?: number;
  readonly max?: number;
}

export function CountField({ label, hint, value, onValue, min, max, disabled }: NumberProps) {
  return (
    <Field label={label} hint={hint}>
      <TextInput
        type="number"
        dir="ltr"
        inputMode="numeric"
        min={min}
        max={max}
        disabled={disabled}
        value={value === undefined ? '' : String(value)}
        onChange={({ target }) => onValue(target.value === '' ? undefined : Number(target.value))}
      />
    </Field>
  );
}

interface ChooseProps extends Common {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onValue: (value: string) => void;
}

export function ChooseField({ label, hint, value, options, onValue, disabled }: ChooseProps) {
  return (
    <Field label={label} hint={hint}>
      <Select options={options} value={value} disabled={disabled} onValue={onValue} />
    </Field>
  );
}
