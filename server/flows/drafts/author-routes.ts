import { z } from 'zod';
import { FlowFault, FlowParts, FlowVariable, ReadyFlow } from '#contract/flow-state.ts';
import { FlowTrial, TrialOutcome } from '#contract/flow-trial.ts';
import { FlowDefinition } from '#contract/flows.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { listReadyFlows } from '../ready/list-ready-flows.ts';
import type { FlowTools } from '../tools.ts';
import { tryFlow } from '../trial/try-flow.ts';
import { listVariables } from '../variables/list-variables.ts';
import { checkFlow } from './check-flow.ts';
import { listParts } from './list-parts.ts';
import { definition, params } from './route-examples.ts';

/** For whoever writes flows, here or elsewhere. */
export function authorRoutes(tools: FlowTools): readonly Route[] {
  return [...tryingRoutes(tools), ...namingRoutes(tools), readyRoute, schemaRoute];
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
      description: 'The steps, with what each takes and how it may end, and the intents a flow may begin with or a stage may use.',
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
        },
      },
      handle: async (scope) => listParts(scope, tools),
    }),
  ];
}

const readyRoute = defineRoute({
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
  handle: async (scope) => listReadyFlows(scope),
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
