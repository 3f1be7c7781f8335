import { sql } from 'kysely';
import type { SafetyMemory } from '#core/turn.ts';
import type { Db } from '#platform/db/database.ts';

export interface IncidentPlace {
  readonly id: string;
  readonly conversation_id: string;
}

export interface Danger {
  readonly severity: string;
  readonly categories: readonly string[];
}

export interface OpenIncident extends Danger {
  readonly id: string;
  readonly contact_id: string;
}

const isOpen = sql`state in ('raised', 'delivered', 'acknowledged')`;

/** The open incidents of both, held until the transaction ends. */
export async function lockOpenIncidents(db: Db, organizationId: string, contactIds: readonly string[]): Promise<OpenIncident[]> {
  const { rows } = await sql<OpenIncident>`select id, contact_id, severity, categories from incidents
    where organization_id = ${organizationId} and contact_id = any (${contactIds}::uuid[]) and ${isOpen} order by contact_id for update`.execute(
    db,
  );
  return rows;
}

interface Way {
  readonly from: string;
  readonly to: string;
}

/**
 * Gives the contact's incidents but one to another, with their findings; returns which, and where they were written in. What leads to a
 * conversation that both have leads to the kept one: there the person can be answered.
 */
export async function moveIncidents(db: Db, organizationId: string, { from, to }: Way, but: string | null): Promise<IncidentPlace[]> {
  const { rows } = await sql<IncidentPlace>`with before as materialized (select id, conversation_id from incidents
      where organization_id = ${organizationId} and contact_id = ${from} and id is distinct from ${but}::uuid for update)
    update incidents n set contact_id = ${to}, conversation_id = coalesce((select k.id from conversations v
        join conversations k on k.organization_id = v.organization_id and k.channel_id = v.channel_id and k.contact_id = ${to}
        where v.organization_id = ${organizationId} and v.id = before.conversation_id), n.conversation_id)
    from before where n.organization_id = ${organizationId} and n.id = before.id returning before.id, before.conversation_id`.execute(db);
  await sql`update safety_findings set contact_id = ${to} where organization_id = ${organizationId} and contact_id = ${from}
    and incident_id is distinct from ${but}::uuid`.execute(db);
  return rows;
}

/** Gives them back, with every finding of a conversation that is the contact's own again. */
export async function returnIncidents(db: Db, organizationId: string, { from, to }: Way, places: readonly IncidentPlace[]): Promise<void> {
  await sql`update incidents n set contact_id = ${to}, conversation_id = i.conversation_id
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as i(id uuid, conversation_id uuid)
    where n.organization_id = ${organizationId} and n.id = i.id and n.contact_id = ${from}`.execute(db);
  await sql`update safety_findings f set contact_id = ${to} where f.organization_id = ${organizationId} and f.contact_id = ${from}
    and (f.incident_id in (select n.id from incidents n where n.organization_id = ${organizationId} and n.contact_id = ${to})
      or (f.incident_id is null and f.conversation_id in (select v.id from conversations v
        where v.organization_id = ${organizationId} and v.contact_id = ${to})))`.execute(db);
}

/** Changes how grave an incident is; with `calledAt`, people are called again from then on. */
export async function setDanger(
  db: Db,
  organizationId: string,
  { id, severity, categories }: Danger & { readonly id: string },
  calledAt: Date | null,
): Promise<void> {
  const unanswered = { delivered_at: null, acknowledged_at: null, acknowledged_by: null };
  const again = calledAt && { state: 'raised', step: 0, due_at: calledAt, called_at: calledAt, ...unanswered };
  await db
    .updateTable('incidents')
    .set({ severity, categories: [...categories], ...again })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export interface WatchedPair {
  readonly kept: string;
  readonly ours: SafetyMemory | null;
  readonly theirs: SafetyMemory;
}

/** What the gate remembers where both have a conversation on one channel, and the one that is left behind is watched. */
export async function listWatchedPairs(db: Db, organizationId: string, keptId: string, mergedId: string): Promise<WatchedPair[]> {
  const { rows } = await sql<WatchedPair>`select k.id as kept, k.routing -> 'safety' as ours, v.routing -> 'safety' as theirs
    from conversations v join conversations k on k.organization_id = v.organization_id and k.channel_id = v.channel_id
    where v.organization_id = ${organizationId} and v.contact_id = ${mergedId} and k.contact_id = ${keptId}
      and v.routing -> 'safety' is not null`.execute(db);
  return rows;
}

/** Null: it remembers nothing. Only while it still is what it was. */
export async function setMemory(db: Db, organizationId: string, id: string, { was, is }: { was: unknown; is: unknown }): Promise<void> {
  const [before, after] = [was, is].map((one) => (one ? JSON.stringify(one) : null));
  await sql`update conversations set routing = case when ${after}::jsonb is null then routing - 'safety'
      else jsonb_set(routing, '{safety}', ${after}::jsonb) end
    where organization_id = ${organizationId} and id = ${id} and routing -> 'safety' is not distinct from ${before}::jsonb`.execute(db);
}
