import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

const insertConsents = prepared(`
  insert into consents (organization_id, id, contact_id, conversation_id, given, message_id, word, created_at)
  select $1, s.id, d.contact_id, d.conversation_id, s.given, s.message_id, s.word, $3
  from ${decided(', consents jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.consents) as s(id uuid, given boolean, message_id uuid, word text)`);

// Who asked for silence is out of every flow, whatever it waits for. Before what the turn itself keeps: a START may have begun another.
const endRuns = prepared(`
  update flow_runs r set state = 'cancelled', waits_for = null, outcome = 'opted_out', written_by = d.turn_id, due_at = null, changed_at = $3,
    ended_at = $3
  from ${decided(', turn_id uuid')} ${finished}
  where r.organization_id = $1 and r.conversation_id = d.conversation_id and r.state in ('waiting', 'suspended')`);

/** Consent that was given or taken back, in the words of the contact. */
export const consents = defineEffect({
  rowsOf: (effects, { ids }) =>
    effects.flatMap((effect) =>
      effect.kind === 'opt_out' || effect.kind === 'opt_in'
        ? [{ id: ids.next(), given: effect.kind === 'opt_in', message_id: effect.messageId, word: effect.word }]
        : [],
    ),
  write(organizationId, turns, now) {
    const silenced = turns.filter(({ rows }) => rows.some(({ given }) => !given));
    return {
      consents: insertConsents(
        organizationId,
        recordsWith(turns, (consents) => ({ consents })),
        now,
      ),
      ended:
        silenced.length > 0
          ? endRuns(
              organizationId,
              recordsWith(silenced, () => ({})),
              now,
            )
          : undefined,
    };
  },
});
