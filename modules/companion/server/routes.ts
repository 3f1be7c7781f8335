import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { CompanionChange, CompanionPerson, CompanionSettings, CompanionSummary, SummaryOutcome, SummaryRequest } from '../contract.ts';
import { getCompanionPerson } from './get-person.ts';
import { changeSettings, readSettings } from './settings.ts';
import { listSummaries } from './summaries/list-summaries.ts';
import { triggerSummaries } from './summaries/trigger-summaries.ts';
import type { CompanionTools } from './tools.ts';

const settings: CompanionSettings = {
  on: true,
  confirmedAt: exampleTime,
  responsibleId: exampleId,
  reviewed: ['en'],
  unreviewed: ['ur', 'ur-Latn', 'hi', 'hi-Latn', 'ar', 'sw', 'es', 'fr'],
  nudges: true,
  flows: [{ name: 'companion_welcome', title: { en: 'Companion: welcome' }, published: true }],
};

const person: CompanionPerson = {
  contactId: exampleOtherId,
  calledName: 'Amina',
  ageGroup: 'adult',
  country: 'KE',
  preferredTimes: 'evening',
  welcomed: true,
  brings: null,
  trusted: null,
  summaryEvery: 'weekly',
  consents: [{ kind: 'storing', given: true, version: '2026-11', at: exampleTime }],
};

export const companionRoutes = (tools: CompanionTools): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/companion',
    summary: 'Show whether the companion is switched on, and who answers for it',
    permission: 'companion.read',
    response: CompanionSettings,
    example: { response: settings },
    handle: (scope) => readSettings(scope, tools),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/companion',
    summary: 'Switch the companion on or off, and name who answers for it',
    description:
      'To switch it on is to confirm that people of yours look after it; on WhatsApp a companion may only be part of such a service. Its flows are published with it.',
    permission: 'companion.configure',
    body: CompanionChange,
    response: CompanionSettings,
    example: { body: { on: true, responsibleId: exampleId }, response: settings },
    handle: (scope, { body }) => changeSettings(scope, tools, body),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contacts/:id/companion',
    summary: 'Show a person as the companion knows them, and what they allowed',
    description: 'What they told it is there only while they share it.',
    permission: 'companion.read_people',
    params: IdParams,
    response: CompanionPerson,
    example: { params: { id: exampleOtherId }, response: person },
    handle: (scope, { params }) => getCompanionPerson(scope, params.id),
  }),
  ...summaryRoutes(tools),
];

const summaryRoutes = (tools: CompanionTools): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/contacts/:id/companion-summaries',
    summary: 'List what was written about a person for their clinicians, the newest first',
    description: 'Nothing where the person does not share it with you. While they are in danger none is written.',
    permission: 'companion.read_people',
    params: IdParams,
    query: PageQuery,
    response: pageOf(CompanionSummary),
    example: {
      params: { id: exampleOtherId },
      query: { limit: 50 },
      response: {
        items: [
          {
            id: exampleId,
            contactId: exampleOtherId,
            period: 'week 2026-11-29',
            text: 'Wrote on 4 days, 31 messages.',
            createdAt: exampleTime,
          },
        ],
        nextCursor: null,
      },
    },
    handle: (scope, { params, query }) => listSummaries(scope, { ...query, contactId: params.id }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/care/trigger-summaries',
    summary: 'Write the look backs that are not written yet',
    description:
      'For the day or week that ended, to people who asked for it and for the clinicians of those who share. Each once, however often this is asked; none for who is in danger, asked for silence, or did not answer the last three.',
    permission: 'companion.summarise',
    body: SummaryRequest,
    response: SummaryOutcome,
    errors: ['companion.off'],
    example: { body: {}, response: { sent: 12, made: 5, skipped: 2 } },
    handle: (scope, { body }) => triggerSummaries(scope, tools, body),
  }),
];
