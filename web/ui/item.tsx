import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';

interface ItemProps {
  /** "Question 3" */
  readonly label: string;
  /** What taking it away is called, with its name. */
  readonly remove: string;
  /** Null: it stays. */
  readonly onRemove: (() => void) | null;
  readonly children: ReactNode;
}

/** One of several things inside a form. */
export function Item({ label, remove, onRemove, children }: ItemProps) {
  return (
    <li className="rounded-card border border-line bg-paper p-3">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="sr-only">{label}</legend>
        <div className="-mb-1 flex items-center justify-between gap-2">
          <span aria-hidden className="text-small text-muted">
            {label}
          </span>
          {onRemove && <IconButton icon={X} label={remove} onClick={onRemove} />}
        </div>
        {children}
      </fieldset>
    </li>
  );
}
