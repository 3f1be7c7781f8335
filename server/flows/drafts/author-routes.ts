import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { FileLink, StoredFile } from '#contract/files.ts';
import { FlowFault, FlowParts, FlowVariable, ReadyFlow } from '#contract/flow-state.ts';
import { FlowTrial, TrialOutcome } from '#contract/flow-trial.ts';
import { FlowDefinition } from '#contract/flows.ts';
import { IdParams } from '#contract/values.ts';
import { uploadBytesMax } from '#core/files/tools.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { listReadyFlows } from '../ready/list-ready-flows.ts';
import type { FlowTools } from '../tools.ts';
import { tryFlow } from '../trial/try-flow.ts';
import { listVariables } from '../variables/list-variables.ts';
import { checkFlow } from './check-flow.ts';
import { linkFlowFile, uploadForFlow } from './files.ts';
import { listParts } from './list-parts.ts';
import { definition, params } from './route-examples.ts';

/** For whoever writes flows, here or elsewhere. */
export function authorRoutes(tools: FlowTools): readonly Route[] {
  return [...tryingRoutes(tools), ...fileRoutes(tools), ...namingRoutes(tools), readyRoute(tools), schemaRoute];
}

function fileRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/flow-files',
      summary: 'Upload a file for flows to say',
      description:
        'As POST /api/files, for whoever writes flows. Name its id as `file` in the `media` of a node. The check says which channels do not carry it.',
      permission: 'flows.change',
      query: z.strictObject({ name: z.string().max(240).optional().describe('What it is called.') }),
      upload: { bytesMax: uploadBytesMax },
      response: StoredFile,
      status: 201,
      errors: ['files.too_large', 'files.wrong_type', 'files.empty'],
      example: {
        query: { name: 'way.png' },
        response: { id: exampleId, mediaType: 'image/png', name: 'way.png', size: 48_213, createdAt: exampleTime },
      },
      handle: (scope, { query, file }) => uploadForFlow(scope, tools, { ...file, name: query.name }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flow-files/:id/links',
      summary: 'Make a link to a file that a flow says',
      description: 'For a page that shows it. The link works for 15 minutes, for anybody who has it.',
      permission: 'flows.read',
      params: IdParams,
      response: FileLink,
      status: 201,
      example: { params, response: { url: 'https://baraza.example.org/files/01890000.c2VhbGVk', expiresAt: exampleTime } },
      handle: (scope, { params: { id } }) => linkFlowFile(scope, tools, id),
    }),
  ];
}

function tryingRoutes(tools: FlowTools): Route[] {
  return [
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
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/try',
      summary: 'Try a definition',
      description:
        'As it is handed in, saved or not: from its beginning through the inputs, with nothing sent, done or kept. Steps of modules are named, and waits pass when they are told to.',
      permission: 'flows.read',
      asks: true,
      params: IdParams,
      body: FlowTrial,
      response: TrialOutcome,
      example: {
        params,
        body: { definition, inputs: [{ kind: 'text', text: 'Amina' }] },
        response: {
          lines: [
            { kind: 'said', content: { kind: 'text', text: 'What is your name?' } },
            { kind: 'input', input: 0 },
            { kind: 'said', content: { kind: 'text', text: 'Thank you, Amina.' } },
          ],
          path: [{ flow: 'welcome', node: 'ask_name', exit: 'answered' }],
          at: { flow: 'welcome', node: 'thanks' },
          waits: null,
          outcome: 'done',
          answers: { name: 'Amina' },
          values: {},
          cut: false,
        },
      },
      handle: (scope, { params: { id }, body }) => tryFlow(scope, tools, id, body),
    }),
  ];
}

function namingRoutes(tools: FlowTools): Route[] {
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
      path: '/api/flow-parts',
      summary: 'List what flows may have modules do',
      description:
        'The steps, with what each takes and how it may end, the intents a flow may begin with or a stage may use, the events and the groups.',
      permission: 'flows.read',
      response: FlowParts,
      example: {
        response: {
          steps: [
            {
              name: 'flows.set-language',
              summary: 'Writes to the contact in another language from now on.',
              exits: ['done'],
              input: { type: 'object', properties: { language: { type: 'string' } } },
            },
          ],
          intents: ['contacts.export'],
          events: [{ name: 'conversation.closed', summary: 'Somebody closed their conversation.' }],
          audiences: [{ kind: 'tag', value: 'VIP', title: 'VIP' }],
        },
      },
      handle: (scope) => listParts(scope, tools),
    }),
  ];
}

const readyRoute = (tools: FlowTools) =>
  defineRoute({
    method: 'GET',
    path: '/api/ready-flows',
    summary: 'List flows to begin from',
    description: 'Whole and without a fault, in three languages. Hand the definition of one to POST /api/flows.',
    permission: 'flows.read',
    response: z.object({ items: z.array(ReadyFlow) }),
    example: {
      response: {
        items: [{ name: 'welcome', title: { en: 'Welcome' }, summary: { en: 'Asks for the name.' }, definition }],
      },
    },
    handle: async (scope) => listReadyFlows(scope, tools),
  });

const schemaRoute = defineRoute({
  method: 'GET',
  path: '/api/flow-schema',
  summary: 'Show the JSON Schema of definitions',
  description: 'For editors and for programs that write flows.',
  permission: 'flows.read',
  response: z.record(z.string(), z.unknown()),
  example: { response: { type: 'object', required: ['format', 'languages', 'start', 'nodes'] } },
  handle: async () => z.toJSONSchema(FlowDefinition, { io: 'input' }) as Record<string, unknown>,
});
