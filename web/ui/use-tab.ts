import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which side of a page is open, kept in the address (?tab=log) so that it can be shared. */
export function useTab<Name extends string>(first: Name): readonly [tab: Name, open: (tab: string) => void] {
  const search: { readonly tab?: unknown } = useSearch({ strict: false });
  const navigate = useNavigate();
  const tab = typeof search.tab === 'string' ? (search.tab as Name) : first;
  return [tab, (next) => void navigate({ to: '.', search: { tab: next } as never, replace: true })];
}
