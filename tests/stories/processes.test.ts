import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#contract/realtime.ts';
import type { Feed } from '#platform/realtime/feed.ts';
import { createTestBus } from '#tests/kit/bus.ts';
import { asKey } from '#tests/kit/request.ts';
import { amina, openStory, type Process } from '#tests/kit/story.ts';

/** Several processes on one database, which tell each other what they do: docs/running/scale.md. */
const join = createTestBus();
const story = await openStory({ bus: join() });
beforeEach(() => story.reset());
afterAll(() => story.end());

/** Lets notes that are on their way arrive. */
const heard = async () => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
};
async function beside<T>(how: Parameters<typeof story.another>[0], work: (other: Process) => Promise<T>): Promise<T> {
  const other = await story.another({ bus: join(), ...how });
  try {
    return await work(other);
  } finally {
    story.home();
    await other.end();
  }
}

describe('what one process does', () => {
  test('is told to pages that are open at another', async () => {
    await story.connect();
    const changes: Change[] = [];
    const end = (story.app.live as Feed<Change>).watch(story.cast.clinic.id, (batch) => changes.push(...batch.changes));
    await beside({ sweeps: false }, async (other) => {
      story.graph.setWebhook(other.webhookUrl);
      await story.say('Habari');
      await story.settled();
      await heard();
      await story.clock.advance(100);
    });
    end();
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(
      new Set(['message.created', 'contact.changed', 'turn.created', 'message.changed']),
    );
  });

  test('to a channel counts at another at once', async () => {
    const channel = await story.connect();
    await beside({ sweeps: false }, async (other) => {
      story.graph.setWebhook(other.webhookUrl);
      await story.say('one');
      await story.settled();
      // The other remembers the channel as it was.
      await story.ask('POST', `/api/channels/${channel}/disable`);
      await heard();
      await story.say('two');
      await story.settled();
      expect(story.textsTo(amina)).toEqual(['echo: one']);
    });
  });

  test('to an API key counts at another at once', async () => {
    await story.connect();
    await beside({ sweeps: false }, async (other) => {
      const there = asKey(other.app.server, story.cast.clinic);
      expect((await there('GET', '/api/channels')).status).toBe(200);
      await story.rows('update api_keys set revoked_at = now()');
      await story.rows("delete from directory where kind = 'api_key'");
      story.app.organizations.forgetKeys();
      await heard();
      expect((await there('GET', '/api/channels')).status).toBe(401);
    });
  });
});

describe('a process with a role', () => {
  test('worker: takes what is due, says how it is, and answers nothing else', async () => {
    await story.connect();
    await beside({ role: 'worker' }, async (worker) => {
      const ask = async (url: string) => (await worker.app.server.inject(url)).statusCode;
      expect(await ask('/health/ready')).toBe(200);
      expect(await ask('/metrics')).toBe(200);
      for (const url of ['/', '/api/channels', '/docs', '/webhooks/whatsapp', '/api/auth/get-session'])
        expect(await ask(url), url).toBe(404);
    });
  });

  test('api: answers what it took itself, and leaves what is due to workers', async () => {
    await story.connect({ assistant: { kind: 'echo', quietMs: 0 } });
    await beside({ role: 'api' }, async (api) => {
      story.graph.setWebhook(api.webhookUrl);
      await story.say('Habari');
      await story.settled();
      expect(story.textsTo(amina)).toEqual(['echo: Habari']);
      expect((await api.app.server.inject('/health/ready')).statusCode).toBe(200);
      // Nobody's work: found by the story's own program, which looks for it.
      story.watch.labels.length = 0;
      await story.pass(2);
      expect(story.watch.labels.filter((label) => label === 'sweep')).toHaveLength(2);
    });
  });
});
