import { z } from 'zod';
import { Id } from './identifiers.ts';

/**
 * What /realtime tells (Socket.IO, WebSocket only): what has changed, as kinds and ids. Never what somebody wrote: data comes through the
 * API, which asks who may see it. docs/running/realtime.md.
 */

export const changeKinds = [
  'message.created',
  'message.changed',
  'conversation.changed',
  'turn.created',
  'contact.changed',
  'notice.changed',
  'channel.changed',
  'note.changed',
  'event.created',
  'phone.changed',
  'presence.changed',
  'typing.changed',
  'incident.changed',
  'settings.changed',
] as const;

export const Change = z.object({
  kind: z.enum(changeKinds),
  conversationId: Id.optional(),
  contactId: Id.optional(),
  messageId: Id.optional(),
  turnId: Id.optional(),
  channelId: Id.optional(),
  noticeId: Id.optional(),
  incidentId: Id.optional(),
  phoneId: Id.optional().describe('Of the phone in the browser.'),
  noun: z.string().optional().describe('With settings.changed: what was changed, as its address names it: "api-keys".'),
  id: Id.optional().describe('With settings.changed: which one; absent: one of them, or all.'),
  memberId: Id.optional().describe('With conversation.changed: this member’s own mark of what they have read; nobody else is told.'),
  looking: z.array(Id).optional().describe('With presence.changed: the members who look at the conversation now.'),
  typing: z.array(Id).optional().describe('With presence.changed: those of them who are writing.'),
  active: z.boolean().optional().describe('With typing.changed: whether the contact is writing. Told where the channel tells.'),
  readTo: z.string().optional().describe('With phone.changed: the provider’s id of the message up to which the phone’s owner was read.'),
});
export type Change = z.infer<typeof Change>;

/** What a request that changed something can lead to, by what stands behind its address; of everything else, one of the settings changed. */
export type RequestChange =
  | 'conversation.changed'
  | 'message.changed'
  | 'contact.changed'
  | 'channel.changed'
  | 'notice.changed'
  | 'phone.changed';

/** Sent as "hello" when the connection stands, and again after a time in which this client could not follow. */
export const Hello = z.object({
  epoch: z.string().describe('Of the process. Another one: everything may have changed.'),
  sequence: z.int().describe('The organization’s last change. Another than the last one known: something was missed; fetch again.'),
  memberId: Id.nullable().describe('Null: an API key.'),
  organizationId: Id,
});
export type Hello = z.infer<typeof Hello>;

/** Sent as "changes", several times a second at most. */
export const ChangeBatch = z.object({
  epoch: z.string(),
  after: z.int().describe('The sequence of the batch before it. Another than the last one known: something was missed; fetch again.'),
  sequence: z.int(),
  changes: z.array(Change),
  overflow: z.literal(true).optional().describe('More changed than is worth naming: fetch again what is shown.'),
});
export type ChangeBatch = z.infer<typeof ChangeBatch>;

/** Sent as "ended" right before the server ends the connection: signed out, disabled, stopping. */
export const Ended = z.object({ code: z.string(), message: z.string() });
export type Ended = z.infer<typeof Ended>;

/** A client’s "look": which conversation is open on the page; null: none. Answered with `Presence` of that conversation. */
export const Look = z.strictObject({ conversationId: Id.nullable() });
/** A client’s "typing": said again every few seconds while somebody writes; it ends by itself after six. */
export const Typing = z.strictObject({ conversationId: Id, typing: z.boolean() });

/** The answer to a client’s "around": `presence.changed` of every conversation at which somebody looks, as far as the asker may see it. */
export const Around = z.object({ places: z.array(Change) });
export type Around = z.infer<typeof Around>;

/** The answer to "look" and "typing". */
export const Presence = z.object({
  looking: z.array(Id).describe('Members, the asker among them.'),
  typing: z.array(Id),
});
export type Presence = z.infer<typeof Presence>;
