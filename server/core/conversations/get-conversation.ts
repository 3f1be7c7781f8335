import type { Conversation } from '#contract/conversations.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { toConversation } from './list-conversations.ts';
import { type ConversationRow, findConversation } from './store.ts';

/** One conversation the asker may see; 404 otherwise. */
export async function getConversation(scope: Scope, id: string): Promise<Conversation> {
  requirePermission(scope, 'conversations.read');
  return toConversation(scope, await visibleConversation(scope, id));
}

/**
 * The conversation, if it is the asker's to see; 404 otherwise. Everything below a conversation asks through this first,
 * with the permission for what is below; `what` is how that is called in the 404.
 */
export async function visibleConversation(scope: Pick<Scope, 'actor' | 'db'>, id: string, what = 'conversation'): Promise<ConversationRow> {
  const row = await findConversation(scope.db, id, seesOnly(scope));
  if (!row) throw notFound(what);
  return row;
}
