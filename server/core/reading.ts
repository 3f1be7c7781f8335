import type { Scope } from '#platform/scope.ts';
import type { Turn } from './turn.ts';

/**
 * What reads for a turn before it is decided is given: the program itself in this organization, whom the turn is about, and what was
 * written. It reads; whatever shall be written is said to the turn.
 */
export interface Reading extends Scope, Pick<Turn, 'contact' | 'conversation' | 'channel' | 'messages'> {}

export function readingOf(turn: Turn, { db, everyPermission }: { db: Scope['db']; everyPermission: ReadonlySet<string> }): Reading {
  const { organization, key, clock, ids, log, signal, contact, conversation, channel, messages } = turn;
  const actor = { kind: 'system', id: 'turn', permissions: everyPermission } as const;
  return { organization, actor, db, key, clock, ids, log, signal, contact, conversation, channel, messages };
}
