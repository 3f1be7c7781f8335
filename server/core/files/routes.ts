import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { FileLink, StoredFile } from '#contract/files.ts';
import { IdParams } from '#contract/values.ts';
import type { PreviewSide } from '#platform/files/preview.ts';
import { type AccountRoute, defineAccountRoute, defineRoute, type Route } from '#platform/module.ts';
import { linkFile, openLink } from './link-file.ts';
import { readFile } from './read-file.ts';
import { type FileTools, uploadBytesMax } from './tools.ts';
import { uploadFile } from './upload-file.ts';

const example: StoredFile = { id: exampleId, mediaType: 'application/pdf', name: 'referral.pdf', size: 48_213, createdAt: exampleTime };
const served =
  'The bytes as they came. Never shown as a page: pictures (JPEG, PNG, GIF, WebP), sound and film may be shown in place, everything else is saved. Takes Range. With `preview`, a picture (JPEG, PNG, GIF, WebP of up to 20 MB) as WebP, upright, without what else its file held.';
const query = z.strictObject({
  preview: z
    .enum(['320', '1280'])
    .transform((side) => Number(side) as PreviewSide)
    .optional()
    .describe('A small one instead: its longest side in pixels.'),
});

export function fileRoutes(tools: FileTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/files',
      summary: 'Upload a file',
      description:
        'The body is the file itself, with its media type in Content-Type; at most 100 MB. Then send a message with its id as `file`. What each channel takes is checked there.',
      permission: 'messages.send',
      query: z.strictObject({ name: z.string().max(240).optional().describe('What it is called.') }),
      upload: { bytesMax: uploadBytesMax },
      response: StoredFile,
      status: 201,
      errors: ['files.too_large', 'files.wrong_type', 'files.empty'],
      example: { query: { name: 'referral.pdf' }, response: example },
      handle: (scope, { query, file }) => uploadFile(scope, tools, { ...file, name: query.name }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/files/:id',
      summary: 'Read a file',
      description: served,
      permission: 'conversations.read',
      params: IdParams,
      query,
      download: { type: '*/*' },
      response: z.unknown(),
      errors: ['files.range', 'files.no_preview'],
      example: { params: { id: exampleId }, response: null },
      handle: (scope, { params, query: { preview }, file }) => readFile(scope, tools, { id: params.id, range: file.range, preview }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/files/:id/links',
      summary: 'Make a link to a file for a browser',
      description: 'A page cannot send a key with the pictures it shows. The link works for 15 minutes, for anybody who has it.',
      permission: 'conversations.read',
      params: IdParams,
      response: FileLink,
      status: 201,
      example: {
        params: { id: exampleId },
        response: { url: 'https://chat.example.org/files/019a9c2e…', expiresAt: exampleTime },
      },
      handle: (scope, { params }) => linkFile(scope, tools, params.id),
    }),
  ];
}

/** For a browser, which has no key; what is in the address is the permission. */
export function linkRoute(tools: FileTools): AccountRoute {
  return defineAccountRoute({
    method: 'GET',
    path: '/files/:token',
    summary: 'Read a file by its link',
    description: served,
    access: 'anyone',
    params: z.object({ token: z.string().max(500) }),
    query,
    download: { type: '*/*' },
    response: z.unknown(),
    errors: ['files.range', 'files.no_preview'],
    example: { params: { token: '019a9c2e' }, response: null },
    handle: (scope, { params, query: { preview }, file }) =>
      openLink(tools, scope.clock, { token: params.token, range: file.range, preview }),
  });
}
