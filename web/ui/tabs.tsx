import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
}

/** Sides of one thing. Which one is open belongs into the address where it can be shared. */
export function Tabs({
  label,
  tabs,
  value,
  onValue,
}: {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onValue: (value: string) => void;
}) {
  return (
    <Radix.Root value={value} onValueChange={onValue} className="flex min-h-0 flex-col">
      <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="target -mb-px flex shrink-0 items-center gap-1.5 border-b-2 border-transparent px-0.5 py-2 text-muted hover:text-ink data-[state=active]:border-acacia data-[state=active]:font-strong data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-small text-muted">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-h-0 flex-1 pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
