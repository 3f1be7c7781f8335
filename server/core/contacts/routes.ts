import { z } from 'zod';
import { Contact, ContactDetail } from '#contract/contacts.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { getContact } from './get-contact.ts';
import { listContacts } from './list-contacts.ts';

export const exampleContact: Contact = { id: exampleId, name: 'Amina', language: 'sw', firstSeenAt: exampleTime, lastSeenAt: exampleTime };

export const exampleContactDetail: ContactDetail = {
  ...exampleContact,
  profileName: 'Amina W.',
  timeZone: { name: 'Africa/Nairobi', from: 'country' },
  identities: [{ channelType: 'whatsapp', kind: 'phone', address: '254712345678' }],
  assignedTo: [],
  optedOut: [],
  mergedFrom: [],
  statistics: { messagesIn: 12, messagesOut: 14, conversations: 1, firstMessageAt: exampleTime, lastMessageAt: exampleTime },
};

export const contactRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/contacts',
    summary: 'List the contacts, who wrote last first',
    permission: 'contacts.read',
    query: PageQuery.extend({
      q: z
        .string()
        .trim()
        .min(2)
        .max(100)
        .optional()
        .describe('Words of a name, part of a number, an address: the best matches, on one page.'),
    }),
    response: pageOf(Contact),
    example: { query: { limit: 50 }, response: { items: [exampleContact], nextCursor: null } },
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
      response: exampleContactDetail,
    },
    handle: (scope, { params }) => getContact(scope, params.id),
  }),
];
