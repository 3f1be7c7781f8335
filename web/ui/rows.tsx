import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** A short list of things of the settings, each with what can be done with it. For long lists: List or Table. */
export function Rows({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul aria-label={label} className="flex flex-col rounded-card border border-line bg-raised">
      {children}
    </ul>
  );
}

export interface RowProps {
  readonly title: ReactNode;
  /** The page about it. */
  readonly to?: string;
  /** Before the title: an avatar, a sign. */
  readonly sign?: ReactNode;
  /** Beside the title: its state. */
  readonly state?: ReactNode;
  /** Below, muted. */
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
  /** In place, below all of it: a form. */
  readonly children?: ReactNode;
}

export function Row({ title, to, sign, state, text, actions, children }: RowProps) {
  return (
    <li className={classes('border-b border-line px-4 py-3 last:border-0', to !== undefined && 'relative hover:bg-sunken')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {sign}
        <div className="min-w-48 flex-1">
          <p className="flex flex-wrap items-center gap-2">
            {to === undefined ? (
              <span className="font-strong [overflow-wrap:anywhere]">{title}</span>
            ) : (
              // What takes the touch is the whole row: a word of the title is little for a thumb.
              <Link
                to={to}
                className="rounded-[4px] font-strong underline-offset-2 [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline"
              >
                {title}
              </Link>
            )}
            {state}
          </p>
          {text && (
            <div className="mt-0.5 flex flex-wrap gap-x-3 text-small text-muted [overflow-wrap:anywhere] [&_time]:relative">{text}</div>
          )}
        </div>
        {actions && <div className="relative flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children && <div className="relative mt-3">{children}</div>}
    </li>
  );
}

/** Facts as label and value. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-3 two:grid-cols-2">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-small text-muted">{label}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
