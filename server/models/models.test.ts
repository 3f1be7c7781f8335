import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelProvider } from '#contract/models.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { type FakeModel, startFakeModel } from '#tools/fake-model/server.ts';

const warnings: unknown[] = [];
const log = {
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => void warnings.push(said),
  error: () => {},
  child: () => log,
} as never;
const app = await createTestApp({ allowPrivateAddresses: true, log });
let fake: FakeModel;
let cast: Cast;
let ana: Ask;

beforeAll(async () => {
  fake = await startFakeModel();
});
beforeEach(async () => {
  cast = await app.reset();
  ana = await signIn(app.server, cast.clinic.owner);
  warnings.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  fake.reset();
});
afterAll(async () => {
  await app.server.close();
  await fake.close();
});

async function name(more: object = {}): Promise<ModelProvider> {
  const body = { name: 'main', preset: 'custom', baseUrl: fake.url, key: fake.key, model: 'small', contactText: true, ...more };
  const answer = await ana('POST', '/api/model-providers', { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const check = async (id: string) => (await ana('POST', `/api/model-providers/${id}/check`)).body;
const calls = async () => (await ana('GET', '/api/model-calls')).body.items;

/** A turn's questions, without a turn. */
async function session(signal = new AbortController().signal) {
  const { key } = await app.systemScope(cast.clinic.id, 'test');
  const who = { organizationId: cast.clinic.id, turnId: app.ids.next(), contactId: app.ids.next() };
  return app.models.models.begin({ ...who, provider: 'main', key, secondsMax: 30, signal });
}
const question = { system: 'Be brief.', messages: [{ role: 'user' as const, text: 'Habari?' }] };
/** Lets the time pass that a retry waits, until so many calls are recorded or under way. */
async function passPause(count: number): Promise<void> {
  await eventually(async () => {
    await app.clock.advance(250);
    expect(Math.max((await calls()).length, fake.requests.length)).toBe(count);
  });
}
/** Lets the provider's time pass, once so many requests have arrived. */
async function timeOutAfter(requests: number, seconds: number): Promise<void> {
  await fake.arrived(requests);
  await app.clock.advance(seconds * 1000);
}

describe('naming a provider', () => {
  it('fills in what the preset knows, shows everything but the key, and writes down who consented', async () => {
    const provider = await name({ name: 'groq', preset: 'groq', baseUrl: undefined, model: 'llama' });
    expect(provider).toMatchObject({
      baseUrl: 'https://api.groq.com/openai/v1',
      keySet: true,
      state: 'active',
      prices: { currency: 'USD' },
    });
    expect(provider.contactText).toMatchObject({ allowed: true, by: expect.stringMatching(/^member:/), at: expect.any(String) });
    expect(JSON.stringify(provider)).not.toContain(fake.key);
    const rows = await app.database.of(cast.clinic.id).selectFrom('model_providers').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(fake.key);
  });

  it.each([
    [{ baseUrl: undefined }, 'baseUrl'],
    [{ baseUrl: 'https://user:word@models.example/v1' }, 'baseUrl'],
    [{ baseUrl: 'https://models.example/v1?key=1' }, 'baseUrl'],
    [{ baseUrl: 'ftp://models.example' }, 'baseUrl'],
    [{ key: 'two words' }, 'key'],
    [{ limits: { turn: { seconds: 31 } } }, 'limits.turn.seconds'],
    [{ prices: { input: -1 } }, 'prices.input'],
  ])('refuses %j', async (wrong, field) => {
    const body = { name: 'main', preset: 'custom', baseUrl: fake.url, model: 'small', ...wrong };
    const answer = await ana('POST', '/api/model-providers', { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { details: { field } } } });
  });

  it('takes a name once', async () => {
    await name();
    const again = await ana('POST', '/api/model-providers', { body: { name: 'main', preset: 'openai', model: 'x' } });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'models.name_taken' } } });
  });

  it('is for a person: an API key may look, and not name', async () => {
    const ask = asKey(app.server, cast.clinic);
    expect((await ask('GET', '/api/model-providers')).status).toBe(200);
    expect((await ask('POST', '/api/model-providers', { body: { name: 'x', preset: 'openai', model: 'x' } })).status).toBe(403);
    await playRole(app, cast.clinic, 'developer');
    expect((await ana('POST', '/api/model-providers', { body: { name: 'x', preset: 'openai', model: 'x' } })).status).toBe(403);
  });

  it('asks for key and consent again when another server would get them', async () => {
    const { id } = await name();
    const move = (more: object) =>
      ana('PATCH', `/api/model-providers/${id}`, { body: { baseUrl: 'https://elsewhere.example/v1', ...more } });
    expect((await move({})).body.error.details.field).toBe('key');
    expect((await move({ key: 'new' })).body.error.details.field).toBe('contactText');
    expect((await move({ key: 'new', contactText: false })).body.contactText).toEqual({ allowed: false, by: null, at: null });
    expect((await ana('PATCH', `/api/model-providers/${id}`, { body: { model: 'other' } })).body).toMatchObject({
      model: 'other',
      keySet: true,
    });
  });
});

describe('an address on a private network', () => {
  it('is refused from the API where it is not allowed, also without https, and while connecting', async () => {
    const strict = await createTestApp();
    const ben = await signIn(strict.server, (await strict.reset()).clinic.owner);
    const refused = async (baseUrl: string) =>
      (await ben('POST', '/api/model-providers', { body: { name: 'x', preset: 'custom', baseUrl, model: 'x' } })).body.error;
    expect(await refused('http://127.0.0.1:11434/v1')).toMatchObject({ code: 'models.private_address' });
    expect(await refused('https://[::1]/v1')).toMatchObject({ code: 'models.private_address' });
    expect(await refused('https://169.254.169.254/latest')).toMatchObject({ code: 'models.private_address' });
    expect(await refused('http://models.example/v1')).toMatchObject({ code: 'bad_request', details: { field: 'baseUrl' } });
    expect((await ben('POST', '/api/model-providers', { body: { name: 'x', preset: 'local', model: 'x' } })).body.error.code).toBe(
      'models.private_address',
    );
    await strict.server.close();
  });
});

it('an address that was allowed once is not asked any more where private ones are refused now', async () => {
  await name();
  const strict = await createTestApp();
  const { key } = await strict.systemScope(cast.clinic.id, 'test');
  const who = { organizationId: cast.clinic.id, turnId: null, contactId: null, secondsMax: 30, signal: new AbortController().signal };
  const one = await strict.models.models.begin({ ...who, provider: 'main', key });
  await expect(one.ask(question)).rejects.toMatchObject({ code: 'address' });
  expect(fake.requests).toEqual([]);
  await strict.server.close();
});

describe('the check', () => {
  it('says that it works, counts, and sends nothing that anybody wrote', async () => {
    const { id } = await name({ prices: { input: 0.5, output: 2 } });
    expect(await check(id)).toMatchObject({ ok: true, problem: null });
    expect(await calls()).toMatchObject([
      {
        purpose: 'check',
        outcome: 'answered',
        inputTokens: 100,
        outputTokens: 20,
        turnId: null,
        cost: { amount: 0.00009, currency: 'USD' },
      },
    ]);
    expect((await ana('GET', `/api/model-providers/${id}`)).body.today).toMatchObject({ calls: 1, tokens: 120, exhaustedAt: null });
  });

  it.each([
    ['key', { kind: 'status', status: 401 }],
    ['key', { kind: 'status', status: 403 }],
    ['quota', { kind: 'status', status: 429, body: '{"error":{"code":"insufficient_quota"}}' }],
    ['model', { kind: 'status', status: 404, body: '{"error":{"code":"model_not_found","message":"The model `x` does not exist"}}' }],
    ['model', { kind: 'status', status: 400, body: '{"error":{"message":"x is not a valid model: unknown model x"}}' }],
    ['address', { kind: 'status', status: 404, body: '<html>' }],
    ['address', { kind: 'status', status: 302, headers: { location: 'http://169.254.169.254/' } }],
    ['refused', { kind: 'status', status: 400 }],
    ['filtered', { kind: 'say', text: 'x', finish: 'content_filter' }],
    ['endless', { kind: 'endless' }],
  ] as const)('says "%s" for %j, without a second try', async (problem, behaviour) => {
    const { id } = await name();
    fake.always(behaviour);
    const found = await check(id);
    expect(found).toMatchObject({ ok: false, problem });
    expect(found.message).not.toContain(fake.key);
    expect(fake.requests).toHaveLength(1);
  });

  it('says that nobody answers, and that a key is wrong', async () => {
    const { id } = await name({ baseUrl: 'http://127.0.0.1:9/v1' });
    const found = check(id);
    await passPause(2);
    expect(await found).toMatchObject({ ok: false, problem: 'unreachable' });
    expect(await check((await name({ name: 'other', key: 'wrong' })).id)).toMatchObject({ ok: false, problem: 'key' });
  });
});

describe('a key that the provider refuses', () => {
  const notices = async (more = '') => (await ana('GET', `/api/notices${more}`)).body.items;

  it('is told to people once, and closed by the first answer of that model', async () => {
    const { id } = await name({ transcriptionModel: 'hears' });
    fake.always({ kind: 'status', status: 401 });
    await check(id);
    const one = await session();
    await expect(one.ask(question)).rejects.toMatchObject({ code: 'key' });
    expect(await notices('?closed=include')).toMatchObject([
      {
        kind: 'models.key_refused',
        subject: id,
        text: 'The model provider “main” refuses its key for “small”: the offline assistant answers instead.',
        closedAt: null,
      },
    ]);
    fake.always({ kind: 'status', status: 503 });
    const failing = check(id);
    await passPause(4);
    await failing;
    expect(await notices()).toHaveLength(1);
    fake.always({ kind: 'say', text: 'OK' });
    await check(id);
    expect(await notices()).toEqual([]);
    one.end();
  });

  it('stands while another model of the provider answers', async () => {
    const { id } = await name({ transcriptionModel: 'hears' });
    fake.always({ kind: 'status', status: 403 });
    const one = await session();
    await expect(one.transcribe({ bytes: Buffer.from('OggS'), type: 'audio/ogg' })).rejects.toMatchObject({ code: 'key' });
    fake.always({ kind: 'say', text: 'OK' });
    await check(id);
    expect(await notices()).toMatchObject([{ values: { provider: 'main', model: 'hears' } }]);
    one.end();
  });

  it.each([
    ['gives another key', (id: string) => ana('PATCH', `/api/model-providers/${id}`, { body: { key: 'another' } })],
    ['disables it', (id: string) => ana('POST', `/api/model-providers/${id}/disable`)],
  ])('is nothing to look at any more once somebody %s', async (_what, mend) => {
    const { id } = await name();
    fake.always({ kind: 'status', status: 401 });
    await check(id);
    expect(await notices()).toHaveLength(1);
    expect((await mend(id)).status).toBe(200);
    expect(await notices()).toEqual([]);
  });
});

it('a check is let go when the program stops, so that it does not wait for a provider', async () => {
  const own = await createTestApp({ allowPrivateAddresses: true });
  cast = await own.reset();
  ana = await signIn(own.server, cast.clinic.owner);
  const { id } = await name();
  fake.always({ kind: 'hang' });
  const answer = ana('POST', `/api/model-providers/${id}/check`);
  await fake.arrived(1);
  await own.stop(0);
  expect(await answer).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
});

describe('a question', () => {
  it('goes over the wire as chat completions: streamed, with the usage asked for, the model’s limit and the key', async () => {
    await name({ temperature: 0.2, maxOutputTokens: 77 });
    fake.always({ kind: 'say', text: 'Nzuri, asante.' });
    const one = await session();
    expect(await one.ask(question)).toEqual({
      text: 'Nzuri, asante.',
      calls: [],
      cut: false,
      usage: { inputTokens: 100, outputTokens: 20 },
    });
    one.end();
    const [asked] = fake.requests;
    expect(asked?.path).toBe('/v1/chat/completions');
    expect(asked?.headers.authorization).toBe(`Bearer ${fake.key}`);
    expect(asked?.body).toEqual({
      model: 'small',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Habari?' },
      ],
      max_tokens: 77,
      temperature: 0.2,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('names the limit as OpenAI wants it, and sends no temperature nobody chose', async () => {
    await name({ preset: 'openai', maxOutputTokens: 77 });
    await (await session()).ask(question);
    expect(fake.requests[0]?.body).toMatchObject({ max_completion_tokens: 77 });
    expect(fake.requests[0]?.body).not.toHaveProperty('max_tokens');
    expect(fake.requests[0]?.body).not.toHaveProperty('temperature');
  });

  it.each([
    ['failed', { kind: 'status', status: 500 }],
    ['failed', { kind: 'status', status: 408 }],
    ['overloaded', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
    ['garbage', { kind: 'garbage' }],
    ['broken off', { kind: 'break_off', after: 'You should not' }],
  ] as const)('is asked once more after "%s", and only the whole answer counts', async (_what, behaviour) => {
    await name();
    fake.next(behaviour);
    fake.always({ kind: 'say', text: 'Whole.' });
    const one = await session();
    const answer = one.ask(question);
    await passPause(2);
    expect((await answer).text).toBe('Whole.');
    expect(one.spent.calls).toBe(2);
    expect((await calls()).map((call: { outcome: string }) => call.outcome)).toEqual(['answered', expect.not.stringMatching('answered')]);
  });

  it('is not waited for longer than the provider’s time: twice, and nothing of half an answer is kept', async () => {
    await name({ timeoutSeconds: 5 });
    fake.always({ kind: 'hang', after: 'You should not' });
    const one = await session();
    const answer = one.ask(question).catch((error: { code: string }) => error.code);
    await timeOutAfter(1, 5);
    await passPause(2);
    await timeOutAfter(2, 5);
    expect(await answer).toBe('timeout');
    await eventually(() => expect(fake.left).toBe(2));
    expect((await calls()).map((call: { tookMs: number }) => call.tookMs)).toEqual([expect.closeTo(5000, -3), expect.closeTo(5000, -3)]);
  });

  it('a provider that asks for a long pause is left alone', async () => {
    await name();
    fake.always({ kind: 'status', status: 429, headers: { 'retry-after': '60' } });
    await expect((await session()).ask(question)).rejects.toMatchObject({ code: 'overloaded' });
    expect(fake.requests).toHaveLength(1);
  });

  it('is let go when the program stops, and says so itself instead of blaming the provider', async () => {
    await name();
    fake.always({ kind: 'hang' });
    const stop = new AbortController();
    const answer = (await session(stop.signal)).ask(question).catch((error: Error) => error.message);
    await fake.arrived(1);
    stop.abort(new Error('The program is stopping.'));
    expect(await answer).toBe('The program is stopping.');
    expect((await calls())[0].outcome).toBe('stopped');
  });

  it('an unknown price or an unknown use is an unknown cost, never none', async () => {
    await name({ prices: { input: 1 } });
    await (await session()).ask(question);
    const { id } = (await ana('GET', '/api/model-providers')).body.items[0];
    await ana('PATCH', `/api/model-providers/${id}`, { body: { prices: { input: 1, output: 1 } } });
    fake.always({ kind: 'say', text: 'Yes.', usage: false });
    await (await session()).ask(question);
    expect(await calls()).toMatchObject([
      { cost: null, inputTokens: null },
      { cost: null, inputTokens: 100 },
    ]);
  });
});

it('a key that cannot be opened any more is a trouble with the key, not a failure of the turn', async () => {
  const { id } = await name();
  const sealed = (await app.systemScope(cast.clinic.id, 'test')).key.seal({ table: 'elsewhere', column: 'x', row: id }, 'moved');
  await app.database.of(cast.clinic.id).updateTable('model_providers').set({ sealed_key: sealed }).where('id', '=', id).execute();
  await expect(session()).rejects.toMatchObject({ code: 'key' });
  expect(await check(id)).toMatchObject({ ok: false, problem: 'key' });
});

describe('who may be asked', () => {
  it.each([
    ['not_allowed', { contactText: false }],
    ['no_provider', { name: 'other' }],
  ])('%s', async (code, more) => {
    await name(more);
    await expect(session()).rejects.toMatchObject({ code });
  });

  it('not one that was disabled, until it is enabled', async () => {
    const { id } = await name();
    await ana('POST', `/api/model-providers/${id}/disable`);
    await expect(session()).rejects.toMatchObject({ code: 'disabled' });
    await ana('POST', `/api/model-providers/${id}/enable`);
    await expect((await session()).ask(question)).resolves.toMatchObject({ text: 'You said: Habari?' });
  });

  it('not another organization’s', async () => {
    await name();
    const { key } = await app.systemScope(cast.festival.id, 'test');
    const who = { organizationId: cast.festival.id, turnId: null, contactId: null, secondsMax: 30, signal: new AbortController().signal };
    await expect(app.models.models.begin({ ...who, provider: 'main', key })).rejects.toMatchObject({ code: 'no_provider' });
  });
});

describe('limits', () => {
  it('of a turn: calls and tokens', async () => {
    await name({ limits: { turn: { calls: 2 } } });
    const one = await session();
    await one.ask(question);
    await one.ask(question);
    await expect(one.ask(question)).rejects.toMatchObject({ code: 'turn_budget' });
    expect(fake.requests).toHaveLength(2);
    await name({ name: 'tight', limits: { turn: { tokens: 700 } } });
    const long = { ...question, messages: [{ role: 'user' as const, text: 'x'.repeat(900) }] };
    const { key } = await app.systemScope(cast.clinic.id, 'test');
    const who = { organizationId: cast.clinic.id, turnId: null, contactId: null, secondsMax: 30, signal: new AbortController().signal };
    const tight = await app.models.models.begin({ ...who, provider: 'tight', key });
    await expect(tight.ask(long)).rejects.toMatchObject({ code: 'turn_budget' });
  });

  it('of a day: for all turns together, told once, over at midnight (UTC)', async () => {
    const { id } = await name({ limits: { day: { calls: 2 } } });
    const turns = await Promise.all([session(), session(), session(), session()]);
    const outcomes = await Promise.all(
      turns.map((one) =>
        one.ask(question).then(
          () => 'answered',
          (error) => error.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['answered', 'answered', 'day_budget', 'day_budget']);
    expect(warnings).toHaveLength(1);
    const { today } = (await ana('GET', `/api/model-providers/${id}`)).body;
    expect(today).toMatchObject({ calls: 2, tokens: 240, exhaustedAt: app.clock.now().toISOString() });
    await app.clock.advance(10 * 60 * 60 * 1000);
    await expect((await session()).ask(question)).resolves.toBeDefined();
  });

  it('of a day’s tokens: what was reserved and not used is given back', async () => {
    await name({ maxOutputTokens: 600, limits: { day: { tokens: 1000 } } });
    // Each reserves 606 and uses 120: after three, 966 still fit into 1,000; after four no fifth is sure to.
    for (let n = 0; n < 4; n += 1) await (await session()).ask(question);
    await expect((await session()).ask(question)).rejects.toMatchObject({ code: 'day_budget' });
    expect(fake.requests).toHaveLength(4);
  });
});

describe('speech and pictures', () => {
  const voice = { bytes: Buffer.from('OggS\0voice'), type: 'audio/ogg; codecs=opus' };

  it('a recording goes as a form, and its words come back', async () => {
    await name({ transcriptionModel: 'whisper' });
    fake.always({ kind: 'say', text: ' Naomba msaada. ' });
    expect(await (await session()).transcribe(voice)).toBe('Naomba msaada.');
    const [asked] = fake.requests;
    expect(asked?.path).toBe('/v1/audio/transcriptions');
    expect(asked?.body).toContain('name="model"\r\n\r\nwhisper');
    expect(asked?.body).toContain('filename="voice.ogg"');
    expect(asked?.body).toContain('OggS\0voice');
    expect(await calls()).toMatchObject([{ purpose: 'transcription', model: 'whisper', outcome: 'answered', cost: null }]);
  });

  it('a picture goes as the wire wants it', async () => {
    await name({ visionModel: 'eyes' });
    fake.always({ kind: 'say', text: 'A prescription.' });
    const picture = { bytes: Buffer.from([0xff, 0xd8, 0xff]), type: 'image/jpeg' };
    expect(await (await session()).describe(picture, { system: 'Describe.', text: 'What is it?' })).toBe('A prescription.');
    expect(fake.requests[0]?.body).toMatchObject({
      model: 'eyes',
      messages: [
        { role: 'system' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is it?' },
            { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,/9j/' } },
          ],
        },
      ],
    });
  });

  it('without a model for it nothing is sent', async () => {
    await name();
    await expect((await session()).transcribe(voice)).rejects.toMatchObject({ code: 'no_model' });
    expect(fake.requests).toEqual([]);
  });
});
