import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

/** The contact's open incident that is high or imminent, and whether the conversation says already that people write because of one. */
export async function findDanger(
  db: Db,
  organizationId: string,
  { contactId, conversationId, since }: { contactId: string; conversationId: string; since: Date },
): Promise<{ id: string; said: boolean } | undefined> {
  const { rows } = await sql<{ id: string; said: boolean }>`select n.id, exists (select from conversation_events e
      where e.organization_id = ${organizationId} and e.conversation_id = ${conversationId} and e.kind = 'wrote_after_stop'
        and e.created_at >= ${since}) as said
    from incidents n where n.organization_id = ${organizationId} and n.contact_id = ${contactId}
      and n.state in ('raised', 'delivered', 'acknowledged') and n.severity in ('high', 'imminent') limit 1`.execute(db);
  return rows[0];
}
