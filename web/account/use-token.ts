import { useState } from 'react';
import { takeToken } from './token.ts';

const placeOf = (page: string) => `baraza.token.${page}`;

/** The token of the link that led here. Kept for this tab until it is used: it is gone from the address, and the page may be loaded again. */
export function useToken(page: string): string {
  const [token] = useState(() => {
    const fresh = takeToken();
    if (fresh !== '') sessionStorage.setItem(placeOf(page), fresh);
    return fresh || (sessionStorage.getItem(placeOf(page)) ?? '');
  });
  return token;
}

/** It has done what it was for. */
export const forgetToken = (page: string): void => sessionStorage.removeItem(placeOf(page));
