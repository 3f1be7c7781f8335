import type { Message } from '#contract/conversations.ts';
import type { Scope } from '#platform/scope.ts';
import { findMessages } from './store.ts';
import { toMessage } from './to-message.ts';

/** Messages by id, of a conversation that was asked for first. */
export async function readMessages({ db, organization }: Scope, ids: readonly string[]): Promise<Message[]> {
  return (await findMessages(db, organization.id, ids)).map(toMessage);
}
