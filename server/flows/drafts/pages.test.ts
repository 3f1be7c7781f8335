import { afterAll, beforeEach, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { bytesOf } from '#tests/kit/bytes.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';

/** What the pages of flows ask beyond drafts, versions and runs. */

const app = await createTestApp();
let cast: Cast;
let owner: Ask;
beforeEach(async () => {
  cast = await app.reset();
  owner = await signIn(app.server, cast.clinic.owner);
});
afterAll(() => app.server.close());

const ask = {
  kind: 'ask',
  text: { en: 'How old are you?', sw: 'Una umri gani?' },
  answer: { type: 'number', min: 0, max: 120 },
  save: 'age',
  next: 'language',
};
const nodes = {
  ask,
  language: { kind: 'call', step: 'flows.set-language', input: { language: 'sw' }, exits: { done: 'later' } },
  later: { kind: 'wait', minutes: 60, next: 'bye' },
  bye: { kind: 'end', text: { en: '{{ contact.name | default: "You" }}: {{ answers.age | default: "?" }}', sw: 'Kwaheri' } },
};
const definition = { format: 1, languages: ['en', 'sw'], start: 'ask', nodes };

async function makeFlow(name = 'age', more: object = {}): Promise<string> {
  const { status, body } = await owner('POST', '/api/flows', { body: { name, title: name, definition: { ...definition, ...more } } });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
async function attempt(id: string, trial: object) {
  const { status, body } = await owner('POST', `/api/flows/${id}/try`, { body: { definition, inputs: [], ...trial } });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const said = (body: { lines: { kind: string; content?: { text?: string } }[] }) =>
  body.lines.flatMap(({ kind, content }) => (kind === 'said' ? [content?.text] : []));

it('plays a definition that was never saved, and does nothing of what it says', async () => {
  const id = await makeFlow();
  const rows = async () => (await owner('GET', '/api/flow-runs')).body.items;
  const before = await owner('GET', `/api/flows/${id}`);
  const changed = { ...definition, nodes: { ...nodes, ask: { ...ask, text: 'Your age?' } } };
  const body = await attempt(id, {
    definition: changed,
    inputs: [{ kind: 'text', text: 'old' }, { kind: 'text', text: '34' }, { kind: 'pass' }],
  });
  expect(said(body)).toEqual(['Your age?', 'Please answer with a number from 0 to 120.', 'Amina: 34']);
  expect(body.lines.find(({ kind }: { kind: string }) => kind === 'step')).toEqual({
    kind: 'step',
    node: 'language',
    step: 'flows.set-language',
    input: { language: 'sw' },
    exit: 'done',
    exits: ['done', 'failed'],
  });
  expect(body.path.map(({ node, exit }: { node: string; exit: string }) => `${node}: ${exit}`)).toEqual([
    'ask: answered',
    'language: done',
    'later: next',
    'bye: end',
  ]);
  expect(body).toMatchObject({ waits: null, outcome: 'done', answers: { age: 34 }, at: { node: 'bye' }, cut: false });
  expect(body.values).toMatchObject({ 'contact.name': 'Amina' });
  expect(await rows()).toEqual([]);
  expect((await owner('GET', `/api/flows/${id}`)).body).toEqual(before.body);
});

it('stops where it waits, takes what variables are said to be, and lets a step end otherwise', async () => {
  const id = await makeFlow();
  const waiting = await attempt(id, { inputs: [{ kind: 'text', text: '34' }], language: 'sw' });
  expect(said(waiting)).toEqual(['Una umri gani?']);
  expect(waiting).toMatchObject({ at: { node: 'later' }, waits: { for: 'time' }, outcome: null });
  const unnamed = await attempt(id, { inputs: [{ kind: 'text', text: '34' }, { kind: 'pass' }], values: { 'contact.name': null } });
  expect(said(unnamed).at(-1)).toBe('You: 34');
  const failed = await attempt(id, { inputs: [{ kind: 'text', text: '34' }], exits: { language: 'failed' } });
  expect(failed.lines.map(({ kind }: { kind: string }) => kind)).toContain('hand_over');
  expect(failed).toMatchObject({ waits: null, outcome: 'flow_step_failed' });
});

it('ends a round that never waits, and names it', async () => {
  const id = await makeFlow();
  const round = { one: { kind: 'set', values: { a: 1 }, next: 'two' }, two: { kind: 'set', values: { b: 1 }, next: 'one' } };
  const body = await attempt(id, { definition: { ...definition, start: 'one', nodes: round } });
  expect(body).toMatchObject({ outcome: 'flow_stuck', waits: null });
  expect(body.lines.some(({ kind, outcome }: { kind: string; outcome?: string }) => kind === 'note' && outcome === 'flow_stuck')).toBe(
    true,
  );
});

it('refuses what is no definition with the field', async () => {
  const id = await makeFlow();
  const wrong = { ...definition, nodes: { ask: { ...ask, text: '' } } };
  const { status, body } = await owner('POST', `/api/flows/${id}/try`, { body: { definition: wrong, inputs: [] } });
  expect(status).toBe(400);
  expect(body.error.details.fields[0].field).toContain('definition.nodes.ask.text');
});

it('brings an archived flow back, unless its words are taken by then', async () => {
  const words = (word: string) => ({ triggers: [{ kind: 'keyword', words: { en: [word] } }] });
  const id = await makeFlow('age', words('age'));
  expect((await owner('POST', `/api/flows/${id}/publish`, { body: {} })).status).toBe(200);
  const { body } = await owner('POST', `/api/flows/${id}/archive`);
  expect(body).toMatchObject({ state: 'archived', running: 0, triggers: words('age').triggers });
  expect((await owner('POST', `/api/flows/${id}/restore`)).body).toMatchObject({ state: 'published', version: 1 });

  await owner('POST', `/api/flows/${id}/archive`);
  const other = await makeFlow('other', words('age'));
  expect((await owner('POST', `/api/flows/${other}/publish`, { body: {} })).status).toBe(200);
  const refused = await owner('POST', `/api/flows/${id}/restore`);
  expect(refused.body.error).toMatchObject({ code: 'flows.faulty', details: { faults: [{ code: 'trigger_taken', node: null }] } });
});

it('lists what modules offer, with what each step takes', async () => {
  const { body } = await owner('GET', '/api/flow-parts');
  const step = body.steps.find(({ name }: { name: string }) => name === 'flows.set-language');
  expect(step).toMatchObject({ exits: ['done'], input: { type: 'object', required: ['language'] } });
  expect(body.intents.filter((name: string) => !/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect(body.intents).toContain('mood.ask-score');
});

it('shows nothing of another organization', async () => {
  const id = await makeFlow();
  const stranger = asKey(app.server, cast.festival);
  for (const [method, path] of [
    ['POST', 'restore'],
    ['GET', 'counts'],
  ] as const)
    expect((await stranger(method, `/api/flows/${id}/${path}`)).status).toBe(404);
  expect((await stranger('POST', `/api/flows/${id}/try`, { body: { definition, inputs: [] } })).status).toBe(404);
});

it('takes a file from who writes flows, shows it to who reads them, and finds a file that a contact sent not there', async () => {
  const reader = asKey(app.server, cast.clinic);
  const uploaded = await app.server.inject({
    method: 'POST',
    url: '/api/flow-files?name=way.png',
    headers: { authorization: `Bearer ${cast.clinic.apiKey}`, 'content-type': 'image/png' },
    payload: bytesOf.png,
  });
  expect(uploaded.statusCode).toBe(201);
  const { id: file } = uploaded.json();
  const look = { kind: 'say', text: 'The way', media: { kind: 'image', file, fileName: 'way.png' }, next: 'bye' };
  const id = await makeFlow('way', { start: 'look', nodes: { look, bye: { kind: 'end' } } });
  const codes = async () => (await owner('POST', `/api/flows/${id}/check`)).body.faults.map(({ code }: { code: string }) => code);
  expect(await codes()).toEqual([]);
  expect((await attempt(id, { definition: { ...definition, start: 'look', nodes: { look, bye: { kind: 'end' } } } })).lines[0]).toEqual({
    kind: 'said',
    content: { kind: 'image', file, text: 'The way' },
  });
  expect((await reader('POST', `/api/flow-files/${file}/links`)).status).toBe(201);
  const { conversationId } = await seedConversation(app, cast.clinic);
  await app.database.asOwner('make it a contact’s', [plain('update files set conversation_id = $2 where id = $1', [file, conversationId])]);
  expect((await reader('POST', `/api/flow-files/${file}/links`)).status).toBe(404);
  expect(await codes()).toContain('file_gone');
});
