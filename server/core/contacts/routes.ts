import { Contact, ContactDetail } from '#contract/conversations.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { getContact } from './get-contact.ts';
import { listContacts } from './list-contacts.ts';

const example: Contact = { id: exampleId, name: 'Amina', language: 'sw', firstSeenAt: exampleTime, lastSeenAt: exampleTime };

export const contactRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/contacts',
    summary: 'List the contacts, who wrote last first',
    permission: 'contacts.read',
    query: PageQuery,
    response: pageOf(Contact),
    example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
    handle: (scope, { query }) => listContacts(scope, query),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contacts/:id',
    summary: 'Show a contact with their addresses and numbers',
    permission: 'contacts.read',
    params: IdParams,
    response: ContactDetail,
    example: {
      params: { id: exampleId },
      response: {
        ...example,
        profileName: 'Amina W.',
        identities: [{ channelType: 'whatsapp', kind: 'phone', address: '16505551234' }],
        statistics: { messagesIn: 12, messagesOut: 14, conversations: 1, firstMessageAt: exampleTime, lastMessageAt: exampleTime },
      },
    },
    handle: (scope, { params }) => getContact(scope, params.id),
  }),
];
