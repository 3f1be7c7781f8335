import { z } from 'zod';
import { exampleOtherId, exampleTime } from '#contract/examples.ts';
import { FlowCounts, FlowDifference, FlowStarts, FlowVersion } from '#contract/flow-state.ts';
import { FlowDefinition } from '#contract/flows.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { countSteps } from '../runs/count-steps.ts';
import { listStarts } from '../starts/list-starts.ts';
import { compareFlow, getVersion, listVersions } from './list-versions.ts';
import { definition, params } from './route-examples.ts';

const Version = z.coerce.number().int().min(1);

export const versionRoutes: readonly Route[] = [
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
        items: [
          {
            version: 2,
            note: 'Asks for the name.',
            failedCases: [],
            publishedBy: `member:${exampleOtherId}`,
            createdAt: exampleTime,
            runs: 3,
          },
        ],
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
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/counts',
    summary: 'Count the ways contacts took',
    description:
      'Of the published version, unless said: how often each exit was taken, of its latest 20,000 steps, and where runs wait now.',
    permission: 'flow_runs.read',
    params: IdParams,
    query: z.strictObject({ version: Version.optional() }),
    errors: ['flows.not_published'],
    response: FlowCounts,
    example: {
      params,
      query: { version: 2 },
      response: {
        version: 2,
        steps: 40,
        since: exampleTime,
        exits: [{ node: 'ask_name', exit: 'answered', count: 40 }],
        here: [{ node: 'ask_name', count: 3 }],
      },
    },
    handle: (scope, { params: { id }, query: { version } }) => countSteps(scope, id, version),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/starts',
    summary: 'Show when a flow begins by itself',
    description:
      'The next time of each schedule of the published version; and of the last 30 days, for how many it began because of a tag, an event or a schedule, and why it did not for the others.',
    permission: 'flows.read',
    params: IdParams,
    response: FlowStarts,
    example: {
      params,
      response: {
        schedules: [{ trigger: 0, nextAt: exampleTime, goingOn: false }],
        counts: [{ event: 'schedule', outcome: 'begun', count: 40 }],
      },
    },
    handle: (scope, { params: { id } }) => listStarts(scope, id),
  }),
];
