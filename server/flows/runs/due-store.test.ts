import { expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { findDueRuns } from './due-store.ts';

const app = await createTestApp();

test('the one due run of an organization is found behind the hundreds of another', async () => {
  const { clinic, festival } = await app.reset();
  for (const tenant of [clinic, festival]) await seedConversation(app, tenant);
  const at = (seconds: number) => new Date(app.clock.now().getTime() + seconds * 1000);
  await app.database.asOwner('make runs due', [
    plain('update flow_runs set due_at = case organization_id when $1 then $2::timestamptz else $3::timestamptz end', [
      clinic.id,
      at(-60),
      at(-1),
    ]),
    plain(
      `insert into flow_runs (organization_id, id, conversation_id, flow_id, version_id, state, waits_for, node, started_by, sealed_state,
         written_by, due_at, created_at, changed_at)
       select organization_id, gen_random_uuid(), conversation_id, flow_id, version_id, state, waits_for, node, started_by, sealed_state,
         written_by, due_at, created_at, changed_at
       from flow_runs, generate_series(1, 200) where organization_id = $1`,
      [clinic.id],
    ),
  ]);
  const due = await findDueRuns(app.database, at(0), 100);
  expect(due).toHaveLength(100);
  expect(due.filter((one) => one.organization_id === festival.id)).toHaveLength(1);
});
