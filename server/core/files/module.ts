import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { fileRoutes, linkRoute } from './routes.ts';
import type { FileTools } from './tools.ts';

/** Files: what contacts sent, and what is uploaded to be sent. */
export function filesModule(tools: FileTools): ModuleDefinition {
  return defineModule({
    name: 'files',
    summary: 'Files that contacts sent, and files to send.',
    tables: [
      {
        name: 'file_blobs',
        tenancy: 'organization',
        personal: true,
        whose: { follows: 'files' },
        retention: 'until no file has them; removed within two hours',
      },
      {
        name: 'files',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'conversation_id', through: 'conversations' }] },
        retention: 'as long as the conversation; uploads as long as the organization',
      },
      { name: 'provider_files', tenancy: 'organization', personal: false, retention: '30 days', expires: [{ days: 30 }] },
    ],
    errors: [
      { code: 'files.too_large', status: 413, summary: 'The file is larger than 100 MB.' },
      { code: 'files.wrong_type', status: 400, summary: 'The file is not what it was said to be, or a program.' },
      { code: 'files.empty', status: 400, summary: 'The file has no bytes.' },
      {
        code: 'files.no_preview',
        status: 404,
        summary: 'There is no preview of the file: it is no picture, too large, or cannot be read.',
      },
      { code: 'files.range', status: 416, summary: 'The part that was asked for is not in the file.' },
    ],
    nouns: [{ name: 'files', personal: true }],
    routes: fileRoutes(tools),
    accountRoutes: [linkRoute(tools)],
  });
}
