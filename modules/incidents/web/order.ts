import type { Incident, IncidentState, Severity } from '../contract.ts';

const weight: Readonly<Record<Severity, number>> = { imminent: 0, high: 1, moderate: 2 };
const waiting: ReadonlySet<IncidentState> = new Set(['raised', 'delivered']);
const closed: ReadonlySet<IncidentState> = new Set(['resolved', 'false_alarm']);

/** Nobody has acknowledged it: people are being called. */
export const isWaiting = ({ state }: Pick<Incident, 'state'>): boolean => waiting.has(state);
export const isClosed = ({ state }: Pick<Incident, 'state'>): boolean => closed.has(state);

/** What to look at first: what nobody deals with, the graver before the lighter, who waits longest before the rest. */
export function inOrder(incidents: readonly Incident[]): Incident[] {
  const key = (one: Incident) => [isWaiting(one) ? 0 : 1, weight[one.severity]] as const;
  return [...incidents].sort((one, other) => {
    const [waits, grave] = key(one);
    const [otherWaits, otherGrave] = key(other);
    return waits - otherWaits || grave - otherGrave || one.calledAt.localeCompare(other.calledAt);
  });
}

/** How much of the time within which somebody is to be there has gone, from 0 to 1; null: nobody is waited for. */
export function shareGone({ calledAt, dueAt }: Pick<Incident, 'calledAt' | 'dueAt'>, now: Date): number | null {
  if (dueAt === null) return null;
  const whole = Date.parse(dueAt) - Date.parse(calledAt);
  if (whole <= 0) return 1;
  return Math.min(1, Math.max(0, (now.getTime() - Date.parse(calledAt)) / whole));
}
