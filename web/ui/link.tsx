import { defaultParseSearch, Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To another page of the app; what filters it may stand behind a "?". */
export function Link({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const [path, query = ''] = to.split('?');
  return (
    <RouterLink
      to={path}
      search={defaultParseSearch(query) as never}
      className="target rounded-[4px] text-acacia underline decoration-1 underline-offset-2 hover:decoration-2"
    >
      {children}
    </RouterLink>
  );
}
