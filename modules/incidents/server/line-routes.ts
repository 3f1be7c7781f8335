import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { SafetyLine, SafetyLineCreation, SafetyLines } from '../contract.ts';
import { addLine, listLines, removeLine, verifyLine } from './lines.ts';

const given = { country: 'KE', name: 'Kenya Red Cross', number: '1199', kind: 'voice', hours: '24/7', audience: 'anyone' } as const;
const example: SafetyLine = { id: exampleId, ...given, verifiedAt: exampleTime, expiresAt: '2027-02-18T14:00:00.000Z', shown: true };
const params = { id: exampleId };

export const lineRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/safety-lines',
    summary: 'List the help lines that people in danger are shown',
    description:
      'Those of the organization, and what the registry knows of a country (the organization’s, unless said). Nobody has tried the registry’s: call a number before you add it.',
    permission: 'safety.read',
    query: z.strictObject({
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'Must be two capital letters, such as KE.')
        .optional(),
    }),
    response: SafetyLines,
    example: {
      query: { country: 'KE' },
      response: {
        lines: [example],
        country: 'KE',
        emergency: '999',
        registered: [{ ...given, source: 'newsnetkenya', sourceDate: '2023-07', verifiedOn: null, name: given.name }].map(
          ({ country: _c, ...line }) => line,
        ),
      },
    },
    handle: (scope, { query }) => listLines(scope, query),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/safety-lines',
    summary: 'Add a help line that you have tried',
    description: 'It is shown for 90 days; then somebody must try it again (`verify`).',
    permission: 'safety.change',
    body: SafetyLineCreation,
    response: SafetyLine,
    status: 201,
    example: { body: { ...given, tried: true }, response: example },
    handle: (scope, { body }) => addLine(scope, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/safety-lines/:id/verify',
    summary: 'Say that you have tried a help line again',
    description: 'It is shown for another 90 days.',
    permission: 'safety.change',
    params: IdParams,
    response: SafetyLine,
    example: { params, response: example },
    handle: (scope, { params: { id } }) => verifyLine(scope, id),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/safety-lines/:id',
    summary: 'Remove a help line',
    permission: 'safety.change',
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params: { id } }) {
      await removeLine(scope, id);
      return null;
    },
  }),
];
