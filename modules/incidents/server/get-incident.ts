import { listActiveMembers, namesOf } from '#core/members/members.ts';
import { notFound } from '#platform/errors.ts';
import type { RoleName } from '#platform/module.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { allWordsIn, partsIn } from '#safety/index.ts';
import type { IncidentDetail, IncidentEntry, IncidentFinding } from '../contract.ts';
import { viewerOf } from './list-incidents.ts';
import { findIncident, listEntries, listFindings, seesContact } from './store.ts';
import { suggestWords } from './suggest.ts';
import { toIncident } from './to-incident.ts';
import type { IncidentTools } from './tools.ts';

/** One incident with what was found in which message, and what was done; 404 for one that is not the asker's to see. */
export async function getIncident(scope: Scope, tools: IncidentTools, id: string): Promise<IncidentDetail> {
  requirePermission(scope, 'incidents.read');
  const { db, organization } = scope;
  const row = await findIncident(db, viewerOf(scope), id);
  if (!row) throw notFound('incident');
  const entries = await listEntries(db, organization.id, id);
  const findings = await listFindings(db, organization.id, { incidentId: id, contactId: row.contact_id });
  const actors = entries.flatMap((one) => (one.actor === 'member' ? [one.actor_id] : []));
  const contactHidden = !(await seesContact(db, viewerOf(scope), row.contact_id));
  const givers = contactHidden ? await whoCanGive(scope, tools, row.contact_id) : [];
  const nameOf = await namesOf(scope, tools, [row.acknowledged_by, ...row.called, ...actors, ...givers]);
  const readable = scope.actor.permissions.has('conversations.read');
  return {
    ...toIncident(row, nameOf),
    suggestion: readable ? await suggestWords(scope, tools, row) : null,
    findings: findings.map((one) => toFinding(one, readable)),
    entries: entries.map((one) => toEntry(scope, one, nameOf)),
    contactHidden,
    canGive: givers.map((one) => ({ id: one, name: nameOf(one) ?? '' })),
  };
}

async function whoCanGive({ db, organization }: Scope, { permissionsOfRole }: IncidentTools, contactId: string): Promise<string[]> {
  const members = await listActiveMembers(db, organization.id, contactId);
  return members.filter(({ role }) => permissionsOfRole(role as RoleName).has('contacts.assign')).map(({ id }) => id);
}

type FindingRow = Awaited<ReturnType<typeof listFindings>>[number];

function toFinding(row: FindingRow, readable: boolean): IncidentFinding {
  return {
    messageId: row.message_id,
    source: row.source as IncidentFinding['source'],
    severity: row.severity as IncidentFinding['severity'],
    categories: row.categories,
    reason: row.reason,
    words: readable ? wordsOf(row) : [],
    rules: row.rules,
    createdAt: row.created_at.toISOString(),
  };
}

/** The evidence is where it stands; the words are the message's own. */
function wordsOf({ source, evidence, kind, text, content }: FindingRow): string[] {
  const message = { kind, text, content };
  const words = source === 'model' ? allWordsIn(message) : (partsIn(message).find((part) => part.source === source)?.words ?? '');
  const places = evidence as readonly { start: number; end: number }[];
  return places.map(({ start, end }) => words.slice(start, end)).filter((part) => part !== '');
}

type EntryRow = Awaited<ReturnType<typeof listEntries>>[number];

function toEntry({ key }: Scope, row: EntryRow, nameOf: (id: string) => string | null): IncidentEntry {
  return {
    id: row.id,
    kind: row.kind,
    actor: {
      kind: row.actor as IncidentEntry['actor']['kind'],
      id: row.actor_id,
      name: row.actor === 'member' ? nameOf(row.actor_id) : null,
    },
    data: row.data,
    note: row.sealed_note && key.open({ table: 'incident_entries', column: 'sealed_note', row: row.id }, row.sealed_note),
    createdAt: row.created_at.toISOString(),
  };
}
