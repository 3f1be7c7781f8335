import type { SafetyMemory } from '#core/turn.ts';

/** For so long after a finding the gate watches, whatever is said: one "I am fine" does not end it. */
export const watchHours = 72;
/** For so long everything is said once; then only what is short and different. */
const blockHours = 12;
/** Who holds a conversation for people says nothing more often than that. */
const holdMinutes = 10;

const since = (at: string | undefined, now: Date) => (at === undefined ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(at));

export function watches({ found }: SafetyMemory, now: Date): boolean {
  return since(found, now) < watchHours * 3_600_000;
}

export function saidEverything({ block }: SafetyMemory, now: Date): boolean {
  return since(block, now) < blockHours * 3_600_000;
}

export function saidLately({ said }: SafetyMemory, now: Date): boolean {
  return since(said, now) < holdMinutes * 60_000;
}
