import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { openStates } from '#safety/index.ts';
import { viewerOf } from './list-incidents.ts';
import { listIncidentRows } from './store.ts';
import { toIncident } from './to-incident.ts';

const columns = [
  'id',
  'contactId',
  'severity',
  'categories',
  'state',
  'messages',
  'raisedAt',
  'deliveredAt',
  'acknowledgedAt',
  'answerSeconds',
  'closedAt',
] as const;
const pageSize = 200;

/** Every incident that the asker may see as CSV, the newest first, written as it is read: ids, numbers and times, no names and no words. */
export async function exportIncidents(scope: Scope): Promise<AsyncIterable<string>> {
  requirePermission(scope, 'incidents.export');
  return write(scope);
}

async function* write(scope: Scope): AsyncGenerator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (let before: string | null | undefined = null; before !== undefined && !scope.signal.aborted; ) {
    const rows = await listIncidentRows(scope.db, viewerOf(scope), {
      states: [...openStates, 'resolved', 'false_alarm'],
      severity: null,
      contactIds: null,
      before,
      limit: pageSize - 1,
    });
    for (const row of rows) {
      const incident = toIncident(row, () => null);
      yield `${columns.map((column) => (column === 'categories' ? incident.categories.join(' ') : (incident[column] ?? ''))).join(',')}\r\n`;
    }
    before = rows.length === pageSize ? rows.at(-1)?.id : undefined;
  }
}
