import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { amina, juma, openStory } from '#tests/kit/story.ts';

const story = await openStory();
let channel: string;
beforeEach(async () => {
  await story.reset();
  channel = await story.connect();
});
afterAll(() => story.end());

const onlyMessage = async () => {
  const rows = await story.outgoing();
  expect(rows).toHaveLength(1);
  return rows[0] as Record<string, unknown>;
};
/** Until the one outgoing message has this status and its lane is given back. */
const becomes = (status: string) =>
  story.watch.until(async () => {
    const [row] = await story.rows(
      `select m.*, v.lane_due_at from messages m join conversations v on v.id = m.conversation_id
       where m.direction = 'out' and m.status = $1 and v.lane_lease is null`,
      [status],
    );
    return row;
  });
const secondsFromNow = (time: unknown) => ((time as Date).getTime() - story.clock.now().getTime()) / 1000;

describe('the provider is in trouble', () => {
  test('a message that met a server error is tried again after growing pauses until it goes', async () => {
    story.graph.inject({ kind: 'server_error' }, 3);
    await story.say('Habari');
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const row = await story.watch.until(async () => {
        const waiting = await becomes('pending');
        return waiting.attempts === attempt ? waiting : null;
      });
      waits.push(secondsFromNow(row.lane_due_at));
      expect(row.trouble).toMatchObject({ code: 'whatsapp.provider_trouble' });
      await story.pass(Math.ceil(waits.at(-1) ?? 0));
    }
    await story.settled();
    // Between half and all of 2, 4 and 8 seconds.
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(2 ** index);
      expect(wait).toBeLessThanOrEqual(2 ** (index + 1));
    }
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect(await onlyMessage()).toMatchObject({ status: 'sent', attempts: 4, trouble: null });
  });

  test('one contact who must wait does not hold up another, and nothing overtakes in a conversation', async () => {
    story.graph.inject({ kind: 'server_error' });
    await story.say('first', amina);
    await becomes('pending');
    await story.say('second', amina);
    await story.say('hello', juma);
    await story.graph.waitFor(() => story.textsTo(juma).length === 1);
    expect(story.textsTo(amina)).toEqual([]);
    await story.pass(3);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: first', 'echo: second']);
  });

  test('after 24 hours of trouble it is given up and shown to a person', async () => {
    await story.connect({ tenant: 'festival' });
    story.graph.setFaultRates({ server_error: 1 });
    await story.say('Habari');
    await becomes('pending');
    await story.clock.skip(24 * 3600 * 1000 - 1000);
    story.graph.setFaultRates({ server_error: 1 });
    // The window is kept open, so that it is the trouble that ends it.
    await story.say('still there?');
    await story.passMinutes(16);
    await story.watch.until(async () => (await story.outgoing())[0]?.status === 'error');
    const failed = (await story.ask('GET', '/api/failed-sends')).body.items;
    expect(failed.map((one: { text: string }) => one.text)).toContain('echo: Habari');
  });

  test('"429, Retry-After 1" holds the whole number for that second', async () => {
    story.graph.inject({ kind: 'rate_limited' });
    await story.say('Habari', amina);
    const row = await becomes('pending');
    expect(secondsFromNow(row.lane_due_at)).toBe(1);
    await story.say('hello', juma);
    await story.watch.idle();
    expect(story.graph.sent).toEqual([]);
    await story.pass(3);
    await story.settled();
    expect([story.textsTo(amina), story.textsTo(juma)]).toEqual([['echo: Habari'], ['echo: hello']]);
  });

  test('"too many to this contact" (131056) holds this contact only', async () => {
    story.graph.inject({ kind: 'pair_rate_limited' });
    await story.say('Habari', amina);
    await becomes('pending');
    await story.say('hello', juma);
    await story.graph.waitFor(() => story.textsTo(juma).length === 1);
    expect(story.textsTo(amina)).toEqual([]);
    await story.pass(3);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('what Meta will never take is shown with its reason, and the next message goes', async () => {
    story.graph.inject({ kind: 'refused', code: 131026 });
    await story.say('one');
    await story.settled();
    await story.say('two');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: two']);
    const [failed] = (await story.ask('GET', '/api/failed-sends')).body.items;
    expect(failed).toMatchObject({
      text: 'echo: one',
      status: 'failed',
      trouble: { code: 'whatsapp.undeliverable', advice: expect.any(String) },
    });
  });
});

describe('the token is dead (190)', () => {
  test('the channel is paused and says why; a new token through the API sends what waited, in order', async () => {
    story.graph.setAccessToken('a new one');
    await story.say('one');
    await becomes('pending');
    await story.say('two');
    await story.watch.idle();
    const paused = (await story.ask('GET', `/api/channels/${channel}`)).body;
    expect(paused).toMatchObject({
      state: 'paused',
      trouble: { code: 'whatsapp.token_invalid', advice: expect.stringContaining('access token') },
    });

    // What comes in is still taken, and held.
    await story.pass(120);
    expect(story.graph.sent).toEqual([]);
    const patched = await story.ask('PATCH', `/api/channels/${channel}`, { body: { secrets: { accessToken: 'a new one' } } });
    expect(patched.body).toMatchObject({ state: 'active', trouble: null });
    // At the next sweep, not when the lane would have looked again.
    await story.pass(2);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two']);
  });

  test('mended at Meta and enabled again through the API, it goes on too', async () => {
    story.graph.inject({ kind: 'token_expired' });
    await story.say('one');
    await becomes('pending');
    await story.pass(120);
    expect(story.graph.sent).toEqual([]);
    expect((await story.ask('POST', `/api/channels/${channel}/enable`)).body).toMatchObject({ state: 'active', trouble: null });
    await story.pass(2);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: one']);
  });
});

describe('pace', () => {
  test('a number with five a second sends five at once and then one in 200 ms', async () => {
    await story.reset();
    await story.connect({ limits: { perSecond: 5, pair: { burst: 100, everySeconds: 1 } } });
    await Promise.all(Array.from({ length: 12 }, (_, n) => story.say('Habari', { from: `4477009001${String(n).padStart(2, '0')}` })));
    await story.watch.until(async () => (await story.rows("select 1 from messages where direction = 'out'")).length === 12);
    await story.graph.waitFor((graph) => graph.sent.length === 5);
    await story.watch.idle();
    expect(story.graph.sent).toHaveLength(5);
    for (let step = 0; step < 20 && story.graph.sent.length < 12; step += 1) {
      const before = story.graph.sent.length;
      await story.clock.advance(200);
      if (before < 12) await story.graph.waitFor((graph) => graph.sent.length > before);
      await story.watch.idle();
      expect(story.graph.sent.length - before).toBeLessThanOrEqual(1);
    }
    await story.settled();
    expect(new Set(story.graph.sent.map(({ to }) => to)).size).toBe(12);
  });

  test('one contact gets a burst of three and then one in six seconds; others are not held up', async () => {
    await story.reset();
    await story.connect({ limits: { perSecond: 1000, pair: { burst: 3, everySeconds: 6 } } });
    for (let n = 0; n < 5; n += 1) await story.say(`m${n}`, amina);
    await story.graph.waitFor(() => story.textsTo(amina).length === 3);
    await story.say('hello', juma);
    await story.graph.waitFor(() => story.textsTo(juma).length === 1);
    await story.watch.idle();
    expect(story.textsTo(amina)).toHaveLength(3);
    await story.pass(5);
    expect(story.textsTo(amina)).toHaveLength(3);
    await story.pass(1);
    await story.graph.waitFor(() => story.textsTo(amina).length === 4);
    await story.pass(6);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: m0', 'echo: m1', 'echo: m2', 'echo: m3', 'echo: m4']);
  });
});
