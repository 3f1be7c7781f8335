import { useState } from 'react';
import { takeToken } from './token.ts';

/** Kept while the page is open, through whatever else happens to its address. */
const taken = new Map<string, string>();

export function useToken(page: string): string {
  const [token] = useState(() => {
    const fresh = takeToken();
    if (fresh !== '') taken.set(page, fresh);
    return taken.get(page) ?? '';
  });
  return token;
}
