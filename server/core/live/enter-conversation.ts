import { visibleConversation } from '#core/conversations/get-conversation.ts';
import type { Caller } from '#platform/auth/authenticate.ts';
import type { Database } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Place } from '#platform/realtime/presence.ts';

/** The conversation as a place to be seen in, for whoever may read it; 404 otherwise. */
export function enterConversation(database: Database): (caller: Caller, id: string) => Promise<Place> {
  return async ({ actor, organization }, id) => {
    requirePermission({ actor }, 'conversations.read');
    const row = await visibleConversation({ actor, db: database.of(organization.id) }, id);
    return { id, ids: { conversationId: id, contactId: row.kept_id ?? row.contact_id } };
  };
}
