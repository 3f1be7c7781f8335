/** The word a mailed or printed link carries, in its query or behind "#", which no server and no log sees. */
export function tokenOf(address: { search: string; hash: string }): string {
  return new URLSearchParams(address.hash.slice(1)).get('token') ?? new URLSearchParams(address.search).get('token') ?? '';
}

/** Taken once and removed from the address, so that it stays in no history and in no picture of the screen. */
export function takeToken(): string {
  const token = tokenOf(location);
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}
