import { expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { findDueStarts } from './start-store.ts';

const app = await createTestApp();

test('the one start of an organization is found behind the hundreds of another', async () => {
  const { clinic, festival } = await app.reset();
  for (const tenant of [clinic, festival]) await seedConversation(app, tenant);
  const now = app.clock.now();
  const insert = (organization: string, count: number, seconds: number) =>
    plain(
      `insert into flow_starts (organization_id, id, flow_id, contact_id, event, detail, cause_id, due_at, created_at)
       select organization_id, gen_random_uuid(), flow_id, contact_id, 'schedule', '', gen_random_uuid(), $3::timestamptz, $4
       from flow_starts, generate_series(1, $2::int) where organization_id = $1`,
      [organization, count, new Date(now.getTime() + seconds * 1000), now],
    );
  await app.database.asOwner('make starts due', [insert(clinic.id, 300, -60), insert(festival.id, 1, -1)]);
  const due = await findDueStarts(app.database, now, 100);
  expect(due).toHaveLength(100);
  expect(due.filter((one) => one.organization_id === festival.id)).toHaveLength(1);
});
