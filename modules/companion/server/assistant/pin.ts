import { pinOpenHours } from '#core/dialogue/pin.ts';
import { normalise } from '#core/dialogue/text.ts';
import type { Turn } from '#core/turn.ts';

/** Two people on one phone: who set a PIN is asked for it before anything of theirs is spoken of. */

const triesMax = 3;
const lockedHours = 1;

export interface Lock {
  /** When the right PIN was last written. ISO 8601. */
  readonly opened?: string;
  /** Wrong ones since. */
  readonly wrong?: number;
  readonly locked?: string;
  readonly asked?: true;
}

/** What to say in place of an answer, with what to remember; null: it is open. */
export type Ruling = { readonly say: 'ask' | 'wrong' | 'locked' | 'right'; readonly lock: Lock };

export function ruleOnPin(turn: Pick<Turn, 'clock' | 'messages'>, pin: string | null, lock: Lock): Ruling | null {
  if (pin === null) return null;
  const now = turn.clock.now();
  const since = (at: string | undefined) => (at === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(at)) / 3_600_000);
  if (since(lock.opened) < pinOpenHours) return null;
  if (since(lock.locked) < lockedHours) return { say: 'locked', lock };
  const written = digitsIn(turn.messages.at(-1)?.text ?? '');
  if (!lock.asked) return { say: 'ask', lock: { asked: true } };
  if (written === pin) return { say: 'right', lock: { opened: now.toISOString() } };
  const wrong = (lock.wrong ?? 0) + 1;
  if (wrong >= triesMax) return { say: 'locked', lock: { locked: now.toISOString() } };
  return { say: 'wrong', lock: { asked: true, wrong } };
}

/** Digits of any script, without what stands between them: "१२ ३४" is "1234". */
export function digitsIn(text: string): string {
  return normalise(text).replaceAll(' ', '');
}
