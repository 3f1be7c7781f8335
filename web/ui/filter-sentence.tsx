import { ChevronDown, X } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Menu, MenuChoices } from './menu.tsx';
import { sentenceParts } from './sentence-parts.ts';

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
}: {
  readonly sentence: string;
  readonly choices: Readonly<Record<string, SentenceChoice>>;
  /** Back to what is shown without a filter; left out while there is none. */
  readonly onReset?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 text-muted">
      {sentenceParts(sentence).map((part, index) => {
        const choice = part.name === null ? undefined : choices[part.name];
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their order.
        return <Fragment key={index}>{choice ? <Choice choice={choice} /> : <span>{part.text}</span>}</Fragment>;
      })}
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
