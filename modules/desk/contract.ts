import { z } from 'zod';
import { Conversation, Message } from '#contract/conversations.ts';
import { Id } from '#contract/identifiers.ts';
import { line, Time } from '#contract/values.ts';

/** The desk: what people do with conversations. */

const uuid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const Whose = z.string().regex(new RegExp(`^(me|none|${uuid})$`), 'Must be me, none or the id of a member.');
const Which = z.string().regex(new RegExp(`^(none|${uuid})$`), 'Must be none or the id of a team.');

/** Somebody or something with a name to show. */
export const Named = z.object({ id: Id, name: z.string() });
export type Named = z.infer<typeof Named>;

export const labelColours = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown'] as const;
export const LabelColour = z.enum(labelColours);

export const Label = Named.extend({ colour: LabelColour, createdAt: Time });
export type Label = z.infer<typeof Label>;
export const LabelCreation = z.strictObject({ name: line(60), colour: LabelColour.default('grey') });
export type LabelCreation = z.infer<typeof LabelCreation>;
export const LabelChange = z
  .strictObject({ name: line(60).optional(), colour: LabelColour.optional() })
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: name or colour');
export type LabelChange = z.infer<typeof LabelChange>;

export const Team = Named.extend({ memberIds: z.array(Id), createdAt: Time });
export type Team = z.infer<typeof Team>;
const memberIds = z.array(z.uuid()).max(500).describe('Who is in it, all of them.');
export const TeamCreation = z.strictObject({ name: line(80), memberIds: memberIds.default([]) });
export type TeamCreation = z.infer<typeof TeamCreation>;
export const TeamChange = z
  .strictObject({ name: line(80).optional(), memberIds: memberIds.optional() })
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: name or memberIds');
export type TeamChange = z.infer<typeof TeamChange>;

// The list.

export const InboxState = z.enum(['open', 'snoozed', 'closed']);

/** Which conversations are meant; what is not named does not matter. */
export const InboxFilter = z.strictObject({
  state: z.enum(['open', 'snoozed', 'closed', 'all']).optional().describe('"open" unless said: neither snoozed nor closed.'),
  handler: z.enum(['assistant', 'people']).optional(),
  assignee: Whose.optional().describe('"me", "none" (nobody, or a member who is disabled or has left) or a member’s id.'),
  team: Which.optional().describe('"none" or a team’s id.'),
  label: z.uuid().optional(),
  channel: z.uuid().optional(),
  tag: z.uuid().optional().describe('A tag of the contact.'),
  contact: z.uuid().optional(),
  unread: z.literal(true).optional().describe('With messages the asker has not read.'),
  waiting: z.literal(true).optional().describe('People have it, and the contact waits for their answer.'),
  failed: z.literal(true).optional().describe('With messages that did not go out.'),
  attention: z.literal(true).optional().describe('Whose contact has an open incident, for who may see incidents.'),
  mentioned: z.literal(true).optional().describe('With a note that mentions the asker.'),
});
export type InboxFilter = z.infer<typeof InboxFilter>;

export const InboxSort = z
  .enum(['newest', 'waiting', 'risk'])
  .describe(
    '"newest": the last active first. "waiting": who waits longest first; only those who wait. "risk": the gravest open incident first, then the last active; only those with one.',
  );
export type InboxSort = z.infer<typeof InboxSort>;

const yes = z.literal('true').optional();
/** The same as it stands in an address. */
export const InboxFilterQuery = InboxFilter.extend({
  unread: yes.describe(InboxFilter.shape.unread.description ?? ''),
  waiting: yes.describe(InboxFilter.shape.waiting.description ?? ''),
  failed: yes.describe(InboxFilter.shape.failed.description ?? ''),
  attention: yes.describe(InboxFilter.shape.attention.description ?? ''),
  mentioned: yes.describe(InboxFilter.shape.mentioned.description ?? ''),
});
export type InboxFilterQuery = z.infer<typeof InboxFilterQuery>;

/** The words of a message that stand in a row, at most. */
export const lastWordsMax = 160;
/** Counted to here: "99" is that many or more. */
export const unreadMax = 99;
export const countMax = 999;

export const LastMessage = z.object({
  id: Id,
  direction: z.enum(['in', 'out']),
  kind: z.string().describe('As the kind of a message: "text", "image" …'),
  text: z.string().nullable().describe(`The first ${lastWordsMax} characters.`),
  status: z.string(),
  author: z.enum(['contact', 'assistant', 'member', 'api_key', 'system', 'phone_app']),
  at: Time,
});

/** A conversation as it stands in the inbox. */
export const InboxRow = Conversation.extend({
  state: InboxState,
  contact: z.object({
    id: Id,
    name: z.string().nullable(),
    address: z.string().nullable().describe('One of theirs, for who has no name.'),
  }),
  channel: z.object({ id: Id, type: z.string(), name: z.string() }),
  lastMessage: LastMessage.nullable(),
  unread: z.int().describe(`Of the asker; ${unreadMax}: that many or more. An API key has none.`),
  assignee: Named.nullable(),
  team: Named.nullable(),
  labels: z.array(Label.omit({ createdAt: true })),
  snoozedUntil: Time.nullable(),
  waitingSince: Time.nullable().describe('The oldest message that people have not answered, while they have the conversation.'),
  windowClosesAt: Time.nullable().describe('Until when free text can be sent; null: the channel has no such window.'),
  failed: z.boolean().describe('Messages did not go out, and nobody sent them once more.'),
  stage: z.string().nullable().describe('The named stage it is in, set by a flow or by people; null: in none.'),
  risk: z
    .string()
    .nullable()
    .describe(
      'How much messages of the contact’s open incident need attention: moderate, high, imminent. Of the messages, never of the person. Null: there is none, or the asker may not see incidents.',
    ),
}).meta({ id: 'InboxRow' });
export type InboxRow = z.infer<typeof InboxRow>;

const count = z.int();
export const MatchingCount = z.object({ count }).describe('Counted to 999: that many or more.').meta({ id: 'MatchingCount' });
export type MatchingCount = z.infer<typeof MatchingCount>;

export const InboxCounts = z
  .object({
    open: count,
    mine: count.describe('Open, and the asker’s.'),
    unassigned: count.describe('Open, with people, and nobody’s.'),
    people: count.describe('Open, with people.'),
    assistant: count.describe('Open, with the assistant.'),
    unread: count,
    mentioned: count,
    waiting: count,
    failed: count,
    attention: count.describe('With an open incident, in every state; 0 for who may not see incidents.'),
    snoozed: count,
    closed: count,
    teams: z.array(z.object({ id: Id, count })).describe('Open ones of each team.'),
    views: z.array(z.object({ id: Id, count })).describe('Of each saved view the asker has.'),
  })
  .describe(`Counted to ${countMax}: that many or more.`);
export type InboxCounts = z.infer<typeof InboxCounts>;

// Changes.

const labelIds = z.array(z.uuid()).max(50).optional();
export const DeskChange = z
  .strictObject({
    handler: Conversation.shape.handler.optional().describe('"assistant" gives the conversation back; "people" takes it.'),
    state: z.enum(['open', 'closed']).optional().describe('"open" also brings a snoozed one back.'),
    snoozedUntil: Time.nullable().optional().describe('Out of sight until then, or until the contact writes; null: back now.'),
    assigneeId: z.uuid().nullable().optional().describe('A member; null: nobody.'),
    teamId: z.uuid().nullable().optional().describe('null: no team.'),
    addLabels: labelIds,
    removeLabels: labelIds,
  })
  .refine(
    (change) => Object.keys(change).length > 0,
    'must say what to change: handler, state, snoozedUntil, assigneeId, teamId, addLabels or removeLabels',
  );
export type DeskChange = z.infer<typeof DeskChange>;

export const ManyChange = z.strictObject({ conversationIds: z.array(z.uuid()).min(1).max(100), change: DeskChange });
export type ManyChange = z.infer<typeof ManyChange>;
export const ManyChanged = z.object({
  changed: z.int(),
  notFound: z.array(Id).describe('Not there, or not the asker’s to see.'),
});
export type ManyChanged = z.infer<typeof ManyChanged>;

export const ReadMark = z.strictObject({ messageId: z.uuid().optional().describe('Up to this message; without it, all.') });
export type ReadMark = z.infer<typeof ReadMark>;
export const UnreadMark = z.strictObject({
  messageId: z.uuid().optional().describe('From this message on; without it, from the contact’s last one.'),
});
export type UnreadMark = z.infer<typeof UnreadMark>;
export const Unread = z.object({ unread: z.int() });
export type Unread = z.infer<typeof Unread>;

export const DeskSettings = z.object({
  replyPausesAssistant: z.boolean().describe('A member’s answer takes the conversation from the assistant.'),
});
export type DeskSettings = z.infer<typeof DeskSettings>;
export const DeskSettingsChange = z.strictObject({ replyPausesAssistant: z.boolean() });

// Notes and the timeline.

const noteText = z.string().max(10_000).regex(/\S/, 'Must not be empty or blank.');
const mentions = z.array(z.uuid()).max(50).describe('Members; they find it in their inbox.');
export const NoteCreation = z.strictObject({ text: noteText, mentions: mentions.default([]) });
export type NoteCreation = z.infer<typeof NoteCreation>;
export const NoteChange = z.strictObject({ text: noteText, mentions: mentions.default([]) });

/** Who did something: a member or an API key by its name, or a part of the program. */
export const DeskActor = z.object({ kind: z.enum(['member', 'api_key', 'system']), id: z.string(), name: z.string().nullable() });
export type DeskActor = z.infer<typeof DeskActor>;

export const Note = z
  .object({
    id: Id,
    conversationId: Id,
    text: z.string(),
    author: DeskActor,
    mentions: z.array(Named),
    createdAt: Time,
    changedAt: Time.nullable().describe('When its author changed it.'),
  })
  .meta({ id: 'Note' });
export type Note = z.infer<typeof Note>;

export const ConversationEvent = z
  .object({
    id: Id,
    kind: z
      .string()
      .describe(
        '"assigned", "unassigned", "team_set", "team_unset", "closed", "reopened", "snoozed", "unsnoozed", "label_added", "label_removed", "handed_over", "taken_over", "given_back", "stage_set", "flow_cancelled", "flow_moved", "flow_restarted", "wrote_after_stop"; more will come.',
      ),
    actor: DeskActor,
    data: z
      .record(z.string(), z.unknown())
      .describe(
        'By kind: {member}, {team}, {label}: each {id, name}; {until}; of "handed_over" {reason}, a word for programs, but not "safety" to who may not see incidents; of "taken_over" by an answer {by: "reply"}; of "stage_set" {from, to, reason}; of "flow_moved" {from, to, reason}.',
      ),
    createdAt: Time,
  })
  .meta({ id: 'ConversationEvent' });
export type ConversationEvent = z.infer<typeof ConversationEvent>;

export const TimelineItem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), id: Id, at: Time, message: Message }),
  z.object({ type: z.literal('note'), id: Id, at: Time, note: Note }),
  z.object({ type: z.literal('event'), id: Id, at: Time, event: ConversationEvent }),
]);
export type TimelineItem = z.infer<typeof TimelineItem>;

export const TimelineQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many to return, at most 200.'),
  before: z.string().max(500).optional().describe('`olderCursor` of a page: what came before it.'),
  after: z.string().max(500).optional().describe('`newerCursor` of a page: what came after it, now or later.'),
  around: z.uuid().optional().describe('The id of a message, note or event: what stands about it.'),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

export const TimelinePage = z.object({
  items: z.array(TimelineItem).describe('The oldest first.'),
  olderCursor: z.string().nullable().describe('null: nothing is older.'),
  newerCursor: z.string().nullable().describe('Also when nothing is newer yet: it catches up later. null: the conversation is empty.'),
  hasNewer: z.boolean(),
});
export type TimelinePage = z.infer<typeof TimelinePage>;

// Canned replies and views.

const Shortcut = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]{0,39}$/u, 'Must be one word of letters, digits, hyphens and underscores, at most 40.');
const replyText = z
  .string()
  .max(4000)
  .regex(/\S/, 'Must not be empty or blank.')
  .describe('With gaps: {contact.name}, {contact.name|there}.');
const teamId = z.uuid().nullable().optional().describe('Whose it is; null: everybody’s.');

export const CannedReply = z.object({
  id: Id,
  shortcut: z.string(),
  title: z.string(),
  text: z.string().describe('With its gaps.'),
  teamId: Id.nullable(),
  filled: z
    .object({ text: z.string(), missing: z.array(z.string()).describe('Gaps for which nothing is known; they are left empty.') })
    .nullable()
    .describe('For the conversation that was asked for; null: none was.'),
  createdAt: Time,
  changedAt: Time,
});
export type CannedReply = z.infer<typeof CannedReply>;
export const CannedReplyCreation = z.strictObject({ shortcut: Shortcut, title: line(120), text: replyText, teamId });
export type CannedReplyCreation = z.infer<typeof CannedReplyCreation>;
export const CannedReplyChange = z
  .strictObject({ shortcut: Shortcut.optional(), title: line(120).optional(), text: replyText.optional(), teamId })
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: shortcut, title, text or teamId');
export type CannedReplyChange = z.infer<typeof CannedReplyChange>;

export const ViewFilter = InboxFilter.extend({ sort: InboxSort.optional() });
export const InboxView = z.object({
  id: Id,
  name: z.string(),
  shared: z.boolean().describe('Everybody in the organization has it.'),
  mine: z.boolean().describe('The asker made it, and may change it.'),
  filter: ViewFilter,
  createdAt: Time,
  changedAt: Time,
});
export type InboxView = z.infer<typeof InboxView>;
export const InboxViewCreation = z.strictObject({ name: line(80), filter: ViewFilter, shared: z.boolean().default(false) });
export type InboxViewCreation = z.infer<typeof InboxViewCreation>;
export const InboxViewChange = z
  .strictObject({ name: line(80).optional(), filter: ViewFilter.optional(), shared: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: name, filter or shared');
export type InboxViewChange = z.infer<typeof InboxViewChange>;

// Search.

export const SearchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(200)
    .default('')
    .describe('Words, all of which must occur; case, accents and vowel signs make no difference. Without any, nothing is found.'),
  limit: z.coerce.number().int().min(1).max(50).default(20).describe('How many messages, at most 50.'),
  cursor: z.string().max(500).optional().describe('From the previous page; opaque. Contacts stand on the first page only.'),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const FoundMessage = z.object({
  messageId: Id,
  conversationId: Id,
  contact: z.object({ id: Id, name: z.string().nullable() }),
  channelId: Id,
  direction: z.enum(['in', 'out']),
  author: LastMessage.shape.author,
  at: Time,
  snippet: z.object({
    text: z.string().describe('The words about the first match; plain text.'),
    cutBefore: z.boolean(),
    cutAfter: z.boolean(),
    matches: z
      .array(z.object({ start: z.int(), end: z.int() }))
      .describe('Where the words stand in the snippet, in UTF-16 units as JavaScript counts.'),
  }),
});
export type FoundMessage = z.infer<typeof FoundMessage>;
export const SearchAnswer = z.object({
  contacts: z.array(z.object({ id: Id, name: z.string().nullable(), conversationId: Id.nullable().describe('Their last active one.') })),
  messages: z.array(FoundMessage).describe('The newest first.'),
  nextCursor: z.string().nullable().describe('Pass it on to get older messages; null: there are none.'),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
