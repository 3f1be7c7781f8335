import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { Id } from '#contract/identifiers.ts';
import { IdParams, Time } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { pageOf } from '#platform/page.ts';
import { CarePerson, CarePersonDetail, CareStatistics, OpeningRequest } from '../contract.ts';
import { exampleDetail, examplePerson, exampleStatistics } from './examples.ts';
import { closePerson } from './openings/close-person.ts';
import { openPerson } from './openings/open-person.ts';
import { assignPerson, unassignPerson } from './people/assign-person.ts';
import { getPerson } from './people/get-person.ts';
import { listPeople, PeopleQuery } from './people/list-people.ts';
import { getStatistics } from './statistics/get-statistics.ts';
import type { CareTools } from './tools.ts';

const params = { id: exampleId };
const Member = z.strictObject({ memberId: z.uuid() });
const Opened = z.object({ id: Id, contactId: Id, endsAt: Time.describe('It ends by itself then.') });
const opened = { id: exampleOtherId, contactId: exampleId, endsAt: exampleTime };

export function peopleRoutes(tools: CareTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/care-people',
      summary: 'List the people somebody looks after',
      description:
        'Those in danger first, then those who were silent longest. Moods and the review of a plan are told where the person shares them with the asker.',
      permission: 'care.read',
      query: PeopleQuery,
      response: pageOf(CarePerson),
      example: { query: { limit: 50, show: 'needs_now', whose: 'mine' }, response: { items: [examplePerson], nextCursor: null } },
      handle: (scope, { query }) => listPeople(scope, tools, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/care-people/:id',
      summary: 'Show a person to whoever looks after them',
      description: 'Reading it is written down (`GET /api/audit`).',
      permission: 'care.read',
      audited: true,
      params: IdParams,
      response: CarePersonDetail,
      example: { params, response: exampleDetail },
      handle: (scope, { params: { id } }) => getPerson(scope, tools, id),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/care-statistics',
      summary: 'Show what happened by week, in numbers about five people or more',
      description:
        'Whole weeks that are over. What is about fewer than five people is null, and so is what would tell of them by subtraction. Test contacts are left out; who sees some people only gets the numbers of those.',
      permission: 'care.statistics',
      response: CareStatistics,
      example: { response: exampleStatistics },
      handle: (scope) => getStatistics(scope, tools),
    }),
    ...assigning(tools),
    ...opening(tools),
  ];
}

function assigning(tools: CareTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/assign',
      summary: 'Give a person into somebody’s hands',
      permission: 'care.assign',
      params: IdParams,
      body: Member,
      response: CarePersonDetail,
      example: { params, body: { memberId: exampleOtherId }, response: exampleDetail },
      handle: (scope, { params: { id }, body }) => assignPerson(scope, tools, id, body.memberId),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/unassign',
      summary: 'Take a person out of somebody’s hands',
      description: 'Whoever sees only their own people sees this one no more, from the next request on.',
      permission: 'care.assign',
      params: IdParams,
      body: Member,
      response: CarePersonDetail,
      example: { params, body: { memberId: exampleOtherId }, response: exampleDetail },
      handle: (scope, { params: { id }, body }) => unassignPerson(scope, tools, id, body.memberId),
    }),
  ];
}

/** In an emergency. */
function opening(tools: CareTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/care-openings',
      summary: 'Open a person’s record in an emergency, for an hour',
      description:
        'Whoever looks after them and those who assign people are told at once, with the reason in the app. It ends by itself after an hour.',
      permission: 'care.break_glass',
      body: OpeningRequest,
      response: Opened,
      status: 201,
      errors: ['not_found', 'care.member_only'],
      example: { body: { person: { id: exampleId }, reason: 'She called the desk in despair, and Ana is away.' }, response: opened },
      handle: (scope, { body }) => openPerson(scope, tools, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/close',
      summary: 'End one’s own emergency opening before its hour is over',
      permission: 'care.break_glass',
      params: IdParams,
      response: Opened,
      example: { params, response: opened },
      handle: (scope, { params: { id } }) => closePerson(scope, id),
    }),
  ];
}
