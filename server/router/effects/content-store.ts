import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

const addContents = prepared(`
  update messages m set content = coalesce(m.content, '{}') || s.content
  from ${decided(', contents jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.contents) as s(message_id uuid, content jsonb)
  where m.organization_id = $1 and m.id = s.message_id and m.contact_id = d.contact_id`);

/** What is added to messages of the turn: a transcript. */
export const contents = defineEffect({
  rowsOf: (effects) =>
    effects.flatMap((effect) => (effect.kind === 'add_content' ? [{ message_id: effect.messageId, content: effect.content }] : [])),
  write: (organizationId, turns) => ({
    contents: addContents(
      organizationId,
      recordsWith(turns, (contents) => ({ contents })),
    ),
  }),
  tell: (rows, where) => rows.map((row) => ({ kind: 'message.changed', ...where, messageId: row.message_id })),
});
