import type { ReactNode } from 'react';
import { usePlace } from '#web/data/session.ts';
import { leadsSomewhere, usePages } from '#web/shell/page-entry.ts';
import { Link } from '#web/ui/link.tsx';

/** A link, where there is such a page and this person may open it; else the words alone. */
export function MaybeLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const pages = usePages();
  const { permissions } = usePlace();
  return leadsSomewhere(pages, permissions, to) ? <Link to={to}>{children}</Link> : <span>{children}</span>;
}
