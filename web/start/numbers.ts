/** What the numbers of a day say. */

export interface Compared {
  readonly today: number;
  /** Yesterday, up to the same hour. */
  readonly yesterday: number;
  readonly trend: 'more' | 'less' | 'same';
}

const sum = (hours: readonly number[]) => hours.reduce((all, one) => all + one, 0);

/** `hour`: the one that runs now; of yesterday it counts whole. */
export function compareDays(today: readonly number[], yesterday: readonly number[], hour: number): Compared {
  const before = sum(yesterday.slice(0, hour + 1));
  const now = sum(today);
  // Within a tenth it is a day like the one before; of a handful nothing can be said.
  const near = Math.abs(now - before) <= Math.max(2, before / 10);
  return { today: now, yesterday: before, trend: near ? 'same' : now > before ? 'more' : 'less' };
}

/** The hour of a moment, where the organization is. */
export function hourIn(timeZone: string, moment: string): number {
  return Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(new Date(moment)));
}
