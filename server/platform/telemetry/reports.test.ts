import { afterAll, beforeEach, expect, it } from 'vitest';
import { createHttpClient } from '#platform/http/client.ts';
import { createLog, places } from '#platform/log.ts';
import { createTestClock } from '#tests/kit/clock.ts';
import { createSeededIds } from '#tests/kit/ids.ts';
import { openReceiver } from '#tests/kit/receiver.ts';
import { createReports, parseDsn, type Reports } from './reports.ts';

const receiver = await openReceiver();
const client = createHttpClient();
const clock = createTestClock();
let reports: Reports;
beforeEach(() => {
  receiver.reset();
  const dsn = parseDsn(`${receiver.url.replace('http://', 'http://public@').replace('/hook', '/base')}/42`);
  if (!dsn) throw new Error('The address was not understood.');
  reports = createReports({ dsn, version: '1.2.3', clock, ids: createSeededIds(clock), client });
});
afterAll(async () => {
  await client.close();
  await receiver.close();
});

it('an error that is logged arrives as an envelope: code, stack and ids, and nothing that may not be logged', async () => {
  // It writes two lines to the output of this test: the log has no other place.
  const log = createLog('error', reports.take);
  const fault = Object.assign(new Error('could not greet Amina Njeri'), { code: 'E_GREETING' });
  log.error({ request: 'request-1', text: 'my own worry', note: 'x'.repeat(201), err: places(fault) }, 'a greeting failed');
  log.child({ part: 'greeter' }).error('without fields');
  await reports.close();

  expect(receiver.received).toHaveLength(2);
  const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = receiver.received;
  expect(path).toBe('/base/api/42/envelope/');
  expect(headers).toMatchObject({
    'content-type': 'application/x-sentry-envelope',
    'x-sentry-auth': 'Sentry sentry_version=7, sentry_client=baraza/1.2.3, sentry_key=public',
  });
  const [envelope, item, event, rest] = body.split('\n');
  expect(JSON.parse(item ?? '')).toEqual({ type: 'event', length: Buffer.byteLength(event ?? '') });
  expect(rest).toBe('');
  const told = JSON.parse(event ?? '');
  expect(JSON.parse(envelope ?? '')).toEqual({ event_id: told.event_id, sent_at: clock.now().toISOString() });
  expect(told).toMatchObject({
    event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    timestamp: clock.now().getTime() / 1000,
    platform: 'node',
    level: 'error',
    release: 'baraza@1.2.3',
    message: { formatted: 'a greeting failed' },
    tags: { request: 'request-1', code: 'E_GREETING' },
    exception: { values: [{ type: 'Error', value: 'a greeting failed' }] },
  });
  expect(Object.keys(told.tags)).toEqual(['request', 'code']);
  const { frames } = told.exception.values[0].stacktrace;
  expect(frames.at(-1)).toMatchObject({ filename: expect.stringContaining('reports.test.ts'), lineno: expect.any(Number) });
  for (const word of ['Amina', 'worry', 'xxxx']) expect(body).not.toContain(word);
  expect(JSON.parse(receiver.received[1]?.body.split('\n')[2] ?? '')).toMatchObject({ message: { formatted: 'without fields' } });
});

it('one that happens with every message is told thirty times a minute, and a server that is away costs nothing', async () => {
  for (let n = 0; n < 50; n += 1) reports.take({ n }, 'again');
  receiver.answer = () => ({ status: 500 });
  await clock.advance(5000);
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  await clock.advance(60_000);
  receiver.answer = () => ({ status: 200 });
  const before = receiver.received.length;
  for (let n = 0; n < 50; n += 1) reports.take({ n }, 'again');
  await reports.close();
  expect(receiver.received.length - before).toBe(30);
});

it('understands the addresses that Sentry gives out, and no others', () => {
  expect(parseDsn('https://abc@o1.ingest.sentry.example/7')).toEqual({
    url: 'https://o1.ingest.sentry.example/api/7/envelope/',
    key: 'abc',
  });
  for (const wrong of ['sentry', 'https://sentry.example/7', 'https://abc@sentry.example/', 'ftp://abc@sentry.example/7'])
    expect(parseDsn(wrong)).toBeNull();
});
