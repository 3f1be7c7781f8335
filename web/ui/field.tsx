import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useId } from 'react';
import { classes } from './classes.ts';

interface FieldContext {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}
const Context = createContext<FieldContext | null>(null);

/** What a control inside a Field needs to belong to it; spread onto the control. */
export function useFieldProps(): { id?: string; 'aria-describedby'?: string | undefined; 'aria-invalid'?: true } {
  const field = use(Context);
  if (!field) return {};
  return { id: field.id, 'aria-describedby': field.describedBy, ...(field.invalid ? { 'aria-invalid': true as const } : {}) };
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, as a sentence. */
  readonly error?: ReactNode;
  /** Beside the label, at the end of the line: "optional", a link. */
  readonly aside?: ReactNode;
  readonly labelHidden?: boolean;
  readonly children: ReactNode;
}

/** Label, control, hint and error, joined for those who hear the page. */
export function Field({ label, hint, error, aside, labelHidden = false, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className={classes('flex items-baseline justify-between gap-2', labelHidden && 'sr-only')}>
        <label htmlFor={id} className="font-strong">
          {label}
        </label>
        {aside && <span className="text-small text-muted">{aside}</span>}
      </div>
      <Context value={{ id, describedBy, invalid: Boolean(error) }}>{children}</Context>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-small text-ember" role="alert">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
