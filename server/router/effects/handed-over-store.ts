import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

const tellHandOvers = prepared(`
  insert into conversation_events (organization_id, id, conversation_id, kind, actor, actor_id, data, created_at)
  select $1, d.id, d.conversation_id, 'handed_over', 'system', 'router', jsonb_build_object('reason', d.reason), $3
  from ${decided(', id uuid, reason text')} ${finished}`);

/**
 * That a conversation was handed to people, and why, told between its messages; nothing where people had it before. Behind the replies: a page
 * that follows reads on from those.
 */
export const handOvers = defineEffect({
  rowsOf(effects, { ids, handler }) {
    const last = effects.findLast((effect) => effect.kind === 'hand_over');
    return last && handler !== 'people' ? [{ id: ids.next(), reason: last.reason }] : [];
  },
  write: (organizationId, turns, now) => ({
    handed: tellHandOvers(
      organizationId,
      recordsWith(turns, ([row]) => ({ id: row?.id, reason: row?.reason })),
      now,
    ),
  }),
});
