import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { matchesWords } from '#web/ui/search.ts';
import { useChoices } from '#web/ui/use-choices.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** Class of the colour of a dot before it. */
  readonly dot?: string;
}

interface ChoicesProps {
  readonly label: string;
  readonly options: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChoose: (value: string) => void;
}

/** Type a part, Enter: as in the palette. */
export function Choices({ label, options, chosen, onChoose }: ChoicesProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const found = options.filter((one) => matchesWords(`${one.label} ${one.hint ?? ''}`, words));
  const choices = useChoices(found, (one) => onChoose(one.value));
  return (
    <>
      <input
        role="combobox"
        aria-expanded
        {...choices.field}
        aria-label={label}
        placeholder={label}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          choices.restart();
        }}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-reading outline-none placeholder:text-muted"
      />
      <div role="listbox" {...choices.list} aria-label={label} aria-multiselectable className="max-h-[50dvh] overflow-y-auto p-1.5">
        {found.map((one, index) => (
          <div
            key={one.value}
            role="option"
            tabIndex={-1}
            {...choices.option(index)}
            aria-selected={chosen.includes(one.value)}
            className={classes(
              'flex min-h-9 cursor-pointer items-center gap-2 rounded-control px-2.5 pointer-coarse:min-h-11',
              index === choices.active && 'bg-sunken',
            )}
          >
            {one.dot && <span aria-hidden className={classes('size-2.5 shrink-0 rounded-full', one.dot)} />}
            <bdi className="min-w-0 flex-1 truncate">{one.label}</bdi>
            {one.hint && <span className="text-small text-muted">{one.hint}</span>}
            {chosen.includes(one.value) && <Check aria-hidden className="size-4 text-acacia" />}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="px-4 pb-4 text-muted">
          {t('ui:nothingFound')}
        </p>
      )}
    </>
  );
}
