import { z } from 'zod';
import { FlowChange, FlowCreation, Flow as FlowShape, FlowWithDraft } from '#contract/flow-state.ts';
import { IdParams, line } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import type { FlowTools } from '../tools.ts';
import { translationRoutes } from '../translations/routes.ts';
import { archiveFlow } from './archive-flow.ts';
import { authorRoutes } from './author-routes.ts';
import { changeFlow } from './change-flow.ts';
import { createFlow } from './create-flow.ts';
import { getFlow, listFlows } from './get-flow.ts';
import { publishFlow, rollBackFlow } from './publish-flow.ts';
import { restoreFlow } from './restore-flow.ts';
import { definition, example, params, whole } from './route-examples.ts';
import { versionRoutes } from './version-routes.ts';

export function flowRoutes(tools: FlowTools): readonly Route[] {
  return [...draftRoutes, ...publishingRoutes(tools), ...versionRoutes, ...translationRoutes, ...authorRoutes(tools)];
}

const draftRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/flows',
    summary: 'List the flows',
    permission: 'flows.read',
    query: PageQuery,
    response: pageOf(FlowShape),
    example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
    handle: (scope, { query }) => listFlows(scope, query),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/flows',
    summary: 'Begin a flow, or bring one in',
    description:
      'As a draft. A definition that was taken out of another organization (the `draft` of GET /api/flows/:id) can be handed in here.',
    permission: 'flows.change',
    body: FlowCreation,
    response: FlowWithDraft,
    status: 201,
    errors: ['flows.name_taken', 'flows.too_many'],
    example: { body: { name: 'welcome', title: 'Welcome', definition }, response: whole },
    handle: (scope, { body }) => createFlow(scope, body),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id',
    summary: 'Show a flow with its draft',
    permission: 'flows.read',
    params: IdParams,
    response: FlowWithDraft,
    example: { params, response: whole },
    handle: (scope, { params: { id } }) => getFlow(scope, id),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/flows/:id',
    summary: 'Save the draft',
    description: 'What is published stays as it is. With `revision`, a draft that somebody else saved since is not written over.',
    permission: 'flows.change',
    params: IdParams,
    body: FlowChange,
    response: FlowWithDraft,
    errors: ['flows.saved_meanwhile'],
    example: { params, body: { definition, revision: 4 }, response: whole },
    handle: (scope, { params: { id }, body }) => changeFlow(scope, id, body),
  }),
];

function publishingRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/publish',
      summary: 'Publish the draft',
      description:
        'As a version that never changes. New runs take it; runs that go on stay on theirs. Refused while the check finds faults. An archived flow comes back.',
      permission: 'flows.publish',
      params: IdParams,
      body: z.strictObject({
        note: line(200).optional().describe('What changed.'),
        despite: z.boolean().optional().describe('Also when tests that are kept with it fail; the version says which.'),
      }),
      response: FlowShape,
      errors: ['flows.faulty', 'flows.cases_failed', 'flows.saved_meanwhile'],
      example: { params, body: { note: 'Asks for the name.' }, response: example },
      handle: (scope, { params: { id }, body }) => publishFlow(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/roll-back',
      summary: 'Publish an older version again',
      description: 'As a new version, so that the history stays; the draft becomes the same.',
      permission: 'flows.publish',
      params: IdParams,
      body: z.strictObject({ version: z.int().min(1) }),
      response: FlowShape,
      errors: ['flows.faulty', 'flows.saved_meanwhile'],
      example: { params, body: { version: 1 }, response: example },
      handle: (scope, { params: { id }, body }) => rollBackFlow(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/archive',
      summary: 'Archive a flow',
      description: 'It begins no more. Runs that go on end as they would.',
      permission: 'flows.publish',
      params: IdParams,
      response: FlowShape,
      example: { params, response: { ...example, state: 'archived' } },
      handle: (scope, { params: { id } }) => archiveFlow(scope, tools, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/restore',
      summary: 'Bring an archived flow back',
      description: 'As it was. Refused where the check finds faults by now: its words may be another flow’s.',
      permission: 'flows.publish',
      params: IdParams,
      response: FlowShape,
      errors: ['flows.faulty'],
      example: { params, response: example },
      handle: (scope, { params: { id } }) => restoreFlow(scope, tools, id),
    }),
  ];
}
