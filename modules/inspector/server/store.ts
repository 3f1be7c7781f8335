import { later } from '#platform/clock.ts';
import type { Db, RowOf } from '#platform/db/database.ts';
import { firstIdAt, madeAt } from '#platform/ids.ts';

/** What a turn was about: the messages it took and made, and what had been said before. */
export interface Around {
  readonly organizationId: string;
  readonly conversationId: string;
  readonly turnId: string;
}

const takenColumns = ['id', 'position', 'kind', 'text', 'content', 'late', 'written_at', 'created_at'] as const;
export type TakenRow = RowOf<'messages', (typeof takenColumns)[number]>;

export async function listTaken(
  db: Db,
  { organizationId, conversationId }: Around,
  { first, last }: { first: number; last: number },
): Promise<TakenRow[]> {
  return db
    .selectFrom('messages')
    .select(takenColumns)
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'in')
    .where('position', '>=', first)
    .where('position', '<=', last)
    .orderBy('position')
    .execute();
}

const madeColumns = ['id', 'kind', 'text', 'content', 'status', 'trouble', 'sent_at', 'delivered_at', 'read_at'] as const;
export type MadeRow = RowOf<'messages', (typeof madeColumns)[number]>;

/** A reply is made with its turn, within a minute; what is sent in its place later names the turn too, and is not looked for. */
const madeSeconds = 120;

export async function listMade(db: Db, { organizationId, conversationId, turnId }: Around): Promise<MadeRow[]> {
  return db
    .selectFrom('messages')
    .select(madeColumns)
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('turn_id', '=', turnId)
    .where('id', '>', turnId)
    .where('id', '<', firstIdAt(later(madeAt(turnId), madeSeconds)))
    .orderBy('id')
    .execute();
}

export type PastRow = RowOf<'messages', 'kind' | 'text' | 'content'> & { readonly direction: 'in' | 'out' };

/** The last messages before a turn, the oldest first, as an assistant that reads them would have had them. */
export async function listPast(
  db: Db,
  { organizationId, conversationId, turnId }: Around,
  { first, most }: { first: number; most: number },
): Promise<PastRow[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['direction', 'kind', 'text', 'content'])
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('id', '<', turnId)
    .where((eb) =>
      eb.or([
        eb.and([eb('direction', '=', 'in'), eb('position', '<', first)]),
        eb.and([eb('direction', '=', 'out'), eb('status', 'not in', ['error', 'failed', 'needs_template'])]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.reverse() as PastRow[];
}

export async function readOrganization(db: Db, organizationId: string): Promise<{ name: string; language: string }> {
  return db.selectFrom('organizations').select(['name', 'language']).where('id', '=', organizationId).executeTakeFirstOrThrow();
}
