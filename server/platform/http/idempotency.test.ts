import { beforeEach, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { DatabaseUnreachable } from '#platform/db/statement.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { seedCast } from '#tests/kit/cast.ts';
import { type IdempotentRequest, runOnce } from './idempotency.ts';

const app = await createTestApp();
let clinic: Scope;
let done: number;

beforeEach(async () => {
  await app.empty();
  clinic = await app.systemScope((await seedCast(app.organizations, app)).clinic.id, 'ana');
  done = 0;
});

const once = (asked: IdempotentRequest, todo: Parameters<typeof runOnce>[3], scope = clinic) => runOnce(scope, app.database, asked, todo);
const request = (change: Partial<IdempotentRequest> = {}) => ({
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
  expect(await once(request(), work)).toEqual({ status: 201, response: { id: 1 }, replayed: false });
  expect(await once(request(), work)).toEqual({ status: 201, response: { id: 1 }, replayed: true });
  expect(done).toBe(1);
});

it('keeps the key after an error that is no refusal: what was committed before it must not be done again', async () => {
  const failing = async () => {
    await work();
    throw new Error('the answer could not be made');
  };
  await expect(once(request(), failing)).rejects.toThrow('the answer could not be made');
  await expect(once(request(), work)).rejects.toMatchObject({ code: 'idempotency.in_progress' });
  expect(done).toBe(1);
});

it('refuses the same key with another body or address', async () => {
  await once(request(), work);
  for (const other of [{ body: { text: 'bye' } }, { path: '/api/y' }]) {
    await expect(once(request(other), work)).rejects.toMatchObject({ code: 'idempotency.key_reused', status: 409 });
  }
  expect(done).toBe(1);
});

it('keeps keys of other askers and organizations apart', async () => {
  await once(request(), work);
  expect((await once(request(), work, { ...clinic, actor: { ...clinic.actor, id: 'ben' } })).replayed).toBe(false);
});

it('keeps what was answered sealed, and to its own row', async () => {
  const secret = async () => ({ status: 201, response: { secret: 'brs_shown_once', first: 1, a: null } });
  await once(request(), secret);
  await once(request({ key: 'k2' }), work);
  const rows = async () => (await app.database.asOwner('look', [plain('select * from idempotency_keys order by key')]))[0]?.rows ?? [];
  expect(JSON.stringify(await rows())).not.toContain('brs_shown_once');
  // Byte for byte what was answered first.
  expect(JSON.stringify((await once(request(), secret)).response)).toBe('{"secret":"brs_shown_once","first":1,"a":null}');
  const [one] = await rows();
  await app.database.asOwner('swap', [
    plain("update idempotency_keys set sealed_response = $1 where key = 'k2'", [one?.sealed_response as string]),
  ]);
  await expect(once(request({ key: 'k2' }), work)).rejects.toThrow('was changed or belongs to another place');
});

it('of many at once does one, and tells the others that it is under way or done', async () => {
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return work();
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => once(request(), slow)));
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
  await expect(once(request(), refuse)).rejects.toMatchObject({ code: 'outbox.opted_out' });
  expect((await once(request({ body: { text: 'other' } }), work)).replayed).toBe(false);
});

it('never does again what may have been done', async () => {
  const lost = () => Promise.reject(new DatabaseUnreachable('gone while committing'));
  await expect(once(request(), lost)).rejects.toBeInstanceOf(DatabaseUnreachable);
  await expect(once(request(), work)).rejects.toMatchObject({ code: 'idempotency.in_progress' });
  expect(done).toBe(0);
});

it('forgets after 24 hours', async () => {
  await once(request(), work);
  await app.clock.advance(24 * 3_600_000 + 1);
  expect((await once(request({ body: { text: 'new day' } }), work)).replayed).toBe(false);
});

it('names the header when the key is not one', async () => {
  for (const key of ['', ' ', 'ä', 'x'.repeat(256)]) {
    await expect(once(request({ key }), work)).rejects.toMatchObject({
      code: 'bad_request',
      details: { field: 'Idempotency-Key' },
    });
  }
});
