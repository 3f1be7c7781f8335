import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { amina, clinicLine, clinicSecret, juma, openStory } from '#tests/kit/story.ts';
import { post, sign, speak } from '#tests/kit/webhook.ts';
import { changeBody, entryOf, messageValue } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
let channel: string;
beforeEach(async () => {
  await story.reset();
  channel = await story.connect();
});
afterEach(async () => {
  // Whatever was thrown at it, it still answers the next person.
  const before = story.textsTo(juma).length;
  await story.say('still there?', juma);
  await story.settled();
  expect(story.textsTo(juma).slice(before)).toEqual(['echo: still there?']);
});
afterAll(() => story.end());

let count = 0;
function text(body: string) {
  count += 1;
  return { id: `wamid.hostile${count}`, timestamp: String(Math.floor(story.clock.now().getTime() / 1000)), type: 'text', text: { body } };
}
const good = (words = 'Habari') => changeBody(clinicLine, messageValue(amina, text(words)));
/** A body with something odd beside a good message of Amina's. */
const beside = (value: Record<string, unknown>) => ({
  object: 'whatsapp_business_account',
  entry: [entryOf(clinicLine, value), entryOf(clinicLine, messageValue(amina, text('Habari')))],
});
const signed = (body: Buffer | string, headers: Record<string, string | string[]> = {}) =>
  post(story.webhookUrl, body, { 'x-hub-signature-256': sign(body, clinicSecret), ...headers });
const log = async () => (await story.ask('GET', `/api/channels/${channel}/log?limit=200`)).body.items;
const reasons = async () => (await log()).map((entry: { reason: string }) => entry.reason);
const inbound = () => story.rows("select * from messages where direction = 'in' order by position");

test('hundreds of messages of one number under as many user ids are stored a hundred at a time', async () => {
  const { script } = story.database;
  const sizes: number[] = [];
  story.database.script = (label, organization, statements) => {
    const values = Object.values(statements).flatMap((one) => one?.values ?? []);
    if (label === 'accept') sizes.push(Math.max(...values.map((value) => (typeof value === 'string' ? value.length : 0))));
    return script.call(story.database, label, organization, statements) as never;
  };
  // Of the day before, so that nothing is answered.
  const timestamp = String(Math.floor(story.clock.now().getTime() / 1000) - 90_000);
  const messages = Array.from({ length: 250 }, (_, n) => ({
    ...text(`message ${n}`),
    timestamp,
    from: amina.from,
    from_user_id: `US.${n}`,
  }));
  const answer = await signed(JSON.stringify(changeBody(clinicLine, { messages })));
  story.database.script = script;
  expect(answer.status).toBe(200);
  expect((await story.rows("select count(*) as n from messages where direction = 'in'"))[0]?.n).toBe(250);
  expect(Math.max(...sizes)).toBeLessThan(1_000_000);
});

test.each(['verify_token', 'challenge', 'mode'])('a handshake with two of hub.%s is none', async (name) => {
  const query = `hub.mode=subscribe&hub.verify_token=a&hub.challenge=1&hub.${name}=b`;
  expect((await fetch(`${story.webhookUrl}?${query}`)).status).toBe(400);
});

describe('the sender is not proven', () => {
  test.each([
    ['no signature', {}],
    ['an empty one', { 'x-hub-signature-256': '' }],
    ['one of another secret', { 'x-hub-signature-256': sign('x', 'guess') }],
    ['one cut short', { 'x-hub-signature-256': 'sha256=abcd' }],
    ['the old kind (SHA-1)', { 'x-hub-signature': 'sha1=0000000000000000000000000000000000000000' }],
    ['words', { 'x-hub-signature-256': 'sha256=Zm9yZ2Vk; admin=true' }],
  ])('%s: 401, and nothing is kept', async (_what, headers) => {
    expect((await post(story.webhookUrl, JSON.stringify(good()), headers)).status).toBe(401);
    expect(await inbound()).toEqual([]);
    expect(await log()).toEqual([]);
  });

  test('a signature that came twice, even if one of the two is right', async () => {
    const body = JSON.stringify(good());
    const answer = await signed(body, { 'x-hub-signature-256': [sign(body, clinicSecret), sign(body, 'guess')] });
    expect(answer.status).toBe(401);
  });

  test('a right signature of other bytes: one space more', async () => {
    const body = JSON.stringify(good());
    expect((await post(story.webhookUrl, `${body} `, { 'x-hub-signature-256': sign(body, clinicSecret) })).status).toBe(401);
  });

  test('a number nobody here has', async () => {
    const body = JSON.stringify(
      changeBody({ ...clinicLine, phoneNumberId: '999', businessAccountId: '998' }, messageValue(amina, text('Habari'))),
    );
    expect((await signed(body)).status).toBe(401);
  });

  test('a channel type nobody has', async () => {
    expect((await post(story.webhookUrl.replace('whatsapp', 'pigeon'), '{}')).status).toBe(404);
  });
});

describe('not a webhook at all', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['another product', JSON.stringify({ object: 'page', entry: [] })],
    ['entries that are none', JSON.stringify({ object: 'whatsapp_business_account', entry: 'all' })],
    ['10,000 levels of lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['1,000,000 brackets without end', '['.repeat(1_000_000)],
  ])('%s: 400 in the one error shape', async (_what, body) => {
    const answer = await signed(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ error: { code: 'webhooks.unreadable', message: expect.any(String), details: {} } });
  });

  test('a truncated body of a stranger: 400, and nothing is kept', async () => {
    const body = JSON.stringify(good()).slice(0, -20);
    expect((await post(story.webhookUrl, body, { 'x-hub-signature-256': sign(body, 'guess') })).status).toBe(400);
    expect(await log()).toEqual([]);
  });
});

describe('rightly signed, and cannot be read as a whole: 200, so that it does not come back for a week', () => {
  test('a truncated body is in the log of the channel it names', async () => {
    expect((await signed(JSON.stringify(good()).slice(0, -20))).status).toBe(200);
    expect(await log()).toMatchObject([{ kind: 'unreadable', reason: 'The body is not JSON.' }]);
  });

  test('another product of the same account, too', async () => {
    expect((await signed(JSON.stringify({ object: 'page', entry: [{ id: clinicLine.businessAccountId }] }))).status).toBe(200);
    expect(await reasons()).toEqual([expect.stringContaining('not for a WhatsApp business account')]);
  });

  test('a thousand levels in one message: the message beside it is answered', async () => {
    const deep = `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`;
    const messages = [text('deep'), text('Habari')].map((one) => ({ from: amina.from, ...one }));
    expect((await signed(JSON.stringify(changeBody(clinicLine, { messages })).replace('"deep"', deep))).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect(await reasons()).toEqual([expect.stringContaining('64 levels')]);
  });

  test('a byte that is not UTF-8: the message is answered with a mark in its place', async () => {
    const body = Buffer.from(JSON.stringify(good('Habari')));
    body[body.indexOf('Habari') + 2] = 0xff;
    expect((await signed(body)).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Ha\ufffdari']);
    expect(await reasons()).toEqual([expect.stringContaining('not UTF-8')]);
  });

  test('2,500 changes are taken, all of them', async () => {
    const first = entryOf(clinicLine, messageValue(amina, text('Habari')));
    const entry = [...Array.from({ length: 2500 }, () => first), entryOf(clinicLine, messageValue(amina, text('last')))];
    expect((await signed(JSON.stringify({ object: 'whatsapp_business_account', entry }))).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: last']);
  });

  test('2,500 changes of a stranger cost a thousand looks, and one for the account', async () => {
    const changes = Array.from({ length: 2500 }, (_, n) => ({ field: 'x', value: { metadata: { phone_number_id: `9${n}` } } }));
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
    const find = vi.spyOn(story.app.directory, 'find');
    expect((await post(story.webhookUrl, body, { 'x-hub-signature-256': sign(body, 'guess') })).status).toBe(401);
    expect(new Set(find.mock.calls.flatMap(([, values]) => values)).size).toBe(1001);
    find.mockRestore();
  });
});

describe('a broken form around the words', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an id of another kind', { id: 7 }, 'id is not a string'],
    ['no time', { timestamp: undefined }, 'timestamp is missing'],
    ['a time at the end of days', { timestamp: '99999999999999999999' }, 'timestamp'],
    ['a context of another kind', { context: { id: ['x'] } }, 'context.id is not a string'],
    ['no type', { type: undefined }, 'type is missing'],
    ['an id of 100 kB', { id: 'i'.repeat(100_000) }, 'id is longer'],
  ])('%s: answered once, however often it comes, and what was left out is in the log', async (_what, change, reason) => {
    const message = { ...text('Habari'), from: amina.from, ...change };
    const body = JSON.stringify(changeBody(clinicLine, { messages: [message] }));
    expect([(await signed(body)).status, (await signed(body)).status]).toEqual([200, 200]);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect((await reasons())[0]).toContain(reason);
  });
});

describe('size', () => {
  const padded = (bytes: number) => {
    const body = JSON.stringify({ ...(good() as object), padding: '' });
    return body.replace('"padding":""', `"padding":"${'x'.repeat(bytes - body.length)}"`);
  };

  test('3 MB as Meta may send are taken', async () => {
    expect((await signed(padded(3_000_000))).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('4 MiB exactly are taken, one byte more is refused with its own limit named', async () => {
    expect((await signed(padded(4 * 1024 * 1024))).status).toBe(200);
    const answer = await signed(padded(4 * 1024 * 1024 + 1));
    expect([answer.status, JSON.parse(answer.text).error.message]).toEqual([413, expect.stringContaining('4 MiB')]);
  });

  test('3 MB of messages are all taken, once', async () => {
    const messages = Array.from({ length: 100 }, (_, n) => ({ from: amina.from, ...text(`${n} ${'x'.repeat(30_000)}`) }));
    expect((await signed(JSON.stringify(changeBody(clinicLine, { messages })))).status).toBe(200);
    expect(await inbound()).toHaveLength(100);
    await story.database.asOwner('enough', [{ text: 'update contacts set done = work', values: [] }]);
    await story.reset();
    await story.connect();
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', (bytes: Buffer | string) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ])('%s: a good body is taken, and a bomb is refused', async (encoding, compress) => {
    const body = JSON.stringify(good());
    const headers = { 'content-encoding': encoding, 'x-hub-signature-256': sign(body, clinicSecret) };
    expect((await post(story.webhookUrl, compress(body), headers)).status).toBe(200);
    expect((await post(story.webhookUrl, compress(Buffer.alloc(100 * 1024 * 1024, ' ')), headers)).status).toBe(413);
    expect((await post(story.webhookUrl, compress(padded(4 * 1024 * 1024 + 1)), headers)).status).toBe(413);
    await story.settled();
  });

  test.each(['gzip', 'snappy', 'gzip, gzip'])('an encoding of %j that the body does not have', async (encoding) => {
    expect((await signed(JSON.stringify(good()), { 'content-encoding': encoding })).status).toBe(400);
  });
});

describe('headers', () => {
  test.each([
    'text/plain',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    '',
    ' ',
    'a/b;;;=',
    '*/*',
    'application/json, text/html',
  ])('a good webhook with the content type %j is taken', async (type) => {
    expect((await signed(JSON.stringify(good()), { 'content-type': type })).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('without a content type, and with one that came twice', async () => {
    const body = JSON.stringify(good());
    const lines = (types: string) =>
      `POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\n${types}content-length: ${body.length}\r\nx-hub-signature-256: ${sign(body, clinicSecret)}\r\nconnection: close\r\n\r\n${body}`;
    expect(await speak(story.webhookUrl, lines(''))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await speak(story.webhookUrl, lines('content-type: text/plain\r\ncontent-type: nonsense\r\n'))).toMatch(/^HTTP\/1\.1 200 /);
    await story.settled();
  });

  test.each([
    ['two lengths', 'content-length: 5\r\ncontent-length: 50\r\n\r\nhello'],
    ['a length and chunks', 'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['chunks written oddly', 'transfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a length of minus five', 'content-length: -5\r\n\r\nhello'],
    ['a chunk that is no number', 'transfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n'],
    ['a header with a NUL', 'x-a: \0\r\ncontent-length: 0\r\n\r\n'],
    ['a folded header', 'x-a: one\r\n two\r\ncontent-length: 0\r\n\r\n'],
    ['100 kB of headers', `x-a: ${'a'.repeat(100_000)}\r\ncontent-length: 0\r\n\r\n`],
  ])('%s: one refusal, and nothing after it is taken for a request', async (_what, rest) => {
    const said = await speak(story.webhookUrl, `POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${rest}`);
    expect(said.match(/HTTP\/1\.1 \d{3}/g)).toEqual([expect.stringMatching(/HTTP\/1\.1 4\d\d/)]);
  });

  test('something that is not HTTP', async () => {
    expect(await speak(story.webhookUrl, '\x16\x03\x01\x02\x00 this is TLS\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('proven, but odd: 200, and the good message beside it is answered', () => {
  const taken = async (value: Record<string, unknown>) => {
    const answer = await signed(JSON.stringify(beside(value)));
    expect(answer).toEqual({ status: 200, text: 'OK' });
    await story.settled();
    expect(story.textsTo(amina)).toContain('echo: Habari');
  };

  test.each<[string, unknown, string]>([
    ['a message that is a word', 'hello', 'not an object'],
    ['a message without a sender', text('x'), 'from'],
    ['a text that is a list', { ...text('x'), from: amina.from, text: ['x'] }, 'text'],
    ['a text of 70,000 characters', { ...text('x'.repeat(70_000)), from: amina.from }, 'longer than 65536'],
  ])('%s is in the channel’s log with its reason', async (_what, message, reason) => {
    await taken({ messages: [message] });
    expect(await reasons()).toEqual([expect.stringContaining(reason)]);
    expect((await log())[0]).toMatchObject({ kind: 'unreadable' });
  });

  test('a text of 65,536 characters is stored whole', async () => {
    const long = `${'ngoma '.repeat(10_922)}${'ngoma'.slice(0, 4)}`;
    expect(long).toHaveLength(65_536);
    expect((await signed(JSON.stringify(changeBody(clinicLine, messageValue(amina, text(long)))))).status).toBe(200);
    expect((await inbound())[0]?.text).toBe(long);
    await story.pass(8);
    await story.settled();
    expect(story.textsTo(amina).join('')).toHaveLength(65_536 + 'echo: '.length);
  });

  test('NUL and halves of characters are stored without them, and answered', async () => {
    const body = JSON.stringify(
      changeBody(clinicLine, messageValue({ ...amina, name: 'Ami\0na \ud800' }, { ...text('x'), text: { body: 'a\0b\ud800c' } })),
    );
    expect((await signed(body)).status).toBe(200);
    await story.settled();
    expect((await inbound())[0]?.text).toBe('ab\ufffdc');
    expect(story.textsTo(amina)).toEqual(['echo: ab\ufffdc']);
  });

  test('a message of only a NUL', async () => {
    await taken({ messages: [{ from: amina.from, ...text('\0') }] });
  });

  test('kinds nobody knows are kept as they are and shown as what they are', async () => {
    await taken({
      messages: ['hologram', 'constructor', '__proto__', 'toString', ''].map((type) => ({
        from: amina.from,
        ...text('x'),
        type,
        [type]: { a: 1 },
      })),
    });
    const kinds = (await inbound()).map((row) => row.kind);
    expect(kinds.filter((kind) => kind === 'unsupported').length).toBeGreaterThanOrEqual(3);
  });

  test('five thousand statuses of messages nobody sent', async () => {
    const statuses = Array.from({ length: 5000 }, (_, n) => ({
      id: `wamid.unknown${n}`,
      status: 'read',
      timestamp: '1795183200',
      recipient_id: '1',
    }));
    await taken({ statuses });
    expect(await story.rows("select 1 from messages where direction = 'out' and status = 'read'")).toEqual([]);
  });

  test('statuses that name our message but are of a wrong kind', async () => {
    await story.say('first');
    await story.settled();
    const [sent] = story.graph.sent;
    const status = { id: sent?.id, timestamp: '1795183200', biz_opaque_callback_data: sent?.messageId };
    await taken({
      statuses: [{ ...status, status: 'eaten' }, { ...status, status: 7 }, { ...status, status: 'read', timestamp: {} }, null],
    });
    expect((await story.outgoing())[0]?.status).toBe('sent');
    expect(await reasons()).toHaveLength(4);
  });

  test('a thousand things that cannot be read leave fifty lines', async () => {
    await taken({ messages: Array.from({ length: 1000 }, () => 'noise') });
    expect(await log()).toHaveLength(50);
  });

  test('what could not be read is cut, without what the database cannot keep', async () => {
    await taken({ messages: [{ junk: `\0\ud800${'x'.repeat(20_000)}` }] });
    const [entry] = await log();
    expect(JSON.stringify(entry.raw).length).toBeLessThan(9000);
    expect(entry.raw).toMatchObject({ cut: expect.any(String), size: expect.any(Number) });
  });

  test('one sender with two hundred addresses, and two hundred senders with one id', async () => {
    const contacts = Array.from({ length: 200 }, (_, n) => ({ wa_id: amina.from, user_id: `KE.${n}`, profile: { name: `${n}` } }));
    const messages = Array.from({ length: 200 }, (_, n) => ({
      ...text('same id'),
      id: 'wamid.same',
      from: `4477009${String(n).padStart(5, '0')}`,
    }));
    await taken({ contacts, messages });
    expect((await inbound()).filter((row) => row.provider_id === 'wamid.same')).toHaveLength(1);
  });

  test('a write from a stranger in the same body costs nothing', async () => {
    const foreign = entryOf({ ...clinicLine, phoneNumberId: '999' }, messageValue(juma, text('not here')));
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [foreign, null, 7, { id: clinicLine.businessAccountId }, ...(good() as { entry: unknown[] }).entry],
    });
    expect((await signed(body)).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect((await reasons()).sort()).toEqual([
      expect.stringMatching(/^Something came for the number 999 .+ is not connected here/),
      'The entry has no list of changes.',
    ]);
  });

  test('only what is for a number that is not connected yet: 200, so that it does not come for days, and news in the log', async () => {
    const body = JSON.stringify(changeBody({ ...clinicLine, phoneNumberId: '999' }, messageValue(juma, text('not here'))));
    expect((await signed(body)).status).toBe(200);
    expect((await post(story.webhookUrl, body, { 'x-hub-signature-256': sign(body, 'guess') })).status).toBe(401);
    expect(await reasons()).toEqual([expect.stringContaining('the number 999')]);
    expect(await story.rows('select id from messages')).toEqual([]);
  });
});
