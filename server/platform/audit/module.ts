import { AuditEntry } from '#contract/audit.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { defineModule, defineRoute } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { listEntries } from './audit.ts';

/** Who changed what, so that nobody can take it back. */
export const auditModule = defineModule({
  name: 'audit',
  summary: 'Who changed what: one entry for each request that changed something, chained so that none can be changed or removed unseen.',
  tables: [{ name: 'audit_entries', tenancy: 'organization', personal: false, retention: 'as long as the organization' }],
  permissions: [{ name: 'audit.read', summary: 'See who changed what.', roles: ['admin', 'developer'], apiKey: true }],
  routes: [
    defineRoute({
      method: 'GET',
      path: '/api/audit',
      summary: 'List who changed what',
      description:
        'The newest first: ids and addresses, never what was said or written. Whether none is missing: `npm run baraza -- audit verify`. Signing in and accounts are in the log.',
      permission: 'audit.read',
      query: PageQuery,
      response: pageOf(AuditEntry),
      example: {
        query: { limit: 50 },
        response: {
          items: [
            {
              position: 12,
              at: exampleTime,
              actor: { kind: 'member', id: exampleId },
              action: 'POST /api/channels/:id/disable',
              object: exampleId,
              requestId: exampleId,
            },
          ],
          nextCursor: null,
        },
      },
      handle: (scope, { query }) => listEntries(scope, query),
    }),
  ],
});
