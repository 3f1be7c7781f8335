import type { Clock } from '#platform/clock.ts';

/**
 * A provider takes a read mark for everything before it too, so a person who writes five messages in a row needs two marks,
 * not five: the first at once, the last when they pause. Each saved one is a request less against the channel's limits.
 */
const everyMs = 3000;

/** Gives back the function that marks messages as read, at most one a conversation in `everyMs`. */
export function createReadMarks(clock: Clock): (conversationId: string, mark: () => void) => void {
  /** The conversations marked a moment ago, with what has come since. */
  const recent = new Map<string, (() => void) | null>();

  return function markRead(conversationId, mark) {
    if (recent.has(conversationId)) return void recent.set(conversationId, mark);
    recent.set(conversationId, null);
    mark();
    clock.after(everyMs, () => {
      const waiting = recent.get(conversationId);
      recent.delete(conversationId);
      if (waiting) markRead(conversationId, waiting);
    });
  };
}
