import { ChevronDown, Eye, EyeOff } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { useFieldProps } from './field.tsx';

export const controlLook =
  'w-full min-w-0 rounded-control border border-edge bg-raised text-ink placeholder:text-muted hover:border-ink/60 focus-visible:outline-offset-0 aria-invalid:border-ember disabled:bg-sunken disabled:text-muted';
/** 16 px on touch: below that a phone zooms into the page when the field gets the focus. */
const inputSize = 'h-8 px-2.5 pointer-coarse:h-11 pointer-coarse:text-reading';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> & { readonly ref?: Ref<HTMLInputElement> };

export function TextInput({ type = 'text', ...rest }: InputProps) {
  return <input type={type} {...useFieldProps()} {...rest} className={classes(controlLook, inputSize)} />;
}

/** A password, which its owner may look at. */
export function PasswordInput(props: Omit<InputProps, 'type'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const Sign = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <TextInput {...props} type={shown ? 'text' : 'password'} autoCapitalize="none" autoCorrect="off" spellCheck={false} dir="ltr" />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={t('ui:showPassword')}
        onClick={() => setShown(!shown)}
        className="target absolute inset-y-1 end-1 grid w-7 place-items-center rounded-control bg-raised text-muted hover:text-ink"
      >
        <Sign aria-hidden className="size-4" />
      </button>
    </div>
  );
}

export function TextArea(
  props: Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'> & { readonly ref?: Ref<HTMLTextAreaElement> },
) {
  return (
    <textarea
      rows={3}
      {...useFieldProps()}
      {...props}
      className={classes(controlLook, 'field-sizing-content max-h-96 px-2.5 py-1.5 pointer-coarse:text-reading')}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'onChange'> {
  readonly options: readonly Option[];
  readonly onValue?: (value: string) => void;
}

/** One of a few. The system's own list: known, quick, right on a phone. For many, or to search among them: Combobox. */
export function Select({ options, onValue, ...rest }: SelectProps) {
  return (
    <div className="relative min-w-0">
      <select
        {...useFieldProps()}
        {...rest}
        onChange={(event) => onValue?.(event.target.value)}
        className={classes(controlLook, inputSize, 'appearance-none truncate pe-8')}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-muted" />
    </div>
  );
}

interface ToggleProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onValue: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly name?: string;
}

/** One of several, or an agreement: counts when the form is sent. */
export function Checkbox({ label, hint, checked, onValue, ...rest }: ToggleProps) {
  return (
    <label className="flex items-start gap-2 py-0.5">
      <input
        type="checkbox"
        {...rest}
        checked={checked}
        onChange={(event) => onValue(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-acacia"
      />
      <ToggleWords label={label} hint={hint} />
    </label>
  );
}

/** On or off, at once. */
export function Switch({ label, hint, checked, onValue, ...rest }: ToggleProps) {
  return (
    <label className="flex items-start gap-3 py-0.5">
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        {...rest}
        checked={checked}
        onChange={(event) => onValue(event.target.checked)}
        className="relative mt-0.5 h-5 w-9 shrink-0 appearance-none rounded-full border border-edge bg-sunken transition-colors duration-[120ms] after:absolute after:inset-y-0.5 after:start-0.5 after:w-3.5 after:rounded-full after:bg-edge after:transition-[inset-inline-start] after:duration-[120ms] checked:border-acacia checked:bg-acacia checked:after:start-[18px] checked:after:bg-on-acacia disabled:opacity-50"
      />
      <ToggleWords label={label} hint={hint} />
    </label>
  );
}

function ToggleWords({ label, hint }: { readonly label: ReactNode; readonly hint: ReactNode }) {
  return (
    <span className="min-w-0">
      <span className="block">{label}</span>
      {hint && <span className="block text-small text-muted">{hint}</span>}
    </span>
  );
}
