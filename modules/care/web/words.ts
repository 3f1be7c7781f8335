import type { CarePerson, Mood, PlanItem, PlanState } from '../contract.ts';

type Plan = NonNullable<PlanState['plan']>;

export const isDue = ({ reviewAt }: Pick<CarePerson, 'reviewAt'>, now: Date): boolean =>
  reviewAt !== null && Date.parse(reviewAt) <= now.getTime();

/** What people said of themselves, in one sentence's worth: half were lower, and from where to where. Null: they said nothing. */
export function rangeOf(moods: readonly Mood[]): { count: number; median: number; low: number; high: number } | null {
  const said = moods.flatMap(({ source, score }) => (source === 'self' && score !== null ? [score] : [])).sort((a, b) => a - b);
  const [low, high] = [said[0], said.at(-1)];
  if (low === undefined || high === undefined) return null;
  const middle = (said.length - 1) / 2;
  const median = ((said[Math.floor(middle)] ?? low) + (said[Math.ceil(middle)] ?? high)) / 2;
  return { count: said.length, median, low, high };
}

/** The steps that differ from what is there; what was left empty is nothing. */
export function changedSteps(before: Plan['steps'], draft: Plan['steps']): Partial<Plan['steps']> {
  const entries = Object.entries(draft).map(([step, items]) => [step, tidied(items)] as const);
  return Object.fromEntries(
    entries.filter(([step, items]) => JSON.stringify(items) !== JSON.stringify(before[step as keyof Plan['steps']])),
  );
}

function tidied(items: readonly PlanItem[]): PlanItem[] {
  return items.flatMap(({ text, phone }) => {
    const said = { text: text.trim(), phone: phone?.trim() || null };
    // A number alone is somebody too.
    if (said.text === '') return said.phone === null ? [] : [{ ...said, text: said.phone }];
    return [said];
  });
}

export const emptySteps = (): Plan['steps'] => ({ signs: [], alone: [], places: [], people: [], professionals: [], safer: [], living: [] });

/** What a phone dials. */
export const dial = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;

/** After so many days nobody has looked whether numbers still hold. */
const oldDays = 90;
export function hasOldNumbers({ steps, reviewedAt }: Pick<Plan, 'steps' | 'reviewedAt'>, now: Date): boolean {
  const some = Object.values(steps).some((items) => items.some(({ phone }) => phone !== null));
  return some && now.getTime() - Date.parse(reviewedAt) > oldDays * 86_400_000;
}
