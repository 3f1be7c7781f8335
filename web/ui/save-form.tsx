import { Check, Lock } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from './button.tsx';
import { Form, useFieldFault } from './form.tsx';
import { AskBeforeLeaving } from './leaving.tsx';

export interface Draft<Value> {
  readonly draft: Value;
  /** Changes some fields of what is being written. */
  readonly set: (change: Partial<Value>) => void;
  /** What the server said is wrong with a field, as a sentence that begins with its label. */
  readonly fault: (field: string, label: string) => string | undefined;
  readonly changed: boolean;
}

export interface SaveFormProps<Value extends object> {
  /** What is stored. When it changes elsewhere, so does the form, but never what somebody has begun to write. */
  readonly value: Value;
  readonly save: (draft: Value) => Promise<unknown>;
  readonly onSaved?: () => void;
  /** Names of the fields, as the server's faults name them. */
  readonly fields: readonly string[] | ((draft: Value) => readonly string[]);
  /** Why it cannot be changed; it is shown all the same. */
  readonly locked?: string | undefined;
  /** Told what is being written, as it changes: to try it beside the form. */
  readonly onDraft?: (draft: Value) => void;
  /** Where the form itself can be put away, unchanged or not. */
  readonly onCancel?: () => void;
  /** Beside the button: another way on. */
  readonly aside?: ReactNode;
  /** The verb; "Save" unless said. */
  readonly submit?: string;
  readonly children: (form: Draft<Value>) => ReactNode;
}

/** One section of settings: fields, one save, and "saved" said quietly. What is not saved is not lost by a wrong tap. */
export function SaveForm<Value extends object>({
  value,
  save,
  onSaved,
  fields,
  locked,
  submit,
  aside,
  onCancel,
  onDraft,
  children,
}: SaveFormProps<Value>) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(value);
  const [stored, setStored] = useState(value);
  const [draft, setDraft] = useState(value);
  const changed = !isSame(draft, stored);
  if (!isSame(seen, value)) {
    setSeen(value);
    setStored(value);
    if (!changed) setDraft(value);
  }
  useEffect(() => onDraft?.(draft), [draft, onDraft]);
  const [saved, setSaved] = useState(false);
  const sending = useSending(save, (_, sent) => {
    setStored(sent);
    setSaved(true);
    onSaved?.();
  });
  const fault = useFieldFault(sending.error);
  const set = (change: Partial<Value>) => {
    setSaved(false);
    setDraft((now) => ({ ...now, ...change }));
  };
  const content = children({ draft, set, fault, changed });
  if (locked !== undefined) {
    return (
      <div className="flex flex-col gap-4">
        <p className="flex items-start gap-2 text-muted">
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
          {locked}
        </p>
        <fieldset disabled className="flex min-w-0 flex-col gap-4">
          {content}
        </fieldset>
      </div>
    );
  }
  return (
    <Form
      onSubmit={() => sending.send(draft)}
      error={sending.error}
      fields={typeof fields === 'function' ? fields(draft) : fields}
      busy={sending.busy}
      submit={submit ?? t('ui:save')}
      look={changed ? 'main' : 'plain'}
      aside={
        aside ? (
          aside
        ) : onCancel ? (
          <Button onClick={onCancel}>{t('ui:cancel')}</Button>
        ) : changed ? (
          <Button
            onClick={() => {
              sending.reset();
              setDraft(stored);
            }}
          >
            {t('ui:discard')}
          </Button>
        ) : (
          <span role="status" className="flex items-center gap-1 text-muted">
            {saved && (
              <>
                <Check aria-hidden className="size-4 text-leaf" />
                {t('ui:saved')}
              </>
            )}
          </span>
        )
      }
    >
      {content}
      <AskBeforeLeaving when={changed && !sending.busy} />
    </Form>
  );
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
