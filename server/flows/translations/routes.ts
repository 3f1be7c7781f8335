import { z } from 'zod';
import { FlowTexts, TakenTexts } from '#contract/flow-texts.ts';
import { IdParams, Language } from '#contract/values.ts';
import { readWhole } from '#platform/files/read-whole.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { params, whole } from '../drafts/route-examples.ts';
import { csvType, handTable, handXliff, listTexts, xliffType } from './hand-texts.ts';
import { takeTexts } from './take-texts.ts';

const bytesMax = 5 * 1024 * 1024;

/** For whoever translates flows. */
export const translationRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/texts',
    summary: 'List the texts of the draft, and which are missing',
    permission: 'flows.read',
    params: IdParams,
    response: FlowTexts,
    example: {
      params,
      response: {
        languages: ['en', 'sw'],
        texts: [{ text: 'ask_name/text', node: 'ask_name', words: { en: 'What is your name?' }, missing: ['sw'] }],
      },
    },
    handle: (scope, { params: { id } }) => listTexts(scope, id),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/texts/csv',
    summary: 'Download the texts for a spreadsheet',
    description:
      'A row a text, a column a language; with `language`, the first and that one. Cells that a spreadsheet would run as a formula begin with an apostrophe, which is taken away when the file comes back.',
    permission: 'flows.read',
    params: IdParams,
    query: z.strictObject({ language: Language.optional() }),
    download: { type: csvType },
    response: z.unknown(),
    example: {
      params,
      query: {},
      response: '\ufefftext,en,sw,missing,stamp\r\nask_name/text,What is your name?,,sw,0f3a9c2b7d1e\r\n',
    },
    handle: (scope, { params: { id }, query: { language } }) => handTable(scope, id, language),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/flows/:id/texts/xliff',
    summary: 'Download the texts for a translation tool',
    description: 'XLIFF 1.2, from the flow’s first language into `language`, or the second.',
    permission: 'flows.read',
    params: IdParams,
    query: z.strictObject({ language: Language.optional() }),
    download: { type: xliffType },
    response: z.unknown(),
    example: { params, query: { language: 'sw' }, response: '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2">…</xliff>\n' },
    handle: (scope, { params: { id }, query: { language } }) => handXliff(scope, id, language),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/flows/:id/texts',
    summary: 'Bring translated texts in',
    description:
      'A CSV or XLIFF file that was downloaded here, with texts changed or added. They come into the draft. A line whose text was changed here meanwhile, is gone or cannot be read is left out, with the reason; an empty cell changes nothing.',
    permission: 'flows.change',
    params: IdParams,
    upload: { bytesMax },
    response: TakenTexts,
    errors: ['flows.unreadable_texts', 'too_large'],
    example: {
      params,
      response: {
        changed: 12,
        same: 30,
        refused: [
          {
            line: 7,
            text: 'ask_age/text',
            language: 'sw',
            reason: 'changed_meanwhile',
            message: 'Somebody changed this text here since the file was made. Download it again.',
          },
        ],
        flow: whole,
      },
    },
    handle: async (scope, { params: { id }, file }) => takeTexts(scope, id, await readWhole(file.bytes, bytesMax)),
  }),
];
