import type { Turn } from '../turn.ts';

/** Whoever wrote the PIN is them for so long: then the phone may be in other hands. */
export const pinOpenHours = 8;

/** Whether what is kept of a person may be spoken of here: no PIN is set, or it was written lately. For `mayAsk` of an intent. */
export function isUnlocked({ conversation: { routing }, clock }: Turn): boolean {
  const { behindPin } = routing;
  if (!behindPin) return true;
  return behindPin.opened !== undefined && clock.now().getTime() - Date.parse(behindPin.opened) < pinOpenHours * 3_600_000;
}
