import { nextTime } from '../local-time.ts';
import type { Wait } from '../state.ts';
import { end, leave, note, waitFor } from '../work.ts';
import type { NodeRule } from './define.ts';

/** Waits in the background: the contact can do other things meanwhile. */
export const waitRule: NodeRule<'wait'> = {
  enter(work, node) {
    const { now, zone } = work.facts;
    const until = node.until
      ? nextTime(now, zone, node.until).toISOString()
      : node.minutes === undefined
        ? null
        : new Date(now.getTime() + node.minutes * 60_000).toISOString();
    const wait: Wait =
      node.event === undefined ? { for: 'time', until: until ?? now.toISOString() } : { for: 'event', event: node.event, until };
    note(work, 'waits', node.event === undefined ? `It goes on at ${wait.until}.` : `It goes on with the event "${node.event}".`);
    waitFor(work, wait);
  },
  take(work, node, input) {
    const waits = work.wait as Extract<Wait, { for: 'time' | 'event' }>;
    if (waits.for === 'event' && input.kind === 'event' && input.event === waits.event) {
      note(work, 'event', 'What it waited for happened.');
      return leave(work, 'next', node.next);
    }
    if (input.kind !== 'time' || waits.until === null || work.facts.now.toISOString() < waits.until) return;
    if (waits.for === 'time') {
      note(work, 'due', 'The time has come.');
      return leave(work, 'next', node.next);
    }
    note(work, 'late', 'What it waited for did not happen in time.');
    if (node.late === undefined) end(work, 'expired');
    else leave(work, 'late', node.late);
  },
};
