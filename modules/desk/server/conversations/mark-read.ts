import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { ReadMark, Unread, UnreadMark } from '../../contract.ts';
import { getInboxRow } from '../inbox/list-inbox.ts';
import { memberOf } from '../people.ts';
import type { DeskTools } from '../tools.ts';
import { lastPlace, type MessagePlace, placeBefore, placeOf, putRead } from './work-store.ts';

/** The asker has read a conversation, up to a message. A mark never moves back this way: an old window does not undo a newer one. */
export async function markRead(scope: Scope, tools: DeskTools, id: string, { messageId }: ReadMark): Promise<Unread> {
  requirePermission(scope, 'conversations.read');
  const { last_message_at } = await visibleConversation(scope, id);
  memberOf(scope);
  const { db, organization } = scope;
  const last = await lastPlace(db, organization.id, { conversationId: id });
  const to = messageId === undefined ? last : await requirePlace(scope, { conversationId: id, id: messageId });
  // Nothing can be newer than the conversation's last message: then no list needs to look at its messages.
  const read_at = to && to.id === last?.id && last_message_at > to.created_at ? last_message_at : to?.created_at;
  if (to && read_at) await put(scope, { conversationId: id, place: { id: to.id, created_at: read_at }, backwards: false });
  return unreadOf(scope, tools, id);
}

/** The asker wants to come back to it: from a message on it counts as unread. */
export async function markUnread(scope: Scope, tools: DeskTools, id: string, { messageId }: UnreadMark): Promise<Unread> {
  requirePermission(scope, 'conversations.read');
  await visibleConversation(scope, id);
  memberOf(scope);
  const { db, organization } = scope;
  const first =
    messageId === undefined
      ? await lastPlace(db, organization.id, { conversationId: id, direction: 'in' })
      : await requirePlace(scope, { conversationId: id, id: messageId });
  if (first) {
    const place = (await placeBefore(db, organization.id, { conversationId: id, id: first.id })) ?? beforeAll;
    await put(scope, { conversationId: id, place, backwards: true });
  }
  return unreadOf(scope, tools, id);
}

const beforeAll: MessagePlace = { id: '00000000-0000-0000-0000-000000000000', created_at: new Date(0) };

async function requirePlace(scope: Scope, where: { conversationId: string; id: string }): Promise<MessagePlace> {
  const place = await placeOf(scope.db, scope.organization.id, where);
  if (!place) throw badField('messageId', 'must be the id of a message of this conversation');
  return place;
}

async function put(
  scope: Scope,
  { conversationId, place, backwards }: { conversationId: string; place: MessagePlace; backwards: boolean },
) {
  const row = { organization_id: scope.organization.id, member_id: memberOf(scope), conversation_id: conversationId };
  await putRead(scope.db, { ...row, read_to: place.id, read_at: place.created_at }, { backwards });
}

async function unreadOf(scope: Scope, tools: DeskTools, id: string): Promise<Unread> {
  return { unread: (await getInboxRow(scope, tools, id)).unread };
}
