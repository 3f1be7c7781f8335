import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { type Ask, signIn } from '#tests/kit/request.ts';
import { amina, openStory } from '#tests/kit/story.ts';
import { startFakeModel } from '#tools/fake-model/server.ts';

/** Why an answer was given, and what would be answered now, of which nothing is sent and nothing written. */

const fake = await startFakeModel();
const story = await openStory();
let ana: Ask;
let channelId: string;

beforeEach(async () => {
  fake.reset();
  await story.reset();
  ana = await signIn(story.app.server, story.cast.clinic.owner);
  // From now on for a minute, that she was seen is written down.
  await ana('GET', '/api/organization');
});
afterAll(async () => {
  await story.end();
  await fake.close();
});

const faq = [{ q: 'When are you open?', a: 'From nine to five.' }];
const offline = { kind: 'offline', faq };

async function withModel(provider: object = {}): Promise<void> {
  const body = { name: 'main', preset: 'custom', baseUrl: fake.url, key: fake.key, model: 'small', contactText: true, ...provider };
  expect((await ana('POST', '/api/model-providers', { body })).status).toBe(201);
  channelId = await story.connect({ assistant: { kind: 'model', provider: 'main', quietMs: 0, restSeconds: 0, fallback: { faq } } });
}

const playRole = (role: string) =>
  story.database.asOwner('role', [plain('update members set role = $2 where organization_id = $1', [story.cast.clinic.id, role])]);

/** The id of the last turn. */
async function turnAfter(text: string): Promise<string> {
  await story.say(text, amina);
  await story.settled();
  const [row] = await story.rows('select id from turns order by id desc limit 1');
  return row?.id as string;
}

/** What every table holds, but those that are named. */
async function everything(except: readonly string[] = []): Promise<Record<string, unknown>> {
  const tables = story.app.registry.tables.map((table) => table.name).filter((name) => !except.includes(name));
  const answers = await story.database.asOwner(
    'look at everything',
    tables.map((table) =>
      plain(`select count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as sum from ${table.replace(/[^.]+/g, '"$&"')} t`),
    ),
  );
  return Object.fromEntries(tables.map((table, index) => [table, answers[index]?.rows[0]]));
}

const replay = async (id: string, body: object = {}) => (await ana('POST', `/api/turns/${id}/replay`, { body })).body;

/** What a model's first answer begins with. */
const disclosure = 'I am an automatic assistant, not a person.\n\n';

describe('why it was answered so', () => {
  test('the way as times, the messages, the branch, and what the model was asked and cost', async () => {
    await withModel({ prices: { input: 2, output: 4, currency: 'USD' } });
    fake.always({ kind: 'say', text: 'Visits are free.' });
    const id = await turnAfter('Are visits free?');
    const { body } = await ana('GET', `/api/turns/${id}`);
    expect(body).toMatchObject({
      id,
      channelId,
      outcome: 'open',
      assistant: 'model',
      evidence: 'shown',
      took: [{ kind: 'text', text: 'Are visits free?', characters: 16, late: false }],
      made: [{ kind: 'text', text: `${disclosure}Visits are free.`, characters: 60, status: 'sent', sentAt: expect.any(String) }],
      prompt: { messages: [{ role: 'user', text: 'Are visits free?' }], answers: [{ text: 'Visits are free.' }] },
      model: { calls: [{ provider: 'main', model: 'small', purpose: 'answer', outcome: 'answered' }], inputTokens: 100 },
    });
    expect(body.model.cost).toEqual([{ amount: expect.any(Number), currency: 'USD' }]);
    const stages = body.stages.map((one: { stage: string }) => one.stage);
    expect(stages).toEqual(['written', 'arrived', 'begun', ...body.trace.map((line: { step: string }) => line.step), 'committed', 'sent']);
    expect(body.stages.at(-1).tookMs).toBe(null);
    expect(body.stages[0].tookMs).toBe(0);
    expect((await ana('GET', `/api/messages/${body.made[0].id}`)).body.turnId).toBe(id);
  });

  test('a step says when it was, and what is unknown is not nothing', async () => {
    await withModel();
    fake.always({ kind: 'say', text: 'Yes.' });
    story.watch.before = async (label) => {
      if (label === 'reserve model call') await story.clock.advance(700);
    };
    const id = await turnAfter('Are visits free?');
    story.watch.before = () => undefined;
    const { body } = await ana('GET', `/api/turns/${id}`);
    expect(body.trace.at(-1)).toMatchObject({ step: 'assistant.model', atMs: 700 });
    expect(body.stages.find((one: { stage: string }) => one.stage === 'router.open').tookMs).toBe(700);
    expect(body.model.cost).toBe(null);
  });

  test('a developer sees lengths and codes', async () => {
    await withModel();
    fake.always({ kind: 'say', text: 'Visits are free.' });
    const id = await turnAfter('Are visits free?');
    await playRole('developer');
    const { body } = await ana('GET', `/api/turns/${id}`);
    expect(JSON.stringify(body)).not.toMatch(/visits/i);
    expect(body).toMatchObject({
      evidence: 'not_permitted',
      prompt: null,
      took: [{ text: null, characters: 16 }],
      made: [{ text: null, status: 'sent' }],
    });
    expect(body.trace.at(-1)).toMatchObject({ lengths: { messages: 1, answers: 1, system: expect.any(Number) } });
    expect((await ana('POST', `/api/turns/${id}/replay`, { body: {} })).status).toBe(403);
  });

  test('a clinician sees it of her own contacts alone', async () => {
    await story.connect({ assistant: offline });
    const id = await turnAfter('When are you open?');
    await playRole('clinician');
    expect((await ana('GET', `/api/turns/${id}`)).status).toBe(404);
    expect((await ana('POST', `/api/turns/${id}/replay`, { body: {} })).status).toBe(404);
  });

  test('after thirty days the words are gone, and it says so', async () => {
    await story.connect({ assistant: offline });
    const id = await turnAfter('When are you open?');
    await story.rows('update turns set sealed_evidence = null returning id');
    await story.clock.skip(31 * 86_400_000);
    expect((await ana('GET', `/api/turns/${id}`)).body).toMatchObject({ evidence: 'expired', prompt: null });
  });
});

describe('deciding once more', () => {
  test('comes to the same while nothing has changed, and writes nothing at all', async () => {
    await story.connect({ assistant: offline });
    await turnAfter('hello');
    const id = await turnAfter('When are you open?');
    const sent = story.graph.sent.length;
    const before = await everything();
    const answer = await replay(id);
    expect(answer).toMatchObject({ turnId: id, differences: [], notKept: [], model: { asked: false, reason: null } });
    expect(answer.before.replies).toEqual([{ kind: 'text', text: 'From nine to five.', content: null }]);
    expect(answer.now.replies).toEqual(answer.before.replies);
    await story.watch.idle();
    expect(await everything()).toEqual(before);
    expect(story.graph.sent.length).toBe(sent);
  });

  test('shows the answer of today beside that of then, and of settings that are only tried', async () => {
    channelId = await story.connect({ assistant: offline });
    const id = await turnAfter('When are you open?');
    const tried = await replay(id, { assistant: { kind: 'offline', faq: [{ q: 'When are you open?', a: 'Only on Mondays.' }] } });
    expect(tried.now.replies.at(-1).text).toBe('Only on Mondays.');
    await ana('PATCH', `/api/channels/${channelId}`, { body: { assistant: { kind: 'echo' } } });
    const answer = await replay(id);
    expect(answer.now.replies).toEqual([{ kind: 'text', text: 'echo: When are you open?', content: null }]);
    expect(answer.differences).toEqual(['replies', 'steps']);
    expect(
      (await ana('POST', `/api/turns/${id}/replay`, { body: { assistant: { kind: 'oracle' } } })).body.error.details.fields[0].field,
    ).toBe('assistant.kind');
    await playRole('agent');
    expect((await ana('POST', `/api/turns/${id}/replay`, { body: { assistant: { kind: 'echo' } } })).status).toBe(403);
    expect((await ana('POST', `/api/turns/${id}/replay`, { body: {} })).status).toBe(200);
  });

  test('knows what was offered then: a number typed means what it meant', async () => {
    await story.connect({ assistant: offline });
    await turnAfter('hello');
    const id = await turnAfter('1');
    await turnAfter('something else');
    expect(await replay(id)).toMatchObject({ differences: [], notKept: [] });
    await story.rows('update turns set sealed_evidence = null returning id');
    expect((await replay(id)).notKept).toEqual([{ what: 'offered choices', reason: expect.any(String) }]);
    await story.rows('update turns set state = null returning id');
    expect((await replay(id)).notKept).toEqual([{ what: 'state', reason: expect.any(String) }]);
  });

  test('knows who had the conversation, and what was said before it, not after', async () => {
    await withModel();
    fake.always({ kind: 'say', text: 'Visits are free.' });
    await turnAfter('Are visits free?');
    const id = await turnAfter('Also on Sunday?');
    await turnAfter('And on Monday?');
    const [{ id: conversation }] = (await ana('GET', '/api/conversations')).body.items;
    await ana('PATCH', `/api/conversations/${conversation}`, { body: { handler: 'people' } });
    fake.reset();
    fake.always({ kind: 'say', text: 'Not on Sunday.' });
    const answer = await replay(id, { askModel: true });
    expect(answer).toMatchObject({ model: { asked: true, reason: null }, differences: ['replies'], now: { handler: 'assistant' } });
    const [asked] = fake.requests.map(({ body }) => body.messages as { role: string; content: string }[]);
    expect(asked?.slice(1).map((one) => one.content)).toEqual(['Are visits free?', `${disclosure}Visits are free.`, 'Also on Sunday?']);
  });

  test('asks a model only when that is confirmed, and then only its use is written down', async () => {
    await withModel();
    fake.always({ kind: 'say', text: 'Visits are free.' });
    const id = await turnAfter('When are you open?');
    const asked = fake.requests.length;
    let before = await everything();
    const unasked = await replay(id);
    expect(fake.requests.length).toBe(asked);
    expect(unasked.model).toEqual({ asked: false, reason: expect.stringContaining('confirmed') });
    expect(unasked.now.replies.at(-1).text).toBe('From nine to five.');
    expect(await everything()).toEqual(before);

    before = await everything(['model_calls', 'model_days']);
    const cost = (await ana('GET', `/api/turns/${id}`)).body.model.calls;
    expect((await replay(id, { askModel: true })).now.replies).toEqual([
      { kind: 'text', text: `${disclosure}Visits are free.`, content: null },
    ]);
    expect(fake.requests.length).toBe(asked + 1);
    expect(await everything(['model_calls', 'model_days'])).toEqual(before);
    expect((await ana('GET', `/api/turns/${id}`)).body.model.calls).toEqual(cost);
    expect((await story.rows('select id from model_calls')).length).toBe(asked + 1);
  });

  test('STOP is understood and stops nobody', async () => {
    await story.connect({ assistant: offline });
    const id = await turnAfter('STOP');
    const before = await everything();
    expect(await replay(id)).toMatchObject({ before: { outcome: 'guard' }, now: { outcome: 'guard' }, differences: [] });
    expect(await everything()).toEqual(before);
  });
});

describe('trying an assistant', () => {
  const attempt = async (body: object) => ana('POST', '/api/assistants/try', { body });

  test('answers as it would, remembers what it offered, and stores nothing', async () => {
    const before = await everything();
    const first = (await attempt({ assistant: offline, messages: [{ from: 'contact', text: 'hello' }] })).body;
    expect(first).toMatchObject({
      outcome: 'open',
      handler: 'assistant',
      model: { asked: false, reason: null },
      memory: { greeted: true },
    });
    const said = first.replies.map((reply: { text: string }) => ({ from: 'assistant', text: reply.text }));
    const messages = [{ from: 'contact', text: 'hello' }, ...said, { from: 'contact', text: 'When are you open?' }];
    const second = (await attempt({ assistant: offline, messages, memory: first.memory })).body;
    expect(second.replies.map((reply: { text: string }) => reply.text)).toEqual(['From nine to five.']);
    expect(await everything()).toEqual(before);
  });

  test('asks the model with what was said before, when that is confirmed', async () => {
    await withModel();
    fake.always({ kind: 'say', text: 'Not on Sunday.' });
    const assistant = { kind: 'model', provider: 'main', instructions: 'Be brief.' };
    const messages = [
      { from: 'contact', text: 'Are visits free?' },
      { from: 'assistant', text: 'Yes.' },
      { from: 'contact', text: 'On Sunday?' },
    ];
    expect((await attempt({ assistant, messages })).body.model).toMatchObject({ asked: false, reason: expect.any(String) });
    expect(fake.requests).toHaveLength(0);
    const { replies } = (await attempt({ assistant, messages, askModel: true })).body;
    expect(replies).toEqual([{ kind: 'text', text: `${disclosure}Not on Sunday.`, content: null }]);
    const [asked] = fake.requests.map(({ body }) => body.messages as { role: string; content: string }[]);
    expect(asked?.slice(1).map((one) => one.content)).toEqual(['Are visits free?', 'Yes.', 'On Sunday?']);
  });

  test.each([
    ['wrong settings', { assistant: { kind: 'offline', faq: 7 }, messages: [{ from: 'contact', text: 'x' }] }, 'assistant.faq'],
    ['no question', { assistant: offline, messages: [{ from: 'assistant', text: 'x' }] }, 'messages'],
    [
      'another organization’s channel',
      { assistant: offline, channelId: crypto.randomUUID(), messages: [{ from: 'contact', text: 'x' }] },
      'channelId',
    ],
  ])('%s: the field is named', async (_what, body, field) => {
    const { status, body: answer } = await attempt(body);
    expect(status).toBe(400);
    expect(answer.error.details.field ?? answer.error.details.fields[0].field).toBe(field);
  });

  test('what a page sends as memory and never was one makes nothing stumble', async () => {
    const memory = { offered: [7, null, { id: 1 }], clarified: 'x', lock: { process: 'gone' }, greeted: 'yes' };
    const { status, body } = await attempt({ assistant: offline, memory, messages: [{ from: 'contact', text: '1' }] });
    expect(status).toBe(200);
    expect(body.outcome).toBe('open');
  });
});
