import { createHmac } from 'node:crypto';
import type { AuditEntry } from '#contract/audit.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { decodeCursor, type PageQuery, toPage, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Actor, Scope } from '#platform/scope.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { appendEntry, type EntryRow, listEntryRows } from './audit-store.ts';

/** Writes down who changed what: every request that changed something, whatever module answered it. */
export interface Audit {
  write(change: AuditedChange): Promise<void>;
}

export interface AuditedChange {
  readonly organizationId: string;
  readonly actor: Actor;
  readonly method: string;
  /** As it was declared, with parameters as ":id". */
  readonly path: string;
  readonly params: unknown;
  readonly response: unknown;
  /** What stands behind the address may be somebody's own: then not even its id is written. */
  readonly personal: boolean;
  readonly requestId: string;
}

interface AuditOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly masterKey: Pick<MasterKey, 'derive'>;
}

export function createAudit({ database, clock, masterKey }: AuditOptions): Audit {
  return {
    async write({ organizationId, actor, method, path, params, response, personal, requestId }) {
      const id = idIn(params) ?? idIn(response);
      const object = id !== null && personal ? pseudonym(masterKey, organizationId, id) : id;
      const action = `${method} ${path}`;
      await appendEntry(database, organizationId, { at: clock.now(), actorKind: actor.kind, actorId: actor.id, action, object, requestId });
    },
  };
}

function idIn(part: unknown): string | null {
  const id = (part as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : null;
}

/** Whoever has the id and the key finds the entries; the entries lead nobody to the id. */
function pseudonym(masterKey: AuditOptions['masterKey'], organizationId: string, id: string): string {
  return createHmac('sha256', masterKey.derive('audit pseudonyms')).update(`${organizationId} ${id}`).digest('hex').slice(0, 32);
}

/** What was changed and by whom, the newest first. */
export async function listEntries(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'audit.read');
  const place = decodeCursor(page.cursor, 1)?.[0] ?? null;
  if (place !== null && !/^\d{1,15}$/.test(place)) throw wrongCursor();
  const rows = await listEntryRows(scope.db, scope.organization.id, { limit: page.limit, before: place === null ? null : Number(place) });
  return toPage(rows, page.limit, { item: toEntry, key: (row: EntryRow) => [String(row.position)] });
}

function toEntry(row: EntryRow): AuditEntry {
  return {
    position: row.position,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind as AuditEntry['actor']['kind'], id: row.actor_id },
    action: row.action,
    object: row.object,
    requestId: row.request_id,
  };
}
