import { z } from 'zod';
import {
  type Consent,
  ConsentRecording,
  Consent as ConsentShape,
  ContactChange,
  ContactCreation,
  ContactDetail,
  Duplicate,
  IdentityGiven,
  Merge,
  MergeUndone,
} from '#contract/contacts.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { assignContact, unassignContact } from '#core/contacts/assign-contact.ts';
import { changeContact, createContact } from '#core/contacts/change-contact.ts';
import { listConsents, recordConsent } from '#core/contacts/consents.ts';
import { addIdentity, removeIdentity } from '#core/contacts/identities.ts';
import { listDuplicates } from '#core/contacts/list-duplicates.ts';
import { listMerges, mergeContacts } from '#core/contacts/merge-contacts.ts';
import { exampleContactDetail } from '#core/contacts/routes.ts';
import { undoMerge } from '#core/contacts/undo-merge.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { companions } from './companion.ts';

const merge: Merge = {
  id: exampleId,
  keptId: exampleId,
  mergedId: exampleOtherId,
  mergedAt: exampleTime,
  undoneAt: null,
  canBeUndoneUntil: '2026-12-20T14:00:00.000Z',
  conversationsMoved: 1,
  conversationsShared: 0,
  messagesMoved: 0,
  remembered: ['Attribute "city"'],
};

const consent: Consent = {
  id: exampleId,
  contactId: exampleId,
  conversationId: exampleOtherId,
  given: false,
  author: 'contact',
  authorId: null,
  messageId: exampleOtherId,
  word: 'stop',
  reason: null,
  overrides: null,
  at: exampleTime,
};

const address = { channelType: 'sms', kind: 'phone', address: '0712 345 678' };
const Member = z.strictObject({ memberId: z.uuid() });
const params = { id: exampleId };

/** Names, addresses, assignment, merging, consent: core's own actions. */
export const peopleRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/contacts',
    summary: 'Create a contact who has not written yet',
    permission: 'contacts.change',
    body: ContactCreation,
    response: ContactDetail,
    status: 201,
    errors: ['contacts.identity_taken', 'contacts.wrong_address'],
    example: { body: { name: 'Amina', identities: [address] }, response: exampleContactDetail },
    handle: (scope, { body }) => createContact(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/contacts/:id',
    summary: 'Change a contact’s name, language or time zone',
    permission: 'contacts.change',
    params: IdParams,
    body: ContactChange,
    response: ContactDetail,
    example: { params, body: { name: 'Amina Njeri', language: 'sw' }, response: exampleContactDetail },
    handle: (scope, { params, body }) => changeContact(scope, params.id, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/identities',
    summary: 'Add an address to a contact',
    permission: 'contacts.change',
    params: IdParams,
    body: IdentityGiven,
    response: ContactDetail,
    status: 201,
    errors: ['contacts.identity_taken', 'contacts.wrong_address'],
    example: { params, body: address, response: exampleContactDetail },
    handle: (scope, { params, body }) => addIdentity(scope, params.id, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/identities/remove',
    summary: 'Take an address away from a contact',
    description: 'A POST, so that the address stands in no log of addresses asked for.',
    permission: 'contacts.change',
    params: IdParams,
    body: IdentityGiven,
    response: ContactDetail,
    errors: ['contacts.identity_needed'],
    example: { params, body: address, response: exampleContactDetail },
    handle: (scope, { params, body }) => removeIdentity(scope, params.id, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/assign',
    summary: 'Give a contact to a member',
    permission: 'contacts.assign',
    params: IdParams,
    body: Member,
    response: ContactDetail,
    example: { params, body: { memberId: exampleOtherId }, response: exampleContactDetail },
    handle: (scope, { params, body }) => assignContact(scope, params.id, body.memberId),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/unassign',
    summary: 'Take a contact from a member; who sees only their own loses sight of it at once',
    permission: 'contacts.assign',
    params: IdParams,
    body: Member,
    response: ContactDetail,
    example: { params, body: { memberId: exampleOtherId }, response: exampleContactDetail },
    handle: (scope, { params, body }) => unassignContact(scope, params.id, body.memberId),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contact-duplicates',
    summary: 'List contacts that may be one person',
    description: 'The same number or e-mail address under different channel types. Nobody is merged by itself.',
    permission: 'contacts.merge',
    query: PageQuery,
    response: pageOf(Duplicate),
    example: {
      query: { limit: 50 },
      response: { items: [{ contactIds: [exampleId, exampleOtherId], reason: 'same_phone' }], nextCursor: null },
    },
    handle: (scope, { query }) => listDuplicates(scope, query),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/merge',
    summary: 'Join another record of the same person into this contact',
    description: 'Can be taken back for 30 days. The other’s id leads to this contact from now on.',
    permission: 'contacts.merge',
    params: IdParams,
    body: z.strictObject({ otherId: z.uuid() }),
    response: Merge,
    errors: ['contacts.same', 'contacts.busy'],
    example: { params, body: { otherId: exampleOtherId }, response: merge },
    handle: (scope, { params, body }) => mergeContacts(scope, { keptId: params.id, otherId: body.otherId }, companions),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contacts/:id/merges',
    summary: 'List what was joined with a contact, the newest first',
    permission: 'contacts.read',
    params: IdParams,
    response: z.object({ items: z.array(Merge) }),
    example: { params, response: { items: [merge] } },
    handle: async (scope, { params }) => ({ items: await listMerges(scope, params.id) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contact-merges/:id/undo',
    summary: 'Take two records apart again',
    permission: 'contacts.merge',
    params: IdParams,
    response: MergeUndone,
    errors: ['contacts.undo_too_late', 'contacts.undone_already', 'contacts.busy'],
    example: { params, response: { keptId: exampleId, restoredId: exampleOtherId, notRestored: [] } },
    handle: (scope, { params }) => undoMerge(scope, params.id, companions),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contacts/:id/consents',
    summary: 'List who asked for messages or for silence, and when: the proof',
    permission: 'contacts.read',
    params: IdParams,
    query: PageQuery,
    response: pageOf(ConsentShape),
    example: { params, query: { limit: 50 }, response: { items: [consent], nextCursor: null } },
    handle: (scope, { params, query }) => listConsents(scope, { ...query, contactId: params.id }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/consents',
    summary: 'Record what a contact said elsewhere about being written to',
    permission: 'consents.record',
    params: IdParams,
    body: ConsentRecording,
    response: ConsentShape,
    status: 201,
    errors: ['contacts.own_stop'],
    example: {
      params,
      body: { conversationId: exampleOtherId, given: false, reason: 'Said so on the phone.' },
      response: { ...consent, author: 'member', authorId: exampleOtherId, messageId: null, word: null, reason: 'Said so on the phone.' },
    },
    handle: (scope, { params, body }) => recordConsent(scope, params.id, body),
  }),
];
