import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { Notice } from '#contract/notices.ts';
import { IdParams } from '#contract/values.ts';
import { defineModule, defineRoute, type ModuleDefinition, type NoticeDeclaration } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { closeNotice, listNotices, markNoticeSeen, type NoticeKinds } from './list-notices.ts';

const example: Notice = {
  id: exampleId,
  kind: 'channels.paused',
  subject: exampleId,
  text: '“Main line” is paused and sends nothing: The access token is not valid any more.',
  advice: 'Make a new permanent access token in Meta’s Business settings and save it in the channel’s settings.',
  values: { channel: 'Main line', reason: 'The access token is not valid any more.', advice: '…' },
  since: exampleTime,
  seenAt: null,
  closedAt: null,
};
const params = { id: exampleId };
const Query = PageQuery.extend({
  closed: z.enum(['include', 'only']).optional().describe('"include": those that are closed too; "only": they alone.'),
});

/** What the people of an organization should look at. `kinds` are those that the other modules declare. */
export function noticesModule(declared: readonly NoticeDeclaration[]): ModuleDefinition {
  const kinds: NoticeKinds = new Map(declared.map((kind) => [kind.kind, kind]));
  return defineModule({
    name: 'notices',
    summary: 'Notices: what people of the organization should look at, and what to do.',
    tables: [{ name: 'notices', tenancy: 'organization', personal: false, retention: '400 days', expires: [{ days: 400 }] }],
    permissions: [
      {
        name: 'notices.read',
        summary: 'See notices and mark them as seen.',
        roles: ['admin', 'agent', 'clinician', 'organiser', 'developer'],
        apiKey: true,
      },
      { name: 'notices.close', summary: 'Close notices.', roles: ['admin', 'developer'], apiKey: true },
    ],
    nouns: [{ name: 'notices', personal: false, tells: 'notice.changed' }],
    routes: [
      defineRoute({
        method: 'GET',
        path: '/api/notices',
        summary: 'List what should be looked at',
        description:
          'The newest first. A member is shown those they can do something about. A notice is closed by itself when what it is about was mended. Kept 400 days.',
        permission: 'notices.read',
        query: Query,
        response: pageOf(Notice),
        example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
        handle: (scope, { query }) => listNotices(scope, kinds, query),
      }),
      defineRoute({
        method: 'POST',
        path: '/api/notices/:id/see',
        summary: 'Mark a notice as seen',
        description: 'It stays open.',
        permission: 'notices.read',
        params: IdParams,
        response: Notice,
        example: { params, response: { ...example, seenAt: exampleTime } },
        handle: (scope, { params: { id } }) => markNoticeSeen(scope, kinds, id),
      }),
      defineRoute({
        method: 'POST',
        path: '/api/notices/:id/close',
        summary: 'Close a notice',
        description: 'Should the same happen again, there is a new one.',
        permission: 'notices.close',
        params: IdParams,
        response: Notice,
        example: { params, response: { ...example, closedAt: exampleTime } },
        handle: (scope, { params: { id } }) => closeNotice(scope, kinds, id),
      }),
    ],
  });
}
