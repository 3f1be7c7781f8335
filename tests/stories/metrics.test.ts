import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

const read = async () => (await story.app.server.inject('/metrics')).body;
/** The value of one line, its labels included. */
const numberOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1),
  );

describe('metrics', () => {
  test('tell what happened on the way of a message, and what waits, and nothing of whom', async () => {
    const before = await read();
    story.graph.inject({ kind: 'server_error' });
    await story.say('a very private question', amina);
    await story.watch.until(
      async () => (await story.rows("select 1 from messages where direction = 'out' and attempts = 1 and status = 'pending'"))[0],
    );
    await story.watch.idle();
    const between = await read();
    expect(numberOf(between, 'baraza_lanes_waiting')).toBe(1);
    const failed = 'baraza_send_failures_total{channel="whatsapp",code="whatsapp.provider_trouble"}';
    expect(numberOf(between, failed) - (numberOf(before, failed) || 0)).toBe(1);
    await story.pass(3);
    await story.settled();

    const after = await read();
    const taken = 'baraza_send_seconds_count{channel="whatsapp",outcome="taken"}';
    expect(numberOf(after, taken) - (numberOf(before, taken) || 0)).toBe(1);
    expect(numberOf(after, 'baraza_turn_seconds_count{path="open"}')).toBeGreaterThan(0);
    for (const stage of ['accept', 'commit_turns', 'stamp_sending', 'mark_rows']) {
      expect(numberOf(after, `baraza_database_seconds_count{stage="${stage}"}`), stage).toBeGreaterThan(0);
    }
    expect(numberOf(after, 'baraza_http_seconds_count{door="webhooks",status="2xx"}')).toBeGreaterThan(0);
    expect(numberOf(after, 'baraza_work_due{kind="turns"}')).toBe(0);
    expect(numberOf(after, 'baraza_lanes_waiting')).toBe(0);
    for (const secret of ['private', amina.from, 'Amina', story.cast.clinic.id, 'clinic']) expect(after).not.toContain(secret);
  });

  test('say for how long the oldest work has been due', async () => {
    await story.say('Habari', amina);
    await story.settled();
    const now = story.clock.now();
    // Held by somebody, so that the sweep leaves it.
    await story.rows('update contacts set work = done + 1, due_at = $1, turn_until = $2', [
      new Date(now.getTime() - 90_000),
      new Date(now.getTime() + 60_000),
    ]);
    expect(numberOf(await read(), 'baraza_work_oldest_seconds{kind="turns"}')).toBe(90);
    await story.rows('update contacts set work = done, turn_until = null');
  });

  test('have the form that Prometheus reads', async () => {
    const text = await read();
    expect(text.endsWith('\n')).toBe(true);
    const line = /^(# (HELP|TYPE) baraza_[a-z_]+ .+|baraza_[a-z_]+(\{([a-z]+="[^"\n]*",?)+\})? -?[0-9.e+-]+)$/;
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((one) => !line.test(one)),
    ).toEqual([]);
    const bucket = (end: string) => numberOf(text, `baraza_database_seconds_bucket{stage="accept",le="${end}"}`);
    expect(bucket('30')).toBeGreaterThanOrEqual(bucket('0.001'));
    expect(bucket('+Inf')).toBe(numberOf(text, 'baraza_database_seconds_count{stage="accept"}'));
  });
});

describe('who may read them', () => {
  test('without a token: this machine itself, and nobody who is passed on by a proxy on it', async () => {
    const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      story.app.server.inject({ url: '/metrics', headers, remoteAddress }).then(({ statusCode }) => statusCode);
    expect(await ask({})).toBe(200);
    expect(await ask({}, '::1')).toBe(200);
    expect(await ask({}, '203.0.113.7')).toBe(404);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(await ask({ [header]: '203.0.113.7' }), header).toBe(404);
  });

  test('with a token: who brings it, from anywhere', async () => {
    const app = await createTestApp({ metricsToken: 'a-token-for-metrics' });
    const ask = (authorization?: string) =>
      app.server
        .inject({ url: '/metrics', headers: authorization ? { authorization } : {}, remoteAddress: '203.0.113.7' })
        .then(({ statusCode }) => statusCode);
    expect(await ask('Bearer a-token-for-metrics')).toBe(200);
    expect(await ask('Bearer another')).toBe(401);
    expect(await ask()).toBe(401);
    await app.server.close();
  });
});
