import { Check, ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { useFieldProps } from './field.tsx';
import { controlLook, type Option } from './inputs.tsx';
import { matchesWords } from './search.ts';
import { useChoices } from './use-choices.ts';

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
  const [words, setWords] = useState('');
  const found = onSearch ? options : options.filter(({ label, hint }) => matchesWords(`${label} ${hint ?? ''}`, words));
  const choices = useChoices(found, (one) => onValue(one.value));
  return (
    <>
      <input
        role="combobox"
        aria-expanded
        {...choices.field}
        aria-label={placeholder}
        placeholder={t('ui:typeToSearch')}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          choices.restart();
          onSearch?.(event.target.value);
        }}
        className="h-9 w-full border-b border-line bg-transparent px-3 outline-none placeholder:text-muted"
      />
      <div role="listbox" {...choices.list} aria-label={placeholder} className="max-h-72 overflow-y-auto p-1">
        {found.map((one, index) => (
          <div
            key={one.value}
            role="option"
            tabIndex={-1}
            {...choices.option(index)}
            aria-selected={one.value === value}
            className={classes('flex cursor-pointer items-center gap-2 rounded-[4px] px-2 py-1.5', index === choices.active && 'bg-sunken')}
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
