import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { faultOf, wrongBy } from '#web/data/faults.ts';
import { say } from '#web/i18n/i18n.ts';
import { Button } from './button.tsx';
import type { Icon } from './icon.ts';

export interface FormProps {
  readonly onSubmit: () => void;
  /** What the server said to the last try. */
  readonly error: unknown;
  /** Names of the fields shown here: a fault of another one is told above the button. */
  readonly fields: readonly string[];
  readonly busy: boolean;
  /** The verb. */
  readonly submit: string;
  readonly wide?: boolean;
  /** "plain" while there is nothing to send, so that one main action stays on the screen. */
  readonly look?: 'main' | 'plain';
  readonly icon?: Icon;
  /** Something is still missing, and the page says what. */
  readonly disabled?: boolean;
  /** Beside the button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Fields and one button. After a refusal the first wrong field has the focus; what belongs to no field stands above the button. */
export function Form({
  onSubmit,
  error,
  fields,
  busy,
  submit,
  wide = false,
  look = 'main',
  icon,
  disabled = false,
  aside,
  children,
}: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const general = error && !isShown(error, fields) ? explainKnown(error) : null;
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!busy && !disabled) onSubmit();
      }}
    >
      {children}
      {general && (
        <p role="alert" className="rounded-control bg-ember-soft px-3 py-2 text-ember">
          {general}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button look={look} type="submit" busy={busy} wide={wide} disabled={disabled} {...(icon ? { icon } : {})}>
          {submit}
        </Button>
        {aside}
      </div>
    </form>
  );
}

function isShown(error: unknown, fields: readonly string[]): boolean {
  return error instanceof ApiError && error.fields.some(({ field }) => fields.includes(field));
}

/** In the person's language where the refusal is one that people meet; else in the server's words. */
export function explainKnown(error: unknown): string {
  if (!(error instanceof ApiError)) return explainShort(error);
  const fallback = explainShort(error);
  if (error.retryAfterSeconds !== null && error.status === 429) return say('ui:fault.tooMany.todo', { seconds: error.retryAfterSeconds });
  return say(`ui:mistake.${error.code.replace(/^accounts\./, '')}`, { defaultValue: fallback });
}

/** What is wrong with a field, as a sentence that begins with its label; undefined: nothing. */
export function useFieldFault(error: unknown): (field: string, label: string) => string | undefined {
  const { t } = useTranslation();
  return (field, label) => {
    const said = error instanceof ApiError ? faultOf(error.fields, field) : undefined;
    if (said === undefined) return undefined;
    // What is about one field alone is a sentence of its own: "Somebody has this user name already."
    if (!(error as ApiError).namesFields) return explainKnown(error);
    const wrong = wrongBy(said);
    return t('ui:fieldFault', { field: label, message: wrong ? t(`ui:wrong.${wrong.key}`, { count: wrong.count }) : said });
  };
}
