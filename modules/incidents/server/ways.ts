import type { Severity } from '../contract.ts';

export type Way = 'mail' | 'phone';

/** Which ways there are to a member now. */
export interface OpenWays {
  readonly mail: boolean;
  readonly phone: boolean;
}

const both: readonly Way[] = ['phone', 'mail'];
const orders: Readonly<Record<'phone_first' | 'mail_first', readonly Way[]>> = { phone_first: both, mail_first: ['mail', 'phone'] };

/** On which ways somebody is told by the `step`-th call, from 0: in the order that was chosen; when nobody answered the first, on all at once. Pure. */
export function waysFor(step: number, open: OpenWays, order: 'together' | 'phone_first' | 'mail_first'): Way[] {
  if (step > 0 || order === 'together') return both.filter((way) => open[way]);
  return orders[order].filter((way) => open[way]).slice(0, 1);
}

/** Whether phones are told: of nothing lighter than `from`, and in quiet hours of what is imminent alone. Pure. */
export function toldOnPhones(severity: string, from: Severity, isQuiet: boolean): boolean {
  const place = (one: string) => severities.indexOf(one);
  return severity === 'imminent' || (!isQuiet && place(severity) >= place(from));
}
const severities: readonly string[] = ['moderate', 'high', 'imminent'] satisfies Severity[];

/** The call after one that reached nobody: of the next of the chain; null: everybody of it was called, and the pool is not hurried. Pure. */
export function stepAfterFailure(step: number, chainLength: number): number | null {
  // The second call is of the same people as the first (recipients.ts).
  const place = Math.max(0, step - 1);
  return place < chainLength ? place + 2 : null;
}
