import { Check } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { matchesWords } from '#web/ui/search.ts';

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
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const found = options.filter((one) => matchesWords(`${one.label} ${one.hint ?? ''}`, words));
  function press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      const next = (active + step + found.length) % found.length;
      setActive(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && found[active]) onChoose(found[active].value);
    else return;
    event.preventDefault();
  }
  return (
    <>
      <input
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        aria-label={label}
        placeholder={label}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-reading outline-none placeholder:text-muted"
      />
      <div ref={list} id={id} role="listbox" aria-label={label} aria-multiselectable className="max-h-[50dvh] overflow-y-auto p-1.5">
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys (aria-activedescendant).
          <div
            key={one.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(one.value)}
            onPointerMove={() => setActive(index)}
            onClick={() => onChoose(one.value)}
            className={classes(
              'flex min-h-9 cursor-pointer items-center gap-2 rounded-control px-2.5 pointer-coarse:min-h-11',
              index === active && 'bg-sunken',
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
