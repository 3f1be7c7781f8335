import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRetention } from '#platform/db/retention.ts';
import { plain } from '#platform/db/sql.ts';
import { conditionFor, eraseContacts, findRecords } from '#platform/erasure/erase-store.ts';
import type { TableDeclaration } from '#platform/module.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';

/**
 * Every table of personal data says whose it is, and what it says is true: when one contact's rows are removed by what the tables declare,
 * nothing that names them is left, in any table, declared personal or not.
 */

const app: TestApp = await createTestApp();
const tables = app.registry.tables;
const ours = tables.filter((table) => table.tenancy === 'organization');
let cast: Cast;
let clinic: SeededConversation;
let festival: SeededConversation;

const rows = async (sql: string, values: Parameters<typeof plain>[1] = []) =>
  (await app.database.asOwner('look', [plain(sql, values)]))[0]?.rows ?? [];

beforeAll(async () => {
  cast = await app.reset();
  clinic = await seedConversation(app, cast.clinic);
  festival = await seedConversation(app, cast.festival);
  // What other tables hold of them, as the program would have written it.
  const said = { id: clinic.inboundId, text: planted };
  await rows('update messages set text = $2 where id = $1', [clinic.inboundId, planted]);
  await rows('update contacts set profile_name = $2 where id = $1', [clinic.contactId, planted]);
  const event = `insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, handed_out, created_at)
    values ($1, $2, $3, $4, $5, $6, true, $6)`;
  const now = app.clock.now();
  await rows(event, [cast.clinic.id, app.ids.next(), 'message.received', clinic.conversationId, JSON.stringify(said), now]);
  const eventId = app.ids.next();
  await rows(event, [cast.clinic.id, eventId, 'contact.changed', clinic.contactId, JSON.stringify({ name: planted }), now]);
  await rows(
    `insert into webhook_deliveries (organization_id, id, subscription_id, event_id, stream_id, position, state, retry_until, answer, created_at)
     values ($1, $2, $3, $4, $5, 2, 'delivered', $6, $7, $6)`,
    [cast.clinic.id, app.ids.next(), clinic.subscriptionId, eventId, clinic.contactId, now, `thanks for ${planted}`],
  );
  await rows(`update incoming_calls set body = $2, result = $3 where webhook_id = $1`, [
    clinic.incomingId,
    JSON.stringify({ name: planted }),
    JSON.stringify({ contactId: clinic.contactId }),
  ]);
  await rows('update channel_log set raw = $2 where channel_id = $1', [clinic.channelId, JSON.stringify({ said: planted })]);
});
afterAll(() => app.server.close());

/** How far looks through all messages have come: the id of one of them, which says nothing once that is gone. */
const cursors = ['message_search_progress', 'message_marks'];
/** A word that stands nowhere else. */
const planted = 'Kwashiorkor';

const condition = (table: TableDeclaration) => conditionFor(table, tables);

/** The tables with a row in which one of the words stands, whatever the column. */
async function holding(words: readonly string[]): Promise<string[]> {
  const found = [];
  for (const { name } of ours.filter((table) => !cursors.includes(table.name))) {
    const [row] = await rows(`select exists (select from ${name} where ${name}::text ilike any ($1::text[])) as holds`, [
      words.map((word) => `%${word}%`),
    ]);
    if (row?.holds) found.push(name);
  }
  return found;
}

it.each(tables.filter((table) => table.personal).map((table) => table.name))('%s says whose data it holds', (name) => {
  const table = tables.find((one) => one.name === name);
  expect(table?.whose, 'Say how one contact’s rows are found: `whose` of its declaration (server/platform/module.ts).').toBeDefined();
});

describe('one contact', () => {
  it('has rows in every table that leads to contacts, or removing them would prove nothing', async () => {
    const merged = await rows('select id from contacts where merged_into = $1', [clinic.contactId]);
    const ids = [clinic.contactId, ...merged.map((row) => row.id as string)];
    for (const table of ours.filter((one) => condition(one) !== null)) {
      const found = await rows(`select 1 from ${table.name} where organization_id = $1 and (${condition(table)}) limit 1`, [
        cast.clinic.id,
        ids,
      ]);
      expect(found, `${table.name} has no row of them: tests/kit/conversation.ts`).toHaveLength(1);
    }
  });

  it('is out of every table but those that go by age when what is declared is removed; and out of those in a month', async () => {
    const merged = await rows('select id from contacts where merged_into = $1', [clinic.contactId]);
    const ids = [clinic.contactId, ...merged.map((row) => row.id as string)];
    const theirs = [
      planted,
      ...ids,
      clinic.conversationId,
      clinic.inboundId,
      clinic.outboundId,
      clinic.turnId,
      clinic.fileId,
      clinic.mergeId,
    ];
    const others = await rows('select id from messages where organization_id = $1', [cast.festival.id]);
    expect(await holding(theirs)).toEqual(
      expect.arrayContaining(['messages', 'webhook_events', 'incoming_calls', 'contact_search', 'channel_log']),
    );

    expect((await findRecords(app.database, cast.clinic.id, clinic.contactId)).toSorted()).toEqual(ids.toSorted());
    await eraseContacts(app.database, tables, { organizationId: cast.clinic.id, contactIds: ids });
    const byAge = ours.filter(({ whose }) => whose && 'anybody' in whose).map((table) => table.name);
    expect((await holding(theirs)).filter((name) => !byAge.includes(name))).toEqual([]);

    await app.clock.skip(31 * 86_400_000);
    await applyRetention({ ...app, tables });
    expect(await holding(theirs)).toEqual([]);
    // Nobody else lost anything.
    expect(await rows('select id from messages where organization_id = $1', [cast.festival.id])).toEqual(others);
    expect(await rows('select id from contacts where id = $1', [festival.contactId])).toHaveLength(1);
  });
});
