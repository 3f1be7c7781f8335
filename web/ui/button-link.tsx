import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ButtonLook, buttonLook } from './button.tsx';
import type { Icon } from './icon.ts';

/** A link that is the main way on, and looks like a button. */
export function ButtonLink({
  to,
  look = 'plain',
  icon: Sign,
  children,
}: {
  readonly to: string;
  readonly look?: ButtonLook;
  readonly icon?: Icon;
  readonly children: ReactNode;
}) {
  return (
    <Link to={to} className={buttonLook(look)}>
      {Sign && <Sign aria-hidden className="size-4 shrink-0" />}
      {children}
    </Link>
  );
}
