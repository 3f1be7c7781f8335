import { defineModule } from '#platform/module.ts';
import { contactRoutes } from './contacts/routes.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { givenUpTurns } from './turns/given-up.ts';
import { turnRoutes } from './turns/routes.ts';

/** Their statistics are kept fresh. */
const grows = true;
const readers = ['admin', 'agent', 'clinician', 'organiser'] as const;

/** The nouns of messaging, for reading: contacts, conversations, messages, decisions. What writes belongs to its room. */
export const conversationsModule = defineModule({
  name: 'conversations',
  summary: 'Contacts, conversations, messages, and why they were answered as they were.',
  deadLetters: [givenUpTurns],
  errors: [
    {
      code: 'conversations.moved_on',
      status: 409,
      summary: 'The conversation went on since the turn: it was answered, or somebody has it.',
    },
  ],
  tables: [
    {
      name: 'contacts',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'id' }] },
      retention: 'as long as the organization keeps the contact',
      grows,
    },
    {
      name: 'identities',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact',
      grows,
    },
    {
      name: 'conversations',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact',
      grows,
    },
    {
      name: 'conversation_events',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'conversation_id', through: 'conversations' }] },
      retention: 'as long as the conversation',
    },
    { name: 'message_marks', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
    { name: 'conversation_settings', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
    {
      name: 'messages',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the conversation',
      grows,
    },
    {
      name: 'turns',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'structure 400 days, evidence 30 days',
      expires: [{ days: 30, column: 'sealed_evidence' }, { days: 400 }],
      grows,
      sealed: { sealed_evidence: 'organization' },
    },
    {
      name: 'contact_assignments',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact, to know who had access when',
    },
    {
      name: 'contact_merges',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'kept_id' }, { column: 'merged_id' }] },
      retention: 'as long as the contact',
    },
    {
      name: 'contact_search',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact',
      grows,
    },
    {
      name: 'consents',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact, as proof',
    },
  ],
  permissions: [
    { name: 'contacts.read', summary: 'See contacts and their addresses.', roles: readers, apiKey: true },
    {
      name: 'contacts.see_all',
      summary: 'See every contact, and what belongs to them, without being assigned.',
      roles: ['admin', 'agent', 'organiser', 'developer'],
      apiKey: true,
    },
    { name: 'conversations.read', summary: 'Read conversations and their messages.', roles: readers, apiKey: true },
    {
      name: 'conversations.change',
      summary: 'Take conversations from the assistant, give them back, close and reopen them.',
      roles: ['admin', 'agent', 'clinician'],
      apiKey: true,
    },
    { name: 'turns.read', summary: 'See which decisions were made and why.', roles: [...readers, 'developer'], apiKey: true },
    { name: 'turns.read_evidence', summary: 'See the words a decision was based on.', roles: readers, apiKey: false },
    { name: 'failed_sends.read', summary: 'See messages that did not go out.', roles: readers, apiKey: true },
  ],
  nouns: [{ name: 'conversations', personal: true, tells: 'conversation.changed' }],
  routes: [...contactRoutes, ...conversationRoutes, ...messageRoutes, ...turnRoutes],
});
