import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import type { Connection } from '#platform/db/statement.ts';
import { testServerUrl } from '#tests/kit/server-url.ts';
import { amina, openStory, type Story } from '#tests/kit/story.ts';

/** What two processes do to each other between the statements of a script; the embedded database has one session only. */
describe.skipIf(!testServerUrl)('another process in the middle of its work', () => {
  let story: Story;
  let channel: string;
  beforeAll(async () => {
    story = await openStory();
  });
  beforeEach(async () => {
    await story.reset();
    channel = await story.connect();
  });
  afterAll(() => story.end());

  /** Runs `statements` in a transaction that stays open until `meanwhile` waits for one of its locks, then commits. */
  async function heldOpen(statements: readonly (readonly [string, ...string[]])[], meanwhile: () => Promise<unknown>): Promise<void> {
    await story.database.engine.use('the other process', async (other: Connection) => {
      await other.run([plain('begin')]);
      for (const [text, ...values] of statements) await other.run([plain(text, values)]);
      const work = meanwhile();
      await somebodyWaits();
      await other.run([plain('commit')]);
      await work;
    });
  }

  async function somebodyWaits(): Promise<void> {
    for (let looks = 0; looks < 2000; looks += 1) {
      const [row] = await story.rows(
        "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if ((row?.n as number) > 0) return;
      await new Promise(setImmediate);
    }
    throw new Error('Nobody waited for the other process.');
  }

  test('that introduces the same sender: one contact, and the message belongs to them', async () => {
    const contact = '00000000-0000-7000-8000-000000000001';
    const org = story.cast.clinic.id;
    await heldOpen(
      [
        ['insert into contacts (organization_id, id, created_at) values ($1, $2, now())', org, contact],
        [
          "insert into identities (organization_id, channel_type, address, contact_id, created_at) values ($1, 'whatsapp', $2, $3, now())",
          org,
          `phone:${amina.from}`,
          contact,
        ],
      ],
      () => story.say('Habari'),
    );
    await story.settled();
    expect(await story.rows('select id from contacts')).toEqual([{ id: contact }]);
    expect(await story.rows("select contact_id from messages where direction = 'in'")).toEqual([{ contact_id: contact }]);
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('that accepts the same message: it is stored and answered once', async () => {
    await story.say('first');
    await story.settled();
    const [conversation] = await story.rows('select id, contact_id, organization_id from conversations');
    const values = ['organization_id', 'id', 'contact_id'].map((name) => conversation?.[name] as string);
    let id = '';
    await heldOpen([['update contacts set name = $2 where organization_id = $1', values[0] as string, 'Amina']], async () => {
      id = await story.say('second', { ...amina, id: 'wamid.twice' });
      await story.say('second', { ...amina, id: 'wamid.twice' });
    });
    await story.settled();
    expect(await story.rows("select provider_id from messages where direction = 'in' and text = 'second'")).toEqual([{ provider_id: id }]);
    expect(story.textsTo(amina)).toEqual(['echo: first', 'echo: second']);
  });

  test('that holds a lane while a status and a mark come for it: both go on, and neither is ended as a deadlock', async () => {
    story.graph.inject({ kind: 'cut' });
    await story.say('one');
    const { id } = await story.watch.until(async () => (await story.rows("select id from messages where status = 'uncertain'"))[0]);
    const deadlocks = async () =>
      (await story.rows('select deadlocks from pg_stat_database where datname = current_database()'))[0]?.deadlocks;
    const before = await deadlocks();
    await heldOpen([['update conversations set handler_reason = null where channel_id = $1', channel]], async () => {
      await Promise.all([story.report({ id: story.graph.sent[0]?.id ?? '', messageId: id as string }, 'delivered'), story.say('two')]);
    });
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two']);
    expect(await deadlocks()).toBe(before);
  });
});
