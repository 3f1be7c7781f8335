import type { Routing } from '../turn.ts';

/** "Should all messages stop?" waits for its answer so long; a "yes" of tomorrow is about something else. */
const answerMs = 3_600_000;

/** Whether the contact left a flow by STOP and has not said yet whether all messages shall end. Nothing else may ask meanwhile: a "yes" would be taken for its answer. */
export function stopIsAsked({ stopAsked }: Routing, at: Date): boolean {
  return stopAsked !== undefined && at.getTime() - Date.parse(stopAsked) <= answerMs;
}
