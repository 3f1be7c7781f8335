import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';
import type { Icon } from './icon.ts';
import { Kbd } from './kbd.tsx';

// As high as there is room for: some choices are many.
const contentLook =
  'z-50 min-w-52 max-w-80 max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto rounded-control border border-line bg-raised p-1 shadow-float animate-appear';
const itemLook =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded-[4px] px-2 py-1 outline-none data-highlighted:bg-sunken data-disabled:cursor-default data-disabled:text-muted pointer-coarse:min-h-11';

/** Actions behind a button. */
export function Menu({ trigger, children, align = 'start' }: { trigger: ReactElement; children: ReactNode; align?: 'start' | 'end' }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={4} collisionPadding={8} className={contentLook}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface MenuItemProps {
  readonly icon?: Icon;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon: Sign, shortcut, danger = false, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item disabled={disabled} onSelect={onSelect} className={classes(itemLook, danger && 'text-ember')}>
      {Sign && <Sign aria-hidden className="size-4 shrink-0" />}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut && <Kbd shortcut={shortcut} />}
    </DropdownMenu.Item>
  );
}

/** One of a few, of which one is chosen. */
export function MenuChoices({
  value,
  onValue,
  options,
}: {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onValue}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={itemLook}>
          <span className="min-w-0 flex-1 truncate" lang={option.lang}>
            {option.label}
          </span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden className="size-4 text-acacia" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-small text-muted">{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
