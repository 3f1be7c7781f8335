import { z } from 'zod';
import { recordIdsOf, visibleContact } from '#core/contacts/get-contact.ts';
import { namesOf } from '#core/members/members.ts';
import { seesOnly } from '#core/visibility.ts';
import { decodeIdCursor, PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { openStates, waitingStates } from '#safety/index.ts';
import { Severity } from '../contract.ts';
import { type IncidentRow, listIncidentRows, type Viewer } from './store.ts';
import { toIncident } from './to-incident.ts';
import type { IncidentTools } from './tools.ts';

export const IncidentQuery = PageQuery.extend({
  state: z
    .enum(['open', 'waiting', 'closed', 'all'])
    .default('open')
    .describe('"open": not closed. "waiting": nobody has acknowledged them. "closed": resolved, or false alarms.'),
  severity: Severity.optional(),
  contactId: z.uuid().optional().describe('Only this contact’s.'),
});
export type IncidentQuery = z.infer<typeof IncidentQuery>;

const states: Readonly<Record<IncidentQuery['state'], readonly string[]>> = {
  open: openStates,
  waiting: waitingStates,
  closed: ['resolved', 'false_alarm'],
  all: [...openStates, 'resolved', 'false_alarm'],
};

export function viewerOf(scope: Scope): Viewer {
  return { organizationId: scope.organization.id, only: seesOnly(scope) };
}

/** Incidents that the asker may see, the newest first. */
export async function listIncidents(scope: Scope, tools: IncidentTools, { state, severity, contactId, ...page }: IncidentQuery) {
  requirePermission(scope, 'incidents.read');
  const contact = contactId === undefined ? null : await visibleContact(scope, contactId);
  // Where both of two merged records had one open, the second stays with its own.
  const contactIds = contact && (await recordIdsOf(scope, contact.id));
  const rows = await listIncidentRows(scope.db, viewerOf(scope), {
    states: states[state],
    severity: severity ?? null,
    contactIds,
    before: decodeIdCursor(page.cursor),
    limit: page.limit,
  });
  const nameOf = await namesOf(
    scope,
    tools,
    rows.flatMap((row) => [row.acknowledged_by, ...row.called]),
  );
  return toPage(rows, page.limit, { item: (row: IncidentRow) => toIncident(row, nameOf), key: (row) => [row.id] });
}
