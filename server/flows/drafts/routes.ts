import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import {
  type Flow,
  FlowChange,
  FlowCreation,
  FlowDifference,
  FlowFault,
  Flow as FlowShape,
  FlowVariable,
  FlowVersion,
  FlowWithDraft,
} from '#contract/flow-state.ts';
import { FlowDefinition } from '#contract/flows.ts';
import { IdParams, line } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import type { FlowTools } from '../tools.ts';
import { listVariables } from '../variables/list-variables.ts';
import { archiveFlow } from './archive-flow.ts';
import { changeFlow } from './change-flow.ts';
import { checkFlow } from './check-flow.ts';
import { createFlow } from './create-flow.ts';
import { getFlow, listFlows } from './get-flow.ts';
import { compareFlow, getVersion, listVersions } from './list-versions.ts';
import { publishFlow, rollBackFlow } from './publish-flow.ts';

const params = { id: exampleId };
const definition: FlowDefinition = {
  format: 1,
  languages: ['en', 'sw'],
  start: 'ask_name',
  nodes: {
    ask_name: {
      kind: 'ask',
      text: { en: 'What is your name?', sw: 'Jina lako ni nani?' },
      answer: { type: 'text', max: 80 },
      save: 'name',
      attempts: 3,
      next: 'thanks',
    },
    thanks: {
      kind: 'end',
      text: { en: 'Thank you, {{ answers.name | default: "friend" }}.', sw: 'Asante, {{ answers.name | default: "rafiki" }}.' },
    },
  },
  triggers: [{ kind: 'keyword', words: { en: ['hello'] } }],
};
const example: Flow = {
  id: exampleId,
  name: 'welcome',
  title: 'Welcome',
  state: 'published',
  version: 2,
  changed: false,
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const whole: FlowWithDraft = { ...example, draft: definition, revision: 5 };
const Version = z.coerce.number().int().min(1);

export function flowRoutes(tools: FlowTools): readonly Route[] {
  return [...draftRoutes(tools), ...publishingRoutes(tools), ...versionRoutes, ...authorRoutes(tools)];
}

function draftRoutes(tools: FlowTools): Route[] {
  return [
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
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/check',
      summary: 'Check the draft',
      description: 'Lists everything that is wrong, at once, with the node. Only faults keep it from being published; warnings do not.',
      permission: 'flows.read',
      asks: true,
      params: IdParams,
      response: z.object({ faults: z.array(FlowFault) }),
      example: {
        params,
        response: {
          faults: [{ code: 'missing_exit', severity: 'fault', node: 'ask_name', message: 'The exit "answered" leads nowhere.' }],
        },
      },
      handle: (scope, { params: { id } }) => checkFlow(scope, tools, id),
    }),
  ];
}

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
      body: z.strictObject({ note: line(200).optional().describe('What changed.') }),
      response: FlowShape,
      errors: ['flows.faulty', 'flows.saved_meanwhile'],
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
  ];
}

const versionRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/versions',
    summary: 'List the versions of a flow',
    permission: 'flows.read',
    params: IdParams,
    query: PageQuery,
    response: pageOf(FlowVersion),
    example: {
      params,
      query: { limit: 50 },
      response: {
        items: [{ version: 2, note: 'Asks for the name.', publishedBy: `member:${exampleOtherId}`, createdAt: exampleTime, runs: 3 }],
        nextCursor: null,
      },
    },
    handle: (scope, { params: { id }, query }) => listVersions(scope, id, query),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/definition',
    summary: 'Show what is published of a flow, or an older version',
    permission: 'flows.read',
    params: IdParams,
    query: z.strictObject({ version: Version.optional() }),
    response: FlowDefinition,
    errors: ['flows.not_published'],
    example: { params, query: { version: 2 }, response: definition },
    handle: (scope, { params: { id }, query: { version } }) => getVersion(scope, id, version),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/differences',
    summary: 'Compare versions of a flow',
    description:
      'From one version (the published one, unless said) to another, or without `to` to the draft: which nodes are new, gone or different, and in which fields.',
    permission: 'flows.read',
    params: IdParams,
    query: z.strictObject({ from: Version.optional(), to: Version.optional() }),
    errors: ['flows.not_published'],
    response: z.object({ differences: z.array(FlowDifference) }),
    example: {
      params,
      query: { from: 1, to: 2 },
      response: { differences: [{ node: 'ask_name', change: 'changed', fields: ['text'] }] },
    },
    handle: (scope, { params: { id }, query }) => compareFlow(scope, id, query),
  }),
];

/** For whoever writes flows, here or elsewhere. */
function authorRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/flow-variables',
      summary: 'List what texts and conditions may name',
      description: 'With a conversation, as it is there now; else with examples. Answers of the flow itself are `answers.<name>`.',
      permission: 'flows.read',
      query: z.strictObject({ conversationId: z.uuid().optional() }),
      response: z.object({ items: z.array(FlowVariable) }),
      example: {
        query: {},
        response: {
          items: [{ name: 'contact.name', type: 'text', summary: 'What the contact is called.', always: false, value: 'Amina' }],
        },
      },
      handle: (scope, { query }) => listVariables(scope, tools, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/flow-schema',
      summary: 'Show the JSON Schema of definitions',
      description: 'For editors and for programs that write flows.',
      permission: 'flows.read',
      response: z.record(z.string(), z.unknown()),
      example: { response: { type: 'object', required: ['format', 'languages', 'start', 'nodes'] } },
      handle: async () => z.toJSONSchema(FlowDefinition, { io: 'input' }) as Record<string, unknown>,
    }),
  ];
}
