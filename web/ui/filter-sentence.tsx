import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Menu, MenuChoices } from './menu.tsx';
import { sentenceParts, withStops } from './sentence-parts.ts';

export interface SentenceChoice {
  /** What it decides, for those who hear it: "Assignee". */
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onValue: (value: string) => void;
}

/**
 * A filter that reads as a sentence. `sentence` comes from locales/ with the names of the choices in brackets, wherever the language
 * wants them: "Conversations that are {state}, assigned to {assignee}".
 */
export function FilterSentence({
  sentence,
  choices,
  onReset,
  more,
}: {
  readonly sentence: string;
  readonly choices: Readonly<Record<string, SentenceChoice>>;
  /** Back to what is shown without a filter; left out while there is none. */
  readonly onReset?: (() => void) | undefined;
  /** After the sentence: what adds to it. */
  readonly more?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 text-muted">
      {withStops(sentenceParts(sentence)).map(({ text, name, stop }, index) => {
        const choice = name === null ? undefined : choices[name];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their order.
          <span key={index} className="inline-flex max-w-full min-w-0 items-center">
            {choice ? <Choice choice={choice} /> : text}
            {stop}
          </span>
        );
      })}
      {more}
      {onReset && <IconButton icon={X} label={t('ui:resetFilter')} onClick={onReset} />}
    </div>
  );
}

function Choice({ choice }: { readonly choice: SentenceChoice }) {
  const chosen = choice.options.find((one) => one.value === choice.value);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${choice.label}: ${chosen?.label ?? choice.value}`}
          className="target inline-flex max-w-56 items-center gap-0.5 rounded-[4px] border-b border-dashed border-edge px-1 font-strong text-ink hover:bg-sunken"
        >
          <span className="truncate">{chosen?.label ?? choice.value}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuChoices value={choice.value} onValue={choice.onValue} options={choice.options} />
    </Menu>
  );
}
