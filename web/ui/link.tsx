import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To another page of the app. */
export function Link({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <RouterLink to={to} className="rounded-[4px] text-acacia underline decoration-1 underline-offset-2 hover:decoration-2">
      {children}
    </RouterLink>
  );
}
