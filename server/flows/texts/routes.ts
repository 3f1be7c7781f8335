import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { StoredText, TextCreation, TextDraft, TextPreview, TextPreviewQuestion, TextVersion } from '#contract/texts.ts';
import { IdParams, line } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import type { FlowTools } from '../tools.ts';
import {
  changeText,
  createText,
  getText,
  listTexts,
  listTextVersions,
  previewText,
  publishText,
  removeText,
  rollBackText,
} from './texts.ts';

const params = { id: exampleId };
const content = { words: { en: 'We are open from nine to five.', sw: 'Tuko wazi saa tatu hadi saa kumi na moja.' }, channels: {} };
const example: StoredText = {
  id: exampleId,
  name: 'opening_hours',
  title: 'Opening hours',
  content,
  revision: 3,
  version: 2,
  changed: false,
  usedBy: ['welcome'],
  createdAt: exampleTime,
  changedAt: exampleTime,
};

/** Texts that flows name, written once. */
export function textRoutes(tools: FlowTools): readonly Route[] {
  return [...writingRoutes(tools), ...publishingRoutes(tools)];
}

function writingRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/texts',
      summary: 'List stored texts',
      description: 'By name. A flow’s text or prompt says one with the gap {{ text.<name> }}, in the contact’s language.',
      permission: 'texts.read',
      query: PageQuery,
      response: pageOf(StoredText),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listTexts(scope, tools, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/texts',
      summary: 'Write a stored text',
      description: 'As a draft: nothing says it until it is published.',
      permission: 'texts.change',
      body: TextCreation,
      response: StoredText,
      status: 201,
      errors: ['texts.name_taken', 'texts.too_many'],
      example: {
        body: { name: example.name, title: example.title, content },
        response: { ...example, version: null, changed: true, revision: 1, usedBy: [] },
      },
      handle: (scope, { body }) => createText(scope, tools, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/texts/:id',
      summary: 'Show a stored text',
      permission: 'texts.read',
      params: IdParams,
      response: StoredText,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => getText(scope, tools, id),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/texts/:id',
      summary: 'Change the draft of a stored text',
      description: 'What flows say stays until it is published.',
      permission: 'texts.change',
      params: IdParams,
      body: TextDraft,
      response: StoredText,
      errors: ['texts.saved_meanwhile'],
      example: { params, body: { content, revision: 3 }, response: { ...example, changed: true, revision: 4 } },
      handle: (scope, { params: { id }, body }) => changeText(scope, tools, id, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/texts/:id',
      summary: 'Delete a stored text that no published flow names',
      permission: 'texts.publish',
      params: IdParams,
      response: z.null(),
      status: 204,
      errors: ['texts.in_use'],
      example: { params, response: null },
      async handle(scope, { params: { id } }) {
        await removeText(scope, tools, id);
        return null;
      },
    }),
  ];
}

function publishingRoutes(tools: FlowTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/texts/preview',
      summary: 'Read a text as somebody would',
      description:
        'It need not be saved. With a conversation as the contact there would read it; and everything that keeps it from being published.',
      permission: 'texts.read',
      asks: true,
      body: TextPreviewQuestion,
      response: TextPreview,
      example: {
        body: { content: { words: { en: 'Hello {{ contact.first_name | default: "friend" }}.' } }, conversationId: exampleOtherId },
        response: { text: 'Hello Amina.', missing: [], faults: [] },
      },
      handle: (scope, { body }) => previewText(scope, tools, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/texts/:id/publish',
      summary: 'Publish a stored text',
      description: 'Flows say it from now on, those that run too. Refused with everything that is wrong, in any language.',
      permission: 'texts.publish',
      params: IdParams,
      body: z.strictObject({
        note: line(200).optional().describe('What changed, for colleagues.'),
        revision: z.int().optional().describe('The draft as you read it.'),
      }),
      response: StoredText,
      errors: ['texts.faulty', 'texts.saved_meanwhile'],
      example: { params, body: { note: 'Saturdays too.' }, response: example },
      handle: (scope, { params: { id }, body }) => publishText(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/texts/:id/roll-back',
      summary: 'Publish an older version of a stored text again',
      permission: 'texts.publish',
      params: IdParams,
      body: z.strictObject({ version: z.int().min(1) }),
      response: StoredText,
      errors: ['texts.faulty', 'texts.saved_meanwhile'],
      example: { params, body: { version: 1 }, response: { ...example, version: 3 } },
      handle: (scope, { params: { id }, body }) => rollBackText(scope, tools, id, body.version),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/texts/:id/versions',
      summary: 'List what was published of a stored text',
      description: 'The latest hundred, the newest first, each with its words.',
      permission: 'texts.read',
      params: IdParams,
      response: z.object({ items: z.array(TextVersion) }),
      example: {
        params,
        response: {
          items: [{ version: 2, content, note: 'Saturdays too.', publishedBy: `member:${exampleOtherId}`, createdAt: exampleTime }],
        },
      },
      handle: (scope, { params: { id } }) => listTextVersions(scope, id),
    }),
  ];
}
