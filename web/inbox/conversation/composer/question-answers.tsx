import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { type Answer, doublesOf, emptyAnswer, type Question, type QuestionLimits } from './question.ts';

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  /** Another fault of it. */
  readonly fault?: string | undefined;
  readonly labelHidden?: boolean;
  readonly children: ReactNode;
}

/** A field that says how much room is left when that becomes little. */
export function Line({ label, value, most, fault, labelHidden = false, children }: LineProps) {
  const { t } = useTranslation();
  const { length } = value.trim();
  const error = length > most ? t('conversation:tooLong', { over: length - most, most }) : fault;
  const near = length > most * 0.75 && length <= most;
  return (
    <Field
      label={label}
      labelHidden={labelHidden}
      error={error}
      hint={near ? t('conversation:question.room', { length, most }) : undefined}
    >
      {children}
    </Field>
  );
}

interface AnswersProps {
  readonly question: Question;
  readonly limits: QuestionLimits;
  readonly onAnswers: (answers: readonly Answer[]) => void;
}

export function Answers({ question: { answers }, limits, onAnswers }: AnswersProps) {
  const { t } = useTranslation();
  const doubles = doublesOf({ answers });
  const [added, setAdded] = useState<number | null>(null);
  const full = answers.length >= limits.answers;
  const set = (key: number, change: Partial<Answer>) => onAnswers(answers.map((one) => (one.key === key ? { ...one, ...change } : one)));
  function add(): void {
    if (full) return;
    const key = Math.max(-1, ...answers.map((one) => one.key)) + 1;
    setAdded(key);
    onAnswers([...answers, emptyAnswer(key)]);
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-strong">{t('conversation:question.answers')}</legend>
      <ol className="flex flex-col gap-2">
        {answers.map(({ key, title, description }, index) => (
          <li key={key} className="flex items-start gap-1">
            <div className="flex min-w-0 flex-1 flex-col gap-1">
              <Line
                label={t('conversation:question.answer', { number: index + 1 })}
                labelHidden
                value={title}
                most={limits.title}
                fault={doubles.has(key) ? t('conversation:question.double') : undefined}
              >
                <TextInput
                  value={title}
                  autoFocus={key === added}
                  placeholder={t('conversation:question.answer', { number: index + 1 })}
                  onChange={(event) => set(key, { title: event.target.value })}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                    event.preventDefault();
                    add();
                  }}
                  dir="auto"
                />
              </Line>
              {limits.description !== null && (
                <Line
                  label={t('conversation:question.description', { number: index + 1 })}
                  labelHidden
                  value={description}
                  most={limits.description}
                >
                  <TextInput
                    value={description}
                    placeholder={t('conversation:question.descriptionHint')}
                    onChange={(event) => set(key, { description: event.target.value })}
                    dir="auto"
                  />
                </Line>
              )}
            </div>
            <IconButton
              icon={X}
              label={t('conversation:question.takeAway', { number: index + 1 })}
              disabled={answers.length === 1}
              onClick={() => onAnswers(answers.filter((one) => one.key !== key))}
            />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <Button icon={Plus} disabled={full} onClick={add}>
          {t('conversation:question.add')}
        </Button>
        {answers.length > limits.answers ? (
          <span role="alert" className="text-small text-ember">
            {t('conversation:question.tooMany', { count: limits.answers })}
          </span>
        ) : (
          full && <span className="text-small text-muted">{t('conversation:question.full', { count: limits.answers })}</span>
        )}
      </div>
    </fieldset>
  );
}
