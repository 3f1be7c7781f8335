import { z } from 'zod';
import { Contact } from '#contract/contacts.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { exampleContact } from '#core/contacts/routes.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { ContactQuestion, ContactRows, Rule, Segment, SegmentCopy, SegmentCount, SegmentGiven } from '../contract.ts';
import { listRows } from './list-rows.ts';
import {
  changeSegment,
  countRule,
  countSegment,
  createSegment,
  freezeSegment,
  getSegment,
  listCopies,
  listSegmentContacts,
  listSegments,
  removeSegment,
} from './segments.ts';

const rule: Rule = {
  match: 'all',
  conditions: [
    { field: 'language', is: 'equal', value: 'sw' },
    {
      match: 'any',
      conditions: [
        { field: 'last_seen', is: 'within_days', value: 30 },
        { field: 'opted_out', is: 'equal', value: false },
      ],
    },
  ],
};
const segment: Segment = { id: exampleId, name: 'Swahili speakers', rule, broken: [], createdAt: exampleTime, changedAt: exampleTime };
const copy: SegmentCopy = { id: exampleOtherId, segmentId: exampleId, members: 120, createdAt: exampleTime };
const params = { id: exampleId };

export const segmentRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/segments',
    summary: 'List the segments',
    permission: 'segments.read',
    query: PageQuery,
    response: pageOf(Segment),
    example: { query: { limit: 50 }, response: { items: [segment], nextCursor: null } },
    handle: (scope, { query }) => listSegments(scope, query),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/segments',
    summary: 'Create a segment: contacts by rules',
    permission: 'segments.change',
    body: SegmentGiven,
    response: Segment,
    status: 201,
    example: { body: { name: 'Swahili speakers', rule }, response: segment },
    handle: (scope, { body }) => createSegment(scope, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contact-list',
    asks: true,
    summary: 'List contacts by words, segment and rule, with what a list shows of them',
    description: 'A POST, so that the words stand in no log of addresses asked for. Who wrote last first; before them who never wrote.',
    permission: 'contacts.read',
    body: ContactQuestion,
    response: ContactRows,
    example: {
      body: { q: 'amina', rule },
      response: {
        items: [
          {
            ...exampleContact,
            identities: [{ channelType: 'whatsapp', kind: 'phone', address: '254712345678' }],
            tags: [{ id: exampleOtherId, name: 'Vegetarian' }],
            attributes: { city: 'Nairobi' },
            assignedTo: [],
            optedOut: false,
          },
        ],
        nextCursor: null,
        count: 1,
      },
    },
    handle: (scope, { body }) => listRows(scope, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/segment-count',
    asks: true,
    summary: 'Count whom a rule would mean, before it is kept',
    permission: 'segments.read',
    body: z.strictObject({ rule: Rule }),
    response: SegmentCount,
    example: { body: { rule }, response: { count: 120, broken: [] } },
    handle: (scope, { body }) => countRule(scope, body.rule),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/segments/:id',
    summary: 'Show a segment',
    permission: 'segments.read',
    params: IdParams,
    response: Segment,
    example: { params, response: segment },
    handle: (scope, { params }) => getSegment(scope, params.id),
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/segments/:id',
    summary: 'Change a segment',
    permission: 'segments.change',
    params: IdParams,
    body: SegmentGiven,
    response: Segment,
    example: { params, body: { name: 'Swahili speakers', rule }, response: segment },
    handle: (scope, { params, body }) => changeSegment(scope, params.id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/segments/:id',
    summary: 'Delete a segment and its copies; nothing happens to the contacts',
    permission: 'segments.change',
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params }) {
      await removeSegment(scope, params.id);
      return null;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/segments/:id/count',
    summary: 'Count who is in a segment now',
    permission: 'segments.read',
    params: IdParams,
    response: SegmentCount,
    example: { params, response: { count: 120, broken: [] } },
    handle: (scope, { params }) => countSegment(scope, params.id),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/segments/:id/contacts',
    summary: 'List who is in a segment now',
    permission: 'segments.read',
    params: IdParams,
    query: PageQuery,
    response: pageOf(Contact),
    example: { params, query: { limit: 50 }, response: { items: [exampleContact], nextCursor: null } },
    handle: (scope, { params, query }) => listSegmentContacts(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/segments/:id/copies',
    summary: 'List the copies made of a segment, the newest first',
    permission: 'segments.read',
    params: IdParams,
    response: z.object({ items: z.array(SegmentCopy) }),
    example: { params, response: { items: [copy] } },
    handle: async (scope, { params }) => ({ items: await listCopies(scope, params.id) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/segments/:id/copies',
    summary: 'Write down who is in a segment at this moment',
    permission: 'segments.change',
    params: IdParams,
    response: SegmentCopy,
    status: 201,
    example: { params, response: copy },
    handle: (scope, { params }) => freezeSegment(scope, params.id),
  }),
];
