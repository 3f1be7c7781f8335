import { Check, ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { useFieldProps } from './field.tsx';
import { controlLook, type Option } from './inputs.tsx';
import { matchesWords } from './search.ts';

export interface ComboboxProps {
  readonly options: readonly (Option & { readonly hint?: string })[];
  readonly value: string | null;
  readonly onValue: (value: string) => void;
  readonly placeholder: string;
  /** What it is called where no `Field` says so. */
  readonly label?: string;
  /** Asked as somebody types, where the options are found elsewhere; left out: they are searched here. */
  readonly onSearch?: (words: string) => void;
  readonly disabled?: boolean;
}

/** One of many, found by typing. */
export function Combobox({ options, value, onValue, placeholder, label, onSearch, disabled = false }: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((one) => one.value === value);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        {...useFieldProps()}
        {...(label ? { 'aria-label': chosen ? `${label}: ${chosen.label}` : label } : {})}
        disabled={disabled}
        className={classes(controlLook, 'flex h-8 items-center justify-between gap-2 px-2.5 text-start pointer-coarse:h-11')}
      >
        <span className={classes('truncate', !chosen && 'text-muted')}>{chosen?.label ?? placeholder}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-(--radix-popover-trigger-width) min-w-60 rounded-control border border-line bg-raised shadow-float animate-appear"
        >
          <Choices
            options={options}
            value={value}
            placeholder={placeholder}
            {...(onSearch ? { onSearch } : {})}
            onValue={(next) => {
              onValue(next);
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ options, value, onValue, placeholder, onSearch }: Omit<ComboboxProps, 'disabled' | 'label'>) {
  const { t } = useTranslation();
  const listId = useId();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = onSearch ? options : options.filter(({ label, hint }) => matchesWords(`${label} ${hint ?? ''}`, words));

  function move(to: number) {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'Enter' && found[active]) onValue(found[active].value);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        aria-label={placeholder}
        placeholder={t('ui:typeToSearch')}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
          onSearch?.(event.target.value);
        }}
        onKeyDown={press}
        className="h-9 w-full border-b border-line bg-transparent px-3 outline-none placeholder:text-muted"
      />
      <div ref={list} id={listId} role="listbox" aria-label={placeholder} className="max-h-72 overflow-y-auto p-1">
        {found.map((one, index) => (
          <div
            key={one.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={one.value === value}
            onPointerMove={() => setActive(index)}
            onClick={() => onValue(one.value)}
            onKeyDown={press}
            className={classes('flex cursor-pointer items-center gap-2 rounded-[4px] px-2 py-1.5', index === active && 'bg-sunken')}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{one.label}</span>
              {one.hint && <span className="block truncate text-small text-muted">{one.hint}</span>}
            </span>
            {one.value === value && <Check aria-hidden className="size-4 shrink-0 text-acacia" />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="px-3 pb-3 text-muted">{t('ui:nothingFound')}</p>}
    </>
  );
}
