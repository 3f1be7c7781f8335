import { prepared } from '#platform/db/sql.ts';
import type { Statement } from '#platform/db/statement.ts';
import type { Ids } from '#platform/ids.ts';
import { isOpen } from './open-incidents.ts';
import type { Finding } from './read-message.ts';
import { careDefaults } from './settings.ts';

/**
 * What the gate found, as statements for the script that stores the message or commits the turn: finding and incident are there when the
 * message is, or neither. The accept stage and the turn send them only when something was found; all others pay nothing.
 */

/** In the form the statements read. */
export interface FindingRow extends Omit<Finding, 'unread'> {
  readonly id: string;
  /** The incident's id, should it be a new one. */
  readonly incident_id: string;
  readonly message_id: string;
  /** Of a turn: the lease under which it must have been committed; null: stored with the message. */
  readonly lease: string | null;
}

export function findingRow(ids: Ids, messageId: string, { unread: _unread, ...finding }: Finding, lease: string | null = null): FindingRow {
  return { ...finding, id: ids.next(), incident_id: ids.next(), message_id: messageId, lease };
}

// A message that was here before is not in the script, so its finding has no message to belong to: what comes twice is found once.
const insertFindings = prepared(`
  insert into safety_findings (organization_id, id, message_id, contact_id, conversation_id, source, severity, categories, hard, evidence,
    reason, rules, created_at)
  select $1, i.id, m.id, m.contact_id, m.conversation_id, i.source, i.severity,
    array(select jsonb_array_elements_text(i.categories)), i.hard, i.evidence, i.reason, i.rules, $3
  from jsonb_to_recordset($2::jsonb) as i(id uuid, message_id uuid, source text, severity text, categories jsonb, hard boolean, evidence jsonb,
    reason text, rules text, lease text)
  cross join lateral (select m.id, m.contact_id, m.conversation_id from messages m
    where m.organization_id = $1 and m.id = i.message_id limit 1) m
  where i.lease is null or exists (select from contacts c
    where c.organization_id = $1 and c.id = m.contact_id and c.finished_lease = i.lease)
  on conflict (organization_id, message_id, source) do nothing`);

// People are called again when it is worse than what they know, and when it is grave and they have long looked elsewhere. Of that nobody
// was told yet, and nobody has answered it: who was before stands in the entries.
const rises = 'safety_level(excluded.severity) > safety_level(n.severity)';
const callsAgain = `(${rises} or (n.state = 'acknowledged' and safety_level(excluded.severity) >= safety_level('high')
  and n.acknowledged_at < excluded.raised_at - interval '1 hour'))`;

// A model reads what the rules have found already: that is one message, not two.
const isCounted = `exists (select from safety_findings o join incidents n on n.organization_id = o.organization_id and n.id = o.incident_id
      where o.organization_id = $1 and o.message_id = g.message_id and n.${isOpen})`;

const raiseIncidents = prepared<RaisedIncident>(`
  with found as materialized (
    select i.n, i.incident_id, f.* from jsonb_to_recordset($2::jsonb) as i(id uuid, incident_id uuid, n int)
    cross join lateral (select f.contact_id, f.conversation_id, f.message_id, f.severity, f.categories from safety_findings f
      where f.organization_id = $1 and f.id = i.id and f.source <> 'answer' limit 1) f
    where safety_level(f.severity) >= safety_level('high') or (f.severity = 'moderate'
      and coalesce((select s.moderate_incidents from safety_settings s where s.organization_id = $1), true))
  )
  insert into incidents as n (organization_id, id, contact_id, conversation_id, message_id, severity, categories, state, messages, step,
    due_at, raised_at, called_at, last_at, created_at)
  select distinct on (f.contact_id) $1, f.incident_id, f.contact_id, f.conversation_id, f.message_id, f.severity,
    array(select distinct c from found g, unnest(g.categories) c where g.contact_id = f.contact_id order by c), 'raised',
    (select count(distinct g.message_id) from found g where g.contact_id = f.contact_id and not ${isCounted}), 0, $3, $3, $3, $3, $3::timestamptz
  from found f order by f.contact_id, safety_level(f.severity) desc, f.n desc
  on conflict (organization_id, contact_id) where ${isOpen} do update set
    severity = case when ${rises} then excluded.severity else n.severity end,
    categories = array(select distinct c from unnest(n.categories || excluded.categories) c order by c),
    messages = n.messages + excluded.messages,
    conversation_id = excluded.conversation_id, message_id = excluded.message_id, last_at = excluded.last_at,
    state = case when ${callsAgain} then 'raised' else n.state end,
    step = case when ${callsAgain} then 0 else n.step end,
    due_at = case when ${callsAgain} then excluded.due_at else n.due_at end,
    called_at = case when ${callsAgain} then excluded.called_at else n.called_at end,
    delivered_at = case when ${callsAgain} then null else n.delivered_at end,
    acknowledged_at = case when ${callsAgain} then null else n.acknowledged_at end,
    acknowledged_by = case when ${callsAgain} then null else n.acknowledged_by end
  returning n.id, n.contact_id, n.conversation_id, n.severity`);

const linkFindings = prepared(`
  update safety_findings f set incident_id = n.id from incidents n
  where f.organization_id = $1 and f.id = any ($2::uuid[]) and f.source <> 'answer'
    and n.organization_id = $1 and n.contact_id = f.contact_id and n.${isOpen}`);

// Who was called stays called. Only while nobody deals with it, and nothing but the message that was read rests in it; the next call is due later.
const lowerIncidents = prepared(`
  update incidents n set severity = 'moderate', due_at = case when n.step = 0 then n.due_at else greatest(n.due_at, n.called_at
    + interval '1 minute' * coalesce((select (s.minutes ->> 'moderate')::int from safety_settings s where s.organization_id = $1), $3::int)) end
  from safety_findings f
  where f.organization_id = $1 and f.id = any ($2::uuid[]) and n.organization_id = $1 and n.contact_id = f.contact_id
    and n.message_id = f.message_id and n.severity = 'high' and n.messages = 1 and n.state in ('raised', 'delivered')`);

export interface RaisedIncident {
  readonly id: string;
  readonly contact_id: string;
  readonly conversation_id: string;
  readonly severity: string;
}

interface FindingStatements {
  readonly findings: Statement<object> | undefined;
  readonly raised: Statement<RaisedIncident> | undefined;
  readonly linked: Statement<object> | undefined;
  readonly lowered: Statement<object> | undefined;
}

/** To be spread into a script behind the statement that stores the messages. Nothing to do: no statements. */
export function findingStatements(organizationId: string, rows: readonly FindingRow[], now: Date): FindingStatements {
  if (rows.length === 0) return { findings: undefined, raised: undefined, linked: undefined, lowered: undefined };
  const ids = rows.map(({ id }) => id);
  const lowering = rows.filter(({ lowers }) => lowers).map(({ id }) => id);
  return {
    findings: insertFindings(organizationId, JSON.stringify(rows), now),
    raised: raiseIncidents(organizationId, JSON.stringify(rows.map(({ id, incident_id }, n) => ({ id, incident_id, n }))), now),
    linked: linkFindings(organizationId, ids),
    lowered: lowering.length > 0 ? lowerIncidents(organizationId, lowering, careDefaults.minutes.moderate) : undefined,
  };
}

/** Told after the commit: incidents that people are to be called for, and whether there were messages that the rules could not read. */
export type OnFound = (organizationId: string, found: Told) => void;

interface Told {
  readonly incidents: readonly RaisedIncident[];
  readonly unread?: boolean;
  /** Turns in which an assistant was kept from saying something. */
  readonly unsafeTurns?: readonly string[];
}
