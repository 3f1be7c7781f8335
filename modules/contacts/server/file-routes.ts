import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { downloadParts } from '#platform/files/download.ts';
import { readWhole } from '#platform/files/read-whole.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { Import, ImportOptions } from '../contract.ts';
import { limits } from './csv.ts';
import { ExportQuery, exportContacts } from './export.ts';
import { getImport, listImports, refusedRows, startImport, uploadImport } from './imports.ts';

const uploaded: Import = {
  id: exampleId,
  fileName: 'people.csv',
  state: 'uploaded',
  preview: {
    encoding: 'utf-8',
    delimiter: ',',
    columns: [
      { name: 'Name', guess: 'name', empty: 0, faults: 0 },
      { name: 'Phone', guess: 'identity:whatsapp:phone', empty: 0, faults: 1 },
    ],
    firstRows: [['Amina', '0712 345 678']],
  },
  rows: 120,
  rowsDone: 0,
  created: 0,
  updated: 0,
  refused: 0,
  trouble: null,
  createdAt: exampleTime,
  finishedAt: null,
};
const params = { id: exampleId };
const csv = 'text/csv; charset=utf-8';

export const fileRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/contact-imports',
    summary: 'Upload a CSV file with contacts and see what is in it',
    description: 'Nothing is imported before it is started. At most 50 MB, 200,000 rows and 200 columns; any usual delimiter and encoding.',
    permission: 'contacts.import',
    query: z.strictObject({ fileName: z.string().trim().max(200).default('contacts.csv').describe('What people call the file.') }),
    upload: { types: ['text/csv', 'application/octet-stream'], bytesMax: limits.bytes },
    response: Import,
    status: 201,
    errors: ['contacts.unreadable_file', 'too_large', 'unsupported_media_type'],
    example: { query: { fileName: 'people.csv' }, response: uploaded },
    handle: async (scope, { query, file }) =>
      uploadImport(scope, { file: await readWhole(file.bytes, limits.bytes), fileName: query.fileName }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contact-imports',
    summary: 'List the imports of the last 30 days, the newest first',
    permission: 'contacts.import',
    query: PageQuery,
    response: pageOf(Import),
    example: { query: { limit: 50 }, response: { items: [uploaded], nextCursor: null } },
    handle: (scope, { query }) => listImports(scope, query),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contact-imports/:id',
    summary: 'Show an import and how far it is',
    permission: 'contacts.import',
    params: IdParams,
    response: Import,
    example: { params, response: uploaded },
    handle: (scope, { params }) => getImport(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contact-imports/:id/start',
    summary: 'Start an import, saying what its columns hold',
    permission: 'contacts.import',
    params: IdParams,
    body: ImportOptions,
    response: Import,
    errors: ['contacts.import_started'],
    example: { params, body: { columns: ['name', 'identity:whatsapp:phone'], country: 'KE' }, response: { ...uploaded, state: 'running' } },
    handle: (scope, { params, body }) => startImport(scope, params.id, body),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contact-imports/:id/refused',
    summary: 'Download the rows that were refused, each with the reason',
    permission: 'contacts.import',
    params: IdParams,
    download: { type: csv },
    response: z.unknown(),
    example: { params, response: 'Name,Phone,line,reason\r\nAmina,12,2,phone: This is not a telephone number.\r\n' },
    handle: async (scope, { params }) => downloadParts({ type: csv, name: 'refused.csv' }, await refusedRows(scope, params.id)),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contact-export',
    summary: 'Download contacts as CSV',
    description: 'Cells that a spreadsheet would run as a formula begin with an apostrophe. Each export is written down with who took it.',
    permission: 'contacts.export',
    query: ExportQuery,
    download: { type: csv },
    response: z.unknown(),
    example: { query: { columns: 'name,phone' }, response: 'name,phone\r\nAmina,"\'+254712345678"\r\n' },
    handle: async (scope, { query }) => downloadParts({ type: csv, name: 'contacts.csv' }, await exportContacts(scope, query)),
  }),
];
