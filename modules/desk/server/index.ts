import type { Feature } from '#core/feature.ts';
import { cannedRoutes } from './canned/routes.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { labelRoutes } from './labels/routes.ts';
import { noteRoutes } from './notes/routes.ts';
import { indexLateMessages, indexMessages } from './search/index-messages.ts';
import { searchRoutes } from './search/routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { teamRoutes } from './teams/routes.ts';
import { timelineRoutes } from './timeline/routes.ts';
import type { DeskTools } from './tools.ts';
import { viewRoutes } from './views/routes.ts';

export type { Changed, DeskTools } from './tools.ts';

const people = ['admin', 'agent', 'clinician'] as const;
const organization = { tenancy: 'organization' } as const;

const whose = { contact: [{ column: 'conversation_id', through: 'conversations' }] } as const;

/** What people do with conversations. */
export function deskModule(tools: DeskTools): Feature {
  return {
    name: 'desk',
    summary: 'The inbox: finding, sharing and sorting conversations, notes, canned replies, search.',
    tables: [
      { name: 'teams', ...organization, personal: false, retention: 'as long as the organization' },
      { name: 'team_members', ...organization, personal: false, retention: 'as long as the team' },
      { name: 'desk_conversations', ...organization, personal: true, whose, retention: 'as long as the conversation' },
      { name: 'conversation_reads', ...organization, personal: true, whose, retention: 'as long as the conversation' },
      { name: 'labels', ...organization, personal: false, retention: 'as long as the organization' },
      { name: 'conversation_labels', ...organization, personal: true, whose, retention: 'as long as the conversation' },
      { name: 'conversation_notes', ...organization, personal: true, whose, retention: 'as long as the conversation' },
      { name: 'note_mentions', ...organization, personal: true, whose, retention: 'as long as the note' },
      { name: 'canned_replies', ...organization, personal: false, retention: 'as long as the organization' },
      { name: 'inbox_views', ...organization, personal: false, retention: 'as long as the organization' },
      {
        name: 'message_search',
        ...organization,
        personal: true,
        whose: { contact: [{ column: 'message_id', through: 'messages' }] },
        retention: 'as long as the message',
        grows: true,
      },
      { name: 'message_search_progress', ...organization, personal: false, retention: 'as long as the organization' },
    ],
    permissions: [
      { name: 'conversations.assign', summary: 'Give conversations to members and teams.', roles: people, apiKey: true },
      { name: 'notes.read', summary: 'Read the notes colleagues wrote into conversations.', roles: people, apiKey: true },
      { name: 'notes.write', summary: 'Write notes into conversations.', roles: people, apiKey: true },
      { name: 'notes.remove', summary: 'Delete anybody’s notes.', roles: ['admin'], apiKey: false },
      { name: 'labels.change', summary: 'Create, change and delete labels.', roles: ['admin', 'agent'], apiKey: true },
      { name: 'teams.read', summary: 'See the teams.', roles: [...people, 'organiser', 'developer'], apiKey: true },
      { name: 'teams.change', summary: 'Create, change and delete teams.', roles: ['admin'], apiKey: true },
      { name: 'canned_replies.read', summary: 'Use canned replies.', roles: people, apiKey: true },
      { name: 'canned_replies.change', summary: 'Create, change and delete canned replies.', roles: ['admin', 'agent'], apiKey: true },
      { name: 'inbox_views.share', summary: 'Share saved views of the inbox with everybody.', roles: ['admin', 'agent'], apiKey: false },
      { name: 'desk.change', summary: 'Change how people and the assistant share conversations.', roles: ['admin'], apiKey: true },
    ],
    errors: [
      {
        code: 'desk.answered_meanwhile',
        status: 409,
        summary: 'Somebody else, or the assistant, has answered since; details say who and when. Read it, or send with `anyway`.',
      },
      { code: 'desk.members_only', status: 403, summary: 'It is a member’s own (what is unread, saved views); an API key has none.' },
      { code: 'desk.cannot_see', status: 409, summary: 'The member does not see the contact; give them the contact first.' },
      { code: 'desk.closed', status: 409, summary: 'The conversation is closed; open it first.' },
      { code: 'desk.not_the_author', status: 403, summary: 'The note is somebody else’s.' },
      { code: 'desk.name_taken', status: 409, summary: 'There is a label or team of this name, or a canned reply with this shortcut.' },
      { code: 'desk.too_many', status: 409, summary: 'The organization has as many of these as it may have.' },
    ],
    nouns: [
      { name: 'desk', personal: false },
      { name: 'inbox', personal: true },
      { name: 'notes', personal: true },
      { name: 'labels', personal: false },
      { name: 'teams', personal: false },
      { name: 'canned-replies', personal: false },
      { name: 'inbox-views', personal: false },
    ],
    routes: [
      ...inboxRoutes(tools),
      ...conversationRoutes(tools),
      ...timelineRoutes(tools),
      ...noteRoutes(tools),
      ...labelRoutes,
      ...teamRoutes(tools),
      ...cannedRoutes(tools),
      ...viewRoutes,
      ...searchRoutes,
      ...settingsRoutes,
    ],
    tasks: [
      { name: 'index messages', everySeconds: 5, run: indexMessages },
      { name: 'index late messages', everySeconds: 60, run: indexLateMessages },
    ],
  };
}
