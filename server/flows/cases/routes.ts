import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { type CaseContent, CaseCreation, CasePlay, CaseResult, FlowCase, KeptCase } from '#contract/flow-cases.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { params } from '../drafts/route-examples.ts';
import type { FlowTools } from '../tools.ts';
import { acceptCase, keepCase, listCases, playCases, removeCase } from './cases.ts';

const content: CaseContent = {
  language: 'en',
  at: exampleTime,
  zone: 'Africa/Nairobi',
  values: {},
  exits: {},
  talk: [{ said: 'What is your name?' }, { comes: { kind: 'text', text: 'Amina' } }, { said: 'Thank you, Amina.' }],
  ends: { node: 'thanks', outcome: 'done' },
};
const example: FlowCase = { id: exampleId, name: 'Says their name', ...content, createdAt: exampleTime, changedAt: exampleTime };
const { talk, ends } = content;

/** Talks that a flow is to have as they are. */
export const caseRoutes = (tools: FlowTools): readonly Route[] => [...keepingRoutes(tools), ...playingRoutes(tools)];

function keepingRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/flows/:id/cases',
      summary: 'List the tests that are kept with a flow',
      permission: 'flows.read',
      params: IdParams,
      response: z.object({ items: z.array(FlowCase) }),
      example: { params, response: { items: [example] } },
      handle: (scope, { params: { id } }) => listCases(scope, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/cases',
      summary: 'Keep a talk as a test',
      description:
        'As it goes with the draft: of a `test` of it, of a `run`, or a whole `content` that was exported. Answers to sensitive questions, and what a contact wrote in a run in their own words, are not kept: made-up ones stand in their place, or it is refused.',
      permission: 'flows.change',
      params: IdParams,
      body: CaseCreation,
      response: KeptCase,
      status: 201,
      errors: ['flows.case_name_taken', 'flows.too_many_cases', 'flows.case_not_kept'],
      example: {
        params,
        body: { name: 'Says their name', test: { inputs: [{ kind: 'text', text: 'Amina' }] } },
        response: { case: example, replaced: [] },
      },
      handle: (scope, { params: { id }, body }) => keepCase(scope, tools, id, body),
    }),
  ];
}

function playingRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/flows/:id/cases/play',
      summary: 'Play the tests of a flow',
      description: 'Dry, against the draft or the definition that is handed in: what was expected beside what was seen.',
      permission: 'flows.read',
      asks: true,
      params: IdParams,
      body: CasePlay,
      response: z.object({ items: z.array(CaseResult) }),
      example: {
        params,
        body: {},
        response: { items: [{ id: exampleId, name: 'Says their name', passed: true, expected: { talk, ends }, seen: { talk, ends } }] },
      },
      handle: async (scope, { params: { id }, body }) => ({ items: await playCases(scope, tools, { id, ...body }) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/flow-cases/:id/accept',
      summary: 'Take what comes of a test now as right',
      permission: 'flows.change',
      params: IdParams,
      response: FlowCase,
      errors: ['flows.case_not_kept'],
      example: { params, response: example },
      handle: (scope, { params: { id } }) => acceptCase(scope, tools, id),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/flow-cases/:id',
      summary: 'Delete a test of a flow',
      permission: 'flows.change',
      params: IdParams,
      response: z.undefined(),
      status: 204,
      example: { params, response: undefined },
      handle: (scope, { params: { id } }) => removeCase(scope, id),
    }),
  ];
}
