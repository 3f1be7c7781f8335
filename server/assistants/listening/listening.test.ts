import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAssistants } from '#assistants/index.ts';
import { route } from '#router/route.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { buildTurn, type MessageForTests, testBrain, wordsOf } from '#tests/kit/build-turn.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { signIn } from '#tests/kit/request.ts';
import { undisclosed } from '#tests/kit/undisclosed.ts';
import { type FakeModel, startFakeModel } from '#tools/fake-model/server.ts';
import { createListening } from './index.ts';

const app = await createTestApp({ allowPrivateAddresses: true });
let fake: FakeModel;
let cast: Cast;
const files = new Map<string, { bytes: Uint8Array; type: string }>();

beforeAll(async () => {
  fake = await startFakeModel();
});
beforeEach(async () => {
  cast = await app.reset();
  const ana = await signIn(app.server, cast.clinic.owner);
  const models = { model: 'small', transcriptionModel: 'ears', visionModel: 'eyes' };
  const body = { name: 'main', preset: 'custom', baseUrl: fake.url, key: fake.key, contactText: true, ...models };
  expect((await ana('POST', '/api/model-providers', { body })).status).toBe(201);
  files.clear();
  files.set('note', { bytes: Buffer.from('OggS'), type: 'audio/ogg' });
  files.set('photo', { bytes: Buffer.from([0xff, 0xd8]), type: 'image/jpeg' });
  files.set('drawing', { bytes: Buffer.from('<svg/>'), type: 'image/svg+xml' });
  files.set('film', { bytes: new Uint8Array(16 * 1024 * 1024 + 1), type: 'audio/ogg' });
});
afterEach(() => fake.reset());
afterAll(async () => {
  await app.server.close();
  await fake.close();
});

const { models } = app.models;
const assistants = createAssistants([], { database: app.database, models });
const listen = createListening({
  models,
  assistants,
  async readFile(organizationId, { content }) {
    const file = files.get((content?.media as { file?: string } | undefined)?.file ?? '');
    if (organizationId !== cast.clinic.id || !file) throw new Error('gone');
    return file;
  },
});

/** A turn over these messages after listening, decided by the router. */
async function heard(messages: readonly (string | MessageForTests)[], more: { assistant?: object; optedOut?: boolean } = {}) {
  const scope = await app.systemScope(cast.clinic.id, 'test');
  const assistant = { kind: 'model', provider: 'main', hearsVoice: true, seesPictures: true, ...more.assistant };
  const turn = buildTurn({ messages, assistant, optedOut: more.optedOut ?? false }, scope);
  await route(await listen(turn), testBrain({ assistants, intents: [] }));
  return {
    replies: turn.effects.flatMap((effect) => (effect.kind === 'reply' ? [undisclosed(wordsOf(effect.content))] : [])),
    kept: turn.effects.flatMap((effect) => (effect.kind === 'add_content' ? [effect.content] : [])),
    trace: turn.trace.map(({ step, outcome }) => `${step}: ${outcome}`),
  };
}
const voice = (fileId = 'note') => ({ kind: 'voice' as const, content: { media: { state: 'stored', file: fileId } } });
const picture = (fileId = 'photo', text?: string) => ({
  kind: 'image' as const,
  content: { media: { state: 'stored', file: fileId } },
  ...(text ? { text } : {}),
});

describe('a voice note', () => {
  it('is heard, kept, and answered like a text', async () => {
    fake.next({ kind: 'say', text: 'Mnafungua lini?' });
    const { replies, kept, trace } = await heard([voice()]);
    expect(kept).toEqual([{ transcript: 'Mnafungua lini?' }]);
    expect(replies).toEqual(['You said: Mnafungua lini?']);
    expect(trace).toEqual(['listening.voice: understood', 'guard.safety: none', 'router.open: model', 'assistant.model: answered']);
  });

  it('goes through the same gates as a text: who says STOP, or asks for a person, is obeyed', async () => {
    fake.next({ kind: 'say', text: 'Stop.' });
    expect((await heard([voice()])).trace).toContain('guard.stop: opted_out');
    fake.next({ kind: 'say', text: 'I want to talk to a human' });
    expect((await heard([voice()])).trace).toContain('guard.person: handed_over');
    expect(fake.requests.every(({ path }) => path.endsWith('/transcriptions'))).toBe(true);
  });

  it('without words it stays what it is, and a person is offered', async () => {
    fake.always({ kind: 'status', status: 400 });
    const { replies, kept, trace } = await heard([voice()]);
    expect(kept).toEqual([]);
    expect(trace.slice(0, 1)).toEqual(['listening: refused']);
    expect(replies[0]).toContain('I can only read text');
  });
});

describe('a picture', () => {
  it('is described beside its caption', async () => {
    fake.next({ kind: 'say', text: 'A box of pills.' });
    const { replies, kept } = await heard([picture('photo', 'What is this?')]);
    expect(kept).toEqual([{ description: 'A box of pills.' }]);
    expect(replies).toEqual(['You said: [a picture: A box of pills.]\nWhat is this?']);
  });

  it('is read by the safety gate too', async () => {
    fake.next({ kind: 'say', text: 'A note that says goodbye.' });
    const read: string[] = [];
    const gate = { rules: 'test', read: (text: string) => ({ severity: read.push(text) > 0 ? ('none' as const) : ('none' as const) }) };
    const scope = await app.systemScope(cast.clinic.id, 'test');
    const turn = buildTurn(
      { messages: [picture('photo', 'look')], assistant: { kind: 'model', provider: 'main', seesPictures: true } },
      scope,
    );
    await route(await listen(turn), testBrain({ assistants, intents: [], gate: gate as never }));
    expect(read).toEqual(['look', 'A note that says goodbye.']);
  });
});

describe('nothing is sent', () => {
  it.each([
    ['where the channel does not say so', [voice()], { assistant: { hearsVoice: false } }],
    ['for somebody who asked for silence', [voice()], { optedOut: true }],
    ['of a file that is gone', [voice('gone')], {}],
    ['of a file that is too large', [voice('film')], {}],
    ['of a drawing that is a program', [picture('drawing')], {}],
    ['of a message without a file', [{ kind: 'voice' as const }], {}],
    ['to a provider nobody named', [voice()], { assistant: { provider: 'other' } }],
  ])('%s', async (_what, messages, more) => {
    await heard(messages, more);
    expect(fake.requests).toEqual([]);
  });

  it('of more than three in one breath', async () => {
    fake.always({ kind: 'say', text: 'a word' });
    await heard([voice(), voice(), voice(), voice(), voice()]);
    expect(fake.requests.filter(({ path }) => path.endsWith('/transcriptions'))).toHaveLength(3);
  });
});
