import { beforeEach, expect, test } from 'vitest';
import { later } from '#platform/clock.ts';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { sweepOnce } from './sweep.ts';

/** A program that does not sweep by itself: here it is asked. */
const app = await createTestApp();
let cast: Cast;
beforeEach(async () => {
  cast = await app.reset();
});

const storm = 700;

/** One look of the sweep: whose work it found. */
async function look() {
  const turns: string[] = [];
  const lanes: string[] = [];
  await sweepOnce({
    ...app,
    onTurn: (organizationId) => turns.push(organizationId),
    onLane: (organizationId) => lanes.push(organizationId),
  });
  const count = (found: string[]) => ({
    clinic: found.filter((id) => id === cast.clinic.id).length,
    festival: found.filter((id) => id === cast.festival.id).length,
  });
  return { turns: count(turns), lanes: count(lanes) };
}

/** Contacts of the clinic with something to decide and something to send, due a minute ago. */
async function seedStorm(): Promise<void> {
  const { contactId, conversationId, channelId } = await seedConversation(app, cast.clinic);
  const due = later(app.clock.now(), -60);
  const from = `from generate_series(1, ${storm}) n`;
  await app.database.asOwner('storm', [
    plain(`insert into contacts (organization_id, id, created_at, work, due_at) select $1, md5($2::text || n)::uuid, $3, 1, $3 ${from}`, [
      cast.clinic.id,
      contactId,
      due,
    ]),
    plain(
      `insert into conversations (organization_id, id, contact_id, channel_id, recipient, last_message_at, created_at, queued, lane_due_at)
       select $1, md5($2::text || n)::uuid, md5($3::text || n)::uuid, $4, '{}', $5, $5, 1, $5 ${from}`,
      [cast.clinic.id, conversationId, contactId, channelId, due],
    ),
  ]);
}

async function seedOne(): Promise<void> {
  const { contactId, conversationId } = await seedConversation(app, cast.festival);
  const now = app.clock.now();
  await app.database.asOwner('one', [
    plain('update contacts set work = work + 1, due_at = $2, turn_until = null where id = $1', [contactId, now]),
    plain('update conversations set queued = queued + 1, lane_due_at = $2, lane_until = null where id = $1', [conversationId, now]),
  ]);
}

test('one message of an organization is found at once behind the thousands of another', async () => {
  await seedStorm();
  await seedOne();
  const { turns, lanes } = await look();
  expect(turns).toEqual({ clinic: 499, festival: 1 });
  expect(lanes).toEqual({ clinic: 499, festival: 1 });
});

test('an organization that is alone has the whole look, and what somebody holds is left to them', async () => {
  await seedStorm();
  expect(await look()).toMatchObject({ turns: { clinic: 500 }, lanes: { clinic: 500 } });
  await app.database.asOwner('hold', [
    plain('update contacts set turn_until = $1', [later(app.clock.now(), 60)]),
    plain('update conversations set lane_until = $1', [later(app.clock.now(), 60)]),
  ]);
  expect(await look()).toEqual({ turns: { clinic: 0, festival: 0 }, lanes: { clinic: 0, festival: 0 } });
});

test('nothing is due before its time', async () => {
  await seedStorm();
  await app.database.asOwner('wait', [
    plain('update contacts set due_at = $1', [later(app.clock.now(), 1)]),
    plain('update conversations set lane_due_at = $1', [later(app.clock.now(), 1)]),
  ]);
  expect(await look()).toEqual({ turns: { clinic: 0, festival: 0 }, lanes: { clinic: 0, festival: 0 } });
});
