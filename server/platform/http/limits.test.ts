import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createLog } from '#platform/log.ts';
import { createTestApp, noLimits } from '#tests/kit/app.ts';
import { asKey, asker, asNobody } from '#tests/kit/request.ts';
import { testRedisUrl } from '#tests/kit/server-url.ts';
import { createLimits, type Limits, networkOf } from './limits.ts';

const log = createLog('silent');
const numbers = { ...noLimits, keyPerMinute: 3, addressPerHour: 5 };
// Opened here, where the database may take its time.
const keyed = await createTestApp({ limits: numbers });
const addressed = await createTestApp({ limits: { addressPerHour: 5 } });
const open: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all([keyed.server.close(), addressed.server.close()]));
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function limitsOn(redisUrl: string | null): Limits {
  const limits = createLimits({ numbers, redisUrl, redisMs: 30_000, log });
  open.push(limits);
  return limits;
}

describe('counting', () => {
  it('allows so many and refuses the next, each key for itself, saying when to try again', async () => {
    const limits = limitsOn(null);
    const left = [];
    for (let n = 0; n < 3; n += 1) left.push((await limits.take('key', 'a')).remaining);
    expect(left).toEqual([2, 1, 0]);
    await expect(limits.take('key', 'a')).rejects.toMatchObject({
      status: 429,
      code: 'too_many_requests',
      details: { limitOf: 'key', limit: 3, retryAfterSeconds: expect.any(Number) },
    });
    expect((await limits.take('key', 'b')).remaining).toBe(2);
    expect((await limits.take('address', 'a')).remaining).toBe(4);
  });

  it('is off where the number is 0', async () => {
    const limits = limitsOn(null);
    for (let n = 0; n < 50; n += 1) expect((await limits.take('model', 'a')).limit).toBeNull();
  });

  it('allows somebody with a limit of their own as many as that says', async () => {
    const limits = limitsOn(null);
    for (let n = 0; n < 5; n += 1) await limits.take('key', 'a', 5);
    await expect(limits.take('key', 'a', 5)).rejects.toMatchObject({ details: { limit: 5 } });
    expect(await limits.take('model', 'a', 2)).toMatchObject({ limit: 2, remaining: 1 });
    expect((await limits.take('key', 'b', 0)).limit).toBeNull();
  });

  it('goes on in the process when Redis cannot be reached', async () => {
    const limits = limitsOn('redis://127.0.0.1:1');
    for (let n = 0; n < 3; n += 1) await limits.take('key', 'a');
    await expect(limits.take('key', 'a')).rejects.toMatchObject({ status: 429 });
  });

  it.skipIf(!testRedisUrl)('is done together by two processes on one Redis', async () => {
    const [one, two] = [limitsOn(testRedisUrl as string), limitsOn(testRedisUrl as string)];
    const key = `test ${process.pid} ${process.hrtime.bigint()}`;
    // Until both are connected each counts for itself.
    await expect
      .poll(async () => [await one.take('address', `${key} warm`), await two.take('address', `${key} warm`)])
      .toMatchObject([{}, { remaining: expect.toSatisfy((left: number) => left < 4) }]);
    await one.take('key', key);
    await two.take('key', key);
    expect((await one.take('key', key)).remaining).toBe(0);
    await expect(two.take('key', key)).rejects.toMatchObject({ status: 429 });
  });
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:203.0.113.9', '::ffff:203.0.113.9'],
])('takes %s as %s', (address, network) => expect(networkOf(address)).toBe(network));

describe('the API', () => {
  it('limits a key at each address for itself, with headers and a body a program can act on', async () => {
    const ask = asKey(keyed.server, (await keyed.reset()).clinic);
    const first = await ask('GET', '/api/contacts');
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '2' });
    for (let n = 0; n < 2; n += 1) expect((await ask('GET', '/api/contacts')).status).toBe(200);
    const refused = await ask('GET', '/api/contacts');
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({ code: 'too_many_requests', details: { limitOf: 'key', limit: 3 } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers).toMatchObject({ 'ratelimit-remaining': '0', 'ratelimit-reset': refused.headers['retry-after'] });
    expect((await ask('GET', '/api/channels')).status).toBe(200);
  });

  it('limits an address without valid credentials, and never who shares it and has them', async () => {
    const app = addressed;
    const cast = await app.reset();
    const wrong = asker(app.server, { authorization: 'Bearer brz_guess' });
    for (let n = 0; n < 3; n += 1) expect((await wrong('GET', '/api/contacts')).status).toBe(401);
    for (let n = 0; n < 2; n += 1) expect((await asNobody(app.server)('GET', '/openapi.json')).status).toBe(200);
    expect((await wrong('GET', '/api/contacts')).status).toBe(429);
    expect((await asNobody(app.server)('GET', '/docs')).status).toBe(429);
    expect((await asKey(app.server, cast.clinic)('GET', '/api/contacts')).status).toBe(200);
    // Whoever watches or delivers is not limited.
    expect((await asNobody(app.server)('GET', '/health')).status).toBe(200);
    expect((await asNobody(app.server)('POST', '/webhooks/whatsapp', { body: {} })).status).toBe(400);
  });
});
