import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { MoodEntry } from '../contract.ts';
import { listMoods } from './list-moods.ts';
import type { MoodTools } from './tools.ts';

const example: MoodEntry = {
  id: exampleId,
  at: exampleTime,
  source: 'inferred',
  score: null,
  label: 'sad',
  valence: -0.6,
  intensity: 0.7,
  confidence: 0.8,
  about: ['family'],
  note: null,
  messageId: exampleOtherId,
  reader: 'lexicon-1',
};

export function moodRoutes(tools: MoodTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/contacts/:id/moods',
      summary: 'List how a contact felt, the newest first',
      description:
        'What they said of themselves (`self`) and what was read from their messages (`inferred`) stand apart. Only of contacts who agreed that the asker sees it.',
      permission: 'moods.read',
      params: IdParams,
      query: PageQuery,
      response: pageOf(MoodEntry),
      errors: ['mood.not_shared'],
      example: { params: { id: exampleOtherId }, query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { params, query }) => listMoods(scope, tools, { ...query, contactId: params.id }),
    }),
  ];
}
