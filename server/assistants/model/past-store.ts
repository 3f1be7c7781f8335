import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

export type PastRow = RowOf<'messages', 'direction' | 'kind' | 'text' | 'content'>;

// What did not reach the contact was not said; what they wrote after this turn's messages is the next turn's.
const readPast = prepared<PastRow>(`
  select direction, kind, text, content from messages
  where organization_id = $1 and conversation_id = $2
    and ((direction = 'in' and position < $3) or (direction = 'out' and status not in ('error', 'failed', 'needs_template')))
  order by id desc limit $4`);

/** The last messages of a conversation before a turn, oldest first. */
export async function readPastMessages(
  database: Database,
  organizationId: string,
  { conversationId, before, most }: { conversationId: string; before: number; most: number },
): Promise<PastRow[]> {
  const { past } = await database.script('read past messages', organizationId, {
    past: readPast(organizationId, conversationId, before, most),
  });
  return past.rows.reverse();
}
