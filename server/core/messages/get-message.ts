import type { Message } from '#contract/conversations.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findMessage } from './store.ts';
import { toMessage } from './to-message.ts';

/** A message, for whoever has asked who may see it. */
export async function readMessage({ db }: Pick<Scope, 'db'>, id: string): Promise<Message> {
  const row = await findMessage(db, id);
  if (!row) throw notFound('message');
  return toMessage(row);
}

/** One message; 404 when it is not the asker's to see. */
export async function getMessage(scope: Scope, id: string): Promise<Message> {
  requirePermission(scope, 'conversations.read');
  const row = await findMessage(scope.db, id);
  if (!row) throw notFound('message');
  await visibleConversation(scope, row.conversation_id, 'message');
  return toMessage(row);
}
