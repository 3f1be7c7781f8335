import { beforeEach, expect, it } from 'vitest';
import { DatabaseUnreachable } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { seedCast } from '#tests/kit/cast.ts';
import { runOnce } from './idempotency.ts';

const app = await createTestApp();
let organizationId: string;
let done: number;

beforeEach(async () => {
  await app.empty();
  organizationId = (await seedCast(app.organizations, app)).clinic.id;
  done = 0;
});

const request = (change: Partial<Parameters<typeof runOnce>[1]> = {}) => ({
  organizationId,
  actorId: 'ana',
  key: 'k1',
  method: 'POST',
  path: '/api/x',
  body: { text: 'hello' },
  ...change,
});
const work = async () => {
  done += 1;
  return { status: 201, response: { id: done } };
};

it('does the work once and answers the same again', async () => {
  expect(await runOnce(app, request(), work)).toEqual({ status: 201, response: { id: 1 }, replayed: false });
  expect(await runOnce(app, request(), work)).toEqual({ status: 201, response: { id: 1 }, replayed: true });
  expect(done).toBe(1);
});

it('keeps the key after an error that is no refusal: what was committed before it must not be done again', async () => {
  const failing = async () => {
    await work();
    throw new Error('the answer could not be made');
  };
  await expect(runOnce(app, request(), failing)).rejects.toThrow('the answer could not be made');
  await expect(runOnce(app, request(), work)).rejects.toMatchObject({ code: 'idempotency.in_progress' });
  expect(done).toBe(1);
});

it('refuses the same key with another body or address', async () => {
  await runOnce(app, request(), work);
  for (const other of [{ body: { text: 'bye' } }, { path: '/api/y' }]) {
    await expect(runOnce(app, request(other), work)).rejects.toMatchObject({ code: 'idempotency.key_reused', status: 409 });
  }
  expect(done).toBe(1);
});

it('keeps keys of other askers and organizations apart', async () => {
  await runOnce(app, request(), work);
  expect((await runOnce(app, request({ actorId: 'ben' }), work)).replayed).toBe(false);
});

it('of many at once does one, and tells the others that it is under way or done', async () => {
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return work();
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => runOnce(app, request(), slow)));
  expect(done).toBe(1);
  // Who comes after the first has answered is answered the same.
  const answers = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(answers.filter((one) => !one.replayed)).toHaveLength(1);
  expect(new Set(answers.map((one) => JSON.stringify(one.response)))).toEqual(new Set(['{"id":1}']));
  for (const one of results) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'idempotency.in_progress', status: 409 });
  }
});

it('lets a refused request be mended and sent again', async () => {
  const refuse = () => Promise.reject(new Refusal('outbox.opted_out', 'No.', { status: 409 }));
  await expect(runOnce(app, request(), refuse)).rejects.toMatchObject({ code: 'outbox.opted_out' });
  expect((await runOnce(app, request({ body: { text: 'other' } }), work)).replayed).toBe(false);
});

it('never does again what may have been done', async () => {
  const lost = () => Promise.reject(new DatabaseUnreachable('gone while committing'));
  await expect(runOnce(app, request(), lost)).rejects.toBeInstanceOf(DatabaseUnreachable);
  await expect(runOnce(app, request(), work)).rejects.toMatchObject({ code: 'idempotency.in_progress' });
  expect(done).toBe(0);
});

it('forgets after 24 hours', async () => {
  await runOnce(app, request(), work);
  await app.clock.advance(24 * 3_600_000 + 1);
  expect((await runOnce(app, request({ body: { text: 'new day' } }), work)).replayed).toBe(false);
});

it('names the header when the key is not one', async () => {
  for (const key of ['', ' ', 'ä', 'x'.repeat(256)]) {
    await expect(runOnce(app, request({ key }), work)).rejects.toMatchObject({
      code: 'bad_request',
      details: { field: 'Idempotency-Key' },
    });
  }
});
