import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { echo } from '#assistants/echo.ts';
import type { DeadLetter } from '#contract/dead-letters.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { signIn } from '#tests/kit/request.ts';
import { amina, openStory } from '#tests/kit/story.ts';

/** What was given up stands in one list, says why, and can be tried once more. */
const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => story.end());

const list = async (query = '') => (await story.ask('GET', `/api/dead-letters${query}`)).body.items as DeadLetter[];
const replay = ({ kind, id }: DeadLetter) => story.ask('POST', `/api/dead-letters/${id}/replay`, { body: { kind } });

describe('a message that did not go out', () => {
  test('says why, and goes when somebody asks for it', async () => {
    story.graph.inject({ kind: 'refused', code: 131026 });
    await story.say('Habari');
    await story.settled();
    const [letter, ...others] = await list();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ kind: 'send', trouble: { code: 'whatsapp.undeliverable', advice: expect.any(String) } });
    expect((await replay(letter as DeadLetter)).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect(await list()).toEqual([]);
  });
});

describe('a turn that failed again and again', () => {
  /** Five failures, after which people have the conversation. */
  async function giveUp(): Promise<DeadLetter> {
    vi.spyOn(echo, 'answer').mockRejectedValue(new Error('the model burned down'));
    await story.say('Habari');
    for (let failures = 1; failures <= 5; failures += 1) {
      await story.watch.until(async () => (await story.rows('select 1 from contacts where failures = $1', [failures]))[0]);
      await story.pass(2 ** failures + 1);
    }
    await story.settled();
    vi.restoreAllMocks();
    const [letter] = await list('?kind=turn');
    return letter as DeadLetter;
  }

  test('is decided again by the assistant that is well by now, once', async () => {
    const letter = await giveUp();
    expect(letter).toMatchObject({ kind: 'turn', trouble: { code: 'turn.failed' }, conversationId: expect.any(String) });
    expect((await replay(letter)).status).toBe(200);
    await story.pass(1);
    await story.settled();
    expect(story.textsTo(amina).at(-1)).toBe('echo: Habari');
    expect(await list()).toEqual([]);
    expect((await replay(letter)).body.error.code).toBe('conversations.moved_on');
  });

  test('is left alone when the person has written since', async () => {
    const letter = await giveUp();
    await story.say('hello?');
    await story.settled();
    const again = await replay(letter);
    expect([again.status, again.body.error.code]).toEqual([409, 'conversations.moved_on']);
    expect((await story.ask('GET', `/api/conversations/${letter.conversationId}`)).body.handler).toBe('people');
  });
});

describe('all kinds together', async () => {
  const app = await createTestApp();
  afterAll(() => app.server.close());

  test('are one list in pages, each letter once; calls and deliveries are tried again', async () => {
    const cast = await app.reset();
    const seeded = await seedConversation(app, cast.clinic);
    await seedConversation(app, cast.festival);
    const ask = await signIn(app.server, cast.clinic.owner);
    const stranger = await signIn(app.server, cast.festival.owner);
    const state = (sql: string) => app.database.asOwner('fail', [{ text: sql, values: [] }]);
    await state("update messages set status = 'failed', trouble = null where direction = 'out'");
    await state("update webhook_deliveries set state = 'failed', due_at = null, problem = 'The answer was 500, not 2xx.', code = 500");
    await state("update incoming_calls set state = 'failed', due_at = null");
    const seen: DeadLetter[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { body: { items: DeadLetter[]; nextCursor: string | null } } = await ask(
        'GET',
        `/api/dead-letters?limit=1${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(seen.map(({ kind }) => kind).sort()).toEqual(['call', 'delivery', 'send']);
    expect(seen.find(({ kind }) => kind === 'delivery')).toMatchObject({ subscriptionId: seeded.subscriptionId });
    for (const { kind, id } of seen.filter(({ kind }) => kind !== 'send')) {
      expect((await ask('POST', `/api/dead-letters/${id}/replay`, { body: { kind } })).status, kind).toBe(200);
      expect((await stranger('POST', `/api/dead-letters/${id}/replay`, { body: { kind } })).status, kind).toBe(404);
      expect((await ask('POST', `/api/dead-letters/${id}/replay`, { body: { kind } })).status, kind).toBe(409);
    }
    expect((await ask('GET', '/api/dead-letters')).body.items.map(({ kind }: DeadLetter) => kind)).toEqual(['send']);
    expect((await ask('GET', '/api/dead-letters?cursor=WyJ4Il0')).status).toBe(400);
  });
});
