import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { inOrderOfArrival } from '#core/contacts/merge-record.ts';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { wordsOf } from '#tests/kit/build-turn.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey } from '#tests/kit/request.ts';
import { watchDatabase } from '#tests/kit/watched-database.ts';

/** Two records of one person become one, and two again: nothing is lost, nothing is answered twice, whatever happens meanwhile. */

const app = await createTestApp();
const watch = watchDatabase(app.database);
let cast: Cast;
let ask: Ask;
let lines: string[];
let sent: { person: string; text: string }[];
app.simulator.listen(({ person, content }) => void sent.push({ person, text: wordsOf(content) }));
app.start();

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  sent = [];
  lines = [];
  for (const name of ['Line one', 'Line two']) {
    const body = { type: 'simulator', name, settings: {}, secrets: {}, assistant: { kind: 'echo' } };
    lines.push((await ask('POST', '/api/channels', { body })).body.id);
  }
});
afterAll(async () => {
  await app.stop(1000);
  watch.stop();
});

let written = 0;
/** Somebody writes; resolves when it is stored. Their name is their number. */
async function write(person: string, line: number, text: string): Promise<void> {
  const channel = await app.directory.byId(cast.clinic.id, lines[line] as string);
  if (!channel) throw new Error('There is no such line.');
  written += 1;
  const sender = { addresses: [`phone:${person}`], recipient: { person }, name: person };
  const message = { providerId: `m${written}`, at: app.clock.now(), sender, kind: 'text' as const, text };
  await app.path.receive(channel, { messages: [message], statuses: [], notices: [] });
}

const rows = async (sql: string) => (await app.database.asOwner('look', [plain(sql)]))[0]?.rows ?? [];

/** Until nothing is left to decide or to send; what nobody was woken for the sweep finds. */
async function settled(): Promise<void> {
  for (let n = 0; n < 50; n += 1) {
    await watch.idle();
    const open = await rows('select id from contacts where work > done union all select id from conversations where queued > settled');
    if (open.length === 0) return;
    await app.clock.advance(1000);
  }
  throw new Error(`Left open: ${JSON.stringify(await rows('select id, work, done, due_at, turn_until, merged_into from contacts'))}`);
}

const contactOf = async (person: string): Promise<string> => {
  const [row] = await rows(`select contact_id from identities where channel_type = 'simulator' and address = 'phone:${person}'`);
  return row?.contact_id as string;
};
const merge = async (kept: string, other: string) => ask('POST', `/api/contacts/${kept}/merge`, { body: { otherId: other } });
const undo = (id: string) => ask('POST', `/api/contact-merges/${id}/undo`);

/** Every message as the API shows it, through each contact's conversations. */
async function shown(): Promise<{ contactId: string; direction: string; text: string }[]> {
  const all = [];
  for (const contact of (await ask('GET', '/api/contacts?limit=200')).body.items) {
    for (const conversation of (await ask('GET', `/api/conversations?contactId=${contact.id}`)).body.items) {
      expect(conversation.contactId).toBe(contact.id);
      all.push(...(await ask('GET', `/api/conversations/${conversation.id}/messages?order=oldest&limit=200`)).body.items);
    }
  }
  return all;
}

describe('one person on two lines', () => {
  test('is one contact afterwards, with both conversations, and an answer where they wrote', async () => {
    await write('254700000001', 0, 'one');
    await write('254700000002', 1, 'two');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    const { body } = await merge(kept, other);
    expect(body).toMatchObject({ keptId: kept, mergedId: other, conversationsMoved: 1, conversationsShared: 0 });

    await write('254700000002', 1, 'three');
    await settled();
    expect(sent).toEqual([
      { person: '254700000001', text: 'echo: one' },
      { person: '254700000002', text: 'echo: two' },
      { person: '254700000002', text: 'echo: three' },
    ]);
    const { body: contact } = await ask('GET', `/api/contacts/${other}`);
    expect(contact).toMatchObject({ id: kept, mergedFrom: [other], statistics: { messagesIn: 3, conversations: 2 } });
    expect((await ask('GET', '/api/contacts')).body.items).toHaveLength(1);
    expect((await ask('GET', '/api/contact-duplicates')).body.items).toEqual([]);

    const { body: parted } = await undo(body.id);
    expect(parted).toEqual({ keptId: kept, restoredId: other, notRestored: [] });
    await write('254700000002', 1, 'four');
    await settled();
    expect((await ask('GET', `/api/contacts/${other}`)).body).toMatchObject({ id: other, statistics: { messagesIn: 3, conversations: 1 } });
    expect((await ask('GET', `/api/contacts/${kept}`)).body.statistics).toMatchObject({ messagesIn: 1 });
    expect((await undo(body.id)).body.error.code).toBe('contacts.undone_already');
  });

  test('may be found by the same number on two channel types', async () => {
    await write('254700000001', 0, 'one');
    const other = (
      await ask('POST', '/api/contacts', { body: { identities: [{ channelType: 'sms', kind: 'phone', address: '+254700000001' }] } })
    ).body;
    const { items } = (await ask('GET', '/api/contact-duplicates')).body;
    expect(items).toEqual([{ contactIds: [await contactOf('254700000001'), other.id].sort(), reason: 'same_phone' }]);
  });
});

describe('one person with two numbers on the same line', () => {
  test('keeps both conversations; unanswered messages are answered once, in order, in the kept one', async () => {
    await write('254700000001', 0, 'a');
    await write('254700000002', 0, 'b');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    // Nobody decides: the messages wait.
    const decide = watch.before;
    watch.before = (label) => (label === 'claim turns' ? Promise.reject(new Error('not now')) : undefined);
    await rows(`update contacts set turn_until = '2027-11-20T14:00:00Z', turn_lease = 'somebody'`);
    await write('254700000002', 0, 'c');
    await app.clock.advance(10);
    await write('254700000001', 0, 'd');
    await app.clock.advance(10);
    await write('254700000002', 0, 'e');
    await rows('update contacts set turn_until = null, turn_lease = null');
    const { body } = await merge(kept, other);
    expect(body).toMatchObject({ conversationsMoved: 0, conversationsShared: 1, messagesMoved: 2 });
    watch.before = decide;
    sent = [];
    await settled();
    expect(sent.map((one) => one.text.replaceAll('\n', ' ')).join(' ')).toBe('echo: c echo: d echo: e');
    const conversations = (await ask('GET', `/api/conversations?contactId=${kept}`)).body.items;
    expect(conversations.map((one: { former: boolean }) => one.former).sort()).toEqual([false, true]);
    const former = conversations.find((one: { former: boolean }) => one.former);
    const sending = await ask('POST', `/api/conversations/${former.id}/messages`, { body: { kind: 'text', text: 'x' } });
    expect(sending.body.error.code).toBe('outbox.former_conversation');

    const { body: parted } = await undo(body.id);
    expect(parted.notRestored).toEqual([]);
    expect((await ask('GET', `/api/contacts/${other}`)).body.statistics.messagesIn).toBe(3);
  });

  test('a stop, and a person who was asked for, hold for both; and are taken back with the merge', async () => {
    await write('254700000001', 0, 'a');
    await write('254700000002', 0, 'STOP');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    await rows(`update conversations set handler = 'people', handler_reason = 'asked' where contact_id = '${other}'`);
    const { body } = await merge(kept, other);
    const [open] = (await ask('GET', `/api/conversations?contactId=${kept}`)).body.items.filter((one: { former: boolean }) => !one.former);
    expect(open).toMatchObject({ handler: 'people', optedOutAt: expect.any(String) });
    expect((await ask('GET', `/api/contacts/${kept}/consents`)).body.items).toMatchObject([{ given: false, word: 'STOP' }]);
    await undo(body.id);
    expect((await ask('GET', `/api/conversations/${open.id}`)).body).toMatchObject({ handler: 'assistant', optedOutAt: null });
    expect((await ask('GET', `/api/contacts/${other}`)).body.optedOut).toHaveLength(1);
  });

  test('who waits for people goes on waiting, in the conversation that is kept; and in their own when it is taken back', async () => {
    await write('254700000001', 0, 'a');
    await settled();
    const kept = await contactOf('254700000001');
    await rows(`update conversations set state = 'closed', waiting_since = null where contact_id = '${kept}'`);
    await write('254700000002', 0, 'talk to a human');
    await settled();
    const other = await contactOf('254700000002');
    const waiting = async () => (await ask('GET', '/api/inbox?waiting=true')).body.items.map((one: { id: string }) => one.id);
    const [before] = await waiting();
    const { body } = await merge(kept, other);
    const [open] = (await ask('GET', `/api/conversations?contactId=${kept}`)).body.items.filter((one: { former: boolean }) => !one.former);
    expect(open).toMatchObject({ state: 'open', handler: 'people', handlerReason: 'asked' });
    expect(await waiting()).toEqual([open.id]);
    await undo(body.id);
    expect(await waiting()).toEqual([before]);
  });

  test('what came since into the shared conversation stays, and that is said', async () => {
    await write('254700000001', 0, 'a');
    await write('254700000002', 0, 'b');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    const { body } = await merge(kept, other);
    await app.clock.advance(1000);
    await write('254700000002', 0, 'c');
    await settled();
    expect(sent.at(-1)).toEqual({ person: '254700000002', text: 'echo: c' });
    const { body: parted } = await undo(body.id);
    expect(parted.notRestored).toEqual([expect.stringMatching(/^1 messages came since .* stay with the kept contact/)]);
    await write('254700000002', 0, 'd');
    await settled();
    expect((await ask('GET', `/api/contacts/${other}`)).body.statistics.messagesIn).toBe(2);
  });
});

describe('who is in danger', () => {
  const open = async (contactId: string) =>
    (await ask('GET', `/api/incidents?contactId=${contactId}`)).body.items.map((one: { id: string; severity: string }) => one);
  const found = async (contactId: string) => rows(`select id from safety_findings where contact_id = '${contactId}'`);

  test.each([0, 1])('is so under the kept record, and under their own when it is taken back (line %i)', async (line) => {
    await write('254700000001', 0, 'a');
    await write('254700000002', line, 'I want to kill myself');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    const [incident] = await open(other);
    const { body } = await merge(kept, other);
    expect(await open(kept)).toMatchObject([{ id: incident.id, contactId: kept, severity: 'high' }]);
    const details = (await ask('GET', `/api/incidents/${incident.id}`)).body;
    const conversations = (await ask('GET', `/api/conversations?contactId=${kept}`)).body.items;
    const place = conversations.find((one: { id: string }) => one.id === details.conversationId);
    expect(place).toMatchObject({ former: false });
    expect(details.findings).toHaveLength(1);
    expect(
      await rows(`select id from conversations where id = '${place.id}' and routing -> 'safety' ->> 'found' is not null`),
    ).toHaveLength(1);
    // What they write now joins it.
    await write('254700000002', line, 'I want to die');
    await settled();
    expect(await open(kept)).toMatchObject([{ id: incident.id, messages: 2 }]);

    await undo(body.id);
    expect(await open(kept)).toEqual([]);
    expect(await open(other)).toMatchObject([{ id: incident.id, contactId: other }]);
    expect(await found(kept)).toEqual([]);
    expect(await found(other)).toHaveLength(2);
  });

  test('under both records: the kept one is as grave as the worse, people are called again, and none is lost', async () => {
    await write('254700000001', 0, 'I feel like a burden to everyone');
    await write('254700000002', 1, 'I have taken all the pills');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    const { body } = await merge(kept, other);
    const both = await open(kept);
    expect(both).toHaveLength(2);
    expect(both).toContainEqual(expect.objectContaining({ severity: 'imminent', state: 'raised', contactId: kept }));
    await undo(body.id);
    expect(await open(kept)).toMatchObject([{ severity: 'moderate' }]);
    expect(await open(other)).toMatchObject([{ severity: 'imminent' }]);
  });
});

describe('a merge', () => {
  test('of a contact with itself, or too late to undo, is refused', async () => {
    await write('254700000001', 0, 'a');
    await write('254700000002', 1, 'b');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    expect((await merge(kept, kept)).body.error.code).toBe('contacts.same');
    const { body } = await merge(kept, other);
    expect((await merge(kept, other)).body.error.code).toBe('contacts.same');
    await rows(`update contact_merges set created_at = '2026-10-20T14:00:00Z'`);
    expect((await undo(body.id)).body.error.code).toBe('contacts.undo_too_late');
  });

  test('waits for a turn that is being decided, and says so when that takes too long', async () => {
    await write('254700000001', 0, 'a');
    await write('254700000002', 1, 'b');
    await settled();
    const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
    await rows(`update contacts set turn_lease = 'somebody', turn_until = '2027-11-20T14:00:00Z' where id = '${other}'`);
    let answer: { status: number } | null = null;
    void merge(kept, other).then((given) => {
      answer = given;
    });
    while (answer === null) {
      // Behind what the last step set off, so that time does not run away from the database.
      await rows('select 1');
      await app.clock.advance(100);
    }
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'contacts.busy' } } });
    await rows('update contacts set turn_lease = null, turn_until = null');
    expect((await merge(kept, other)).status).toBe(200);
  });
});

test('somebody writes on two lines while being merged: each message is answered once', async () => {
  await write('254700000001', 0, 'hello 0');
  await write('254700000002', 1, 'hello 1');
  await settled();
  const [kept, other] = [await contactOf('254700000001'), await contactOf('254700000002')];
  const texts = Array.from({ length: 12 }, (_, n) => `m${n}`);
  const merging = Promise.all([
    ...texts.map((text, n) => write(n % 2 ? '254700000001' : '254700000002', n % 2 ? 0 : 1, text)),
    merge(kept, other),
  ]);
  let done = false;
  void merging.finally(() => {
    done = true;
  });
  while (!done) {
    await rows('select 1');
    await app.clock.advance(100);
  }
  expect((await merging).at(-1)).toMatchObject({ status: 200 });
  await settled();
  const answered = sent.slice(2).map((one) => one.text.replace('echo: ', ''));
  expect(answered.sort()).toEqual([...texts].sort());
});

const people = ['254700000001', '254700000002', '254700000003'];
type Step =
  | { kind: 'write'; who: number; line: number; settle: boolean }
  | { kind: 'merge'; one: number; two: number }
  | { kind: 'undo'; which: number };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), who: fc.nat(2), line: fc.nat(1), settle: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), one: fc.nat(2), two: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(5) }) },
);

/** Does the steps one after the other and returns what was written. */
async function live(steps: readonly Step[]): Promise<string[]> {
  const texts: string[] = [];
  const merges: string[] = [];
  const person = (n: number) => people[n] as string;
  const say = (who: number, line: number) => {
    texts.push(`t${texts.length}`);
    return write(person(who), line, texts.at(-1) as string);
  };
  const does = {
    async write({ who, line, settle }: Step & { kind: 'write' }) {
      await say(who, line);
      if (settle) await settled();
    },
    async merge({ one, two }: Step & { kind: 'merge' }) {
      const { status, body } = await merge(await contactOf(person(one)), await contactOf(person(two)));
      if (status === 200) merges.push(body.id);
      else expect(body.error.code).toBe('contacts.same');
    },
    async undo({ which }: Step & { kind: 'undo' }) {
      if (merges.length > 0) expect([200, 409]).toContain((await undo(merges[which % merges.length] as string)).status);
    },
  };
  for (const who of [0, 1, 2]) await say(who, who % 2);
  await settled();
  for (const step of steps) {
    await watch.idle();
    await (does[step.kind] as (step: Step) => Promise<void>)(step);
  }
  await settled();
  return texts.sort();
}

test('any sequence of writing, merging and taking apart keeps every message exactly once', { timeout: 60_000 }, async () => {
  const check = async (steps: readonly Step[]) => {
    const tables = ['consents', 'contact_merges', 'turns', 'messages', 'conversations', 'identities', 'contacts'];
    for (const table of tables) await rows(`delete from ${table}`);
    sent = [];
    const texts = await live(steps);
    const inbound = (await shown()).filter((one) => one.direction === 'in').map((one) => one.text);
    expect(inbound.sort()).toEqual(texts);
    expect(sent.map((one) => one.text.replace('echo: ', '')).sort()).toEqual(texts);
  };
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14 }), check), { numRuns: 25, seed: 7 });
});

test('what waits at two records is put in order of arrival, and each one’s own order holds', () => {
  const at = (second: number, id: string) => ({ id, created_at: new Date(second * 1000) });
  expect(inOrderOfArrival([at(1, 'a'), at(4, 'b')], [at(2, 'c'), at(1, 'd'), at(5, 'e')]).map((one) => one.id)).toEqual([
    'a',
    'c',
    'd',
    'b',
    'e',
  ]);
  expect(inOrderOfArrival([], [at(1, 'a')])).toHaveLength(1);
});
