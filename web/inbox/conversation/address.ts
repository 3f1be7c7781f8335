/** An address as people read it: a number with its "+". null: it is an id that says nothing to people. */
export function shownAddress(address: string | null | undefined): string | null {
  if (!address) return null;
  if (/^\d{6,15}$/.test(address)) return `+${address}`;
  return address.includes('@') ? address : null;
}
