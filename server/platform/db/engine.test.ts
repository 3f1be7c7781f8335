import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { inTransaction } from './database.ts';
import { plain, prepared } from './sql.ts';
import { DatabaseError } from './statement.ts';

/** What both engines promise; the suite runs on the embedded one and, in CI, on a server. */
const app = await createTestApp();
const { database } = app;
let cast: Cast;
beforeAll(async () => {
  cast = await app.reset();
  await database.asOwner('set up', [
    plain('create table if not exists scratch (n int primary key, t text, b bytea)'),
    plain('grant all on scratch to baraza_app'),
  ]);
});
afterAll(async () => {
  await database.asOwner('tear down', [plain('drop table scratch')]);
  await app.server.close();
});

const insert = prepared('insert into scratch (n, t) values ($1, $2) returning n');
const count = async () =>
  (await database.script('count', null, { all: plain<{ n: number }>('select count(*) as n from scratch') })).all.rows[0]?.n;

describe('a script', () => {
  test('is one transaction: an error in the middle undoes what was before it', async () => {
    const before = await count();
    const failing = database.script('fail', null, { first: insert(1, 'a'), wrong: plain('select 1 / 0'), last: insert(2, 'b') });
    await expect(failing).rejects.toMatchObject({ name: 'DatabaseError', code: '22012' });
    expect(await count()).toBe(before);
  });

  test('that fails before a statement was prepared leaves it usable', async () => {
    const fresh = prepared<{ n: number }>('select $1::int + 41 as n');
    await expect(database.script('fail', null, { wrong: plain('select 1 / 0'), one: fresh(1) })).rejects.toThrow(DatabaseError);
    const { one, leftOut, two } = await database.script('again', null, { one: fresh(1), leftOut: undefined, two: fresh(2) });
    expect([one.rows, leftOut.rows, two.rows]).toEqual([[{ n: 42 }], [], [{ n: 43 }]]);
  });

  test('names what stands in the way of a unique key', async () => {
    await database.script('insert', null, { one: insert(10, 'a') });
    const failing = database.script('insert', null, { one: insert(10, 'a') });
    await expect(failing).rejects.toMatchObject({ isDuplicate: true, constraint: 'scratch_pkey' });
  });

  test('carries every kind of value there and back', async () => {
    const time = new Date('2026-11-20T14:00:00.123Z');
    const words = ['plain', 'with "quotes"', 'back\\slash', 'comma,', '{brace}', '', 'NULL', 'ünïcödé 🦁'];
    const { result } = await database.script('values', null, {
      result: plain(
        'select $1::timestamptz as time, $2::text[] as words, $3::bytea as bytes, $4::bigint as large, $5::boolean as yes, $6::text as nothing, $7::int[] as numbers',
        [time, words, Buffer.from([0, 1, 255]), 9_007_199_254_740_991, true, null, [1, 2, 3]],
      ),
    });
    expect(result.rows[0]).toEqual({
      time,
      words,
      bytes: Buffer.from([0, 1, 255]),
      large: 9_007_199_254_740_991,
      yes: true,
      nothing: null,
      numbers: [1, 2, 3],
    });
  });

  test('a hundred at once each get their own answer', async () => {
    const double = prepared<{ n: number }>('select $1::int * 2 as n');
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => database.script('double', null, { one: double(n) })));
    expect(answers.map(({ one }) => one.rows[0]?.n)).toEqual(Array.from({ length: 100 }, (_, n) => 2 * n));
  });

  test('works as the application’s role in one organization, and leaves nothing of it behind', async () => {
    const whoAmI = prepared("select current_user as who, current_setting('app.organization') as organization");
    const { inside } = await database.script('who', cast.clinic.id, { inside: whoAmI() });
    expect(inside.rows[0]).toEqual({ who: 'baraza_app', organization: cast.clinic.id });
    const { seen } = await database.script('see', cast.festival.id, { seen: plain('select id from organizations') });
    expect(seen.rows).toEqual([{ id: cast.festival.id }]);
    const { outside } = await database.script('see', null, { outside: plain('select id from organizations') });
    expect(outside.rows).toEqual([]);
  });
});

describe('a transaction', () => {
  const scope = () => ({ db: database.of(cast.clinic.id) });

  test('is undone as a whole when its work throws', async () => {
    const work = inTransaction(scope(), 'throw', async ({ db }) => {
      await sql`insert into scratch (n) values (20)`.execute(db);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect((await database.script('look', null, { found: plain('select 1 from scratch where n = 20') })).found.rows).toEqual([]);
  });

  test('is undone when the database refuses a statement, and the session is good again', async () => {
    const work = inTransaction(scope(), 'fail', async ({ db }) => {
      await sql`insert into scratch (n) values (30)`.execute(db);
      await sql`select 1 / 0`.execute(db);
    });
    await expect(work).rejects.toThrow(DatabaseError);
    expect((await database.script('look', null, { found: plain('select 1 from scratch where n = 30') })).found.rows).toEqual([]);
  });

  test('refuses a script, a query of another handle and another transaction inside, by name, instead of waiting for ever', async () => {
    await inTransaction(scope(), 'outer', async () => {
      await expect(database.script('inner', null, {})).rejects.toThrow('inside the open transaction "outer"');
      await expect(database.of(cast.clinic.id).selectFrom('contacts').selectAll().execute()).rejects.toThrow('"outer"');
      await expect(inTransaction(scope(), 'inner', async () => undefined)).rejects.toThrow('"outer"');
    });
    await database.script('after', null, {});
  });
});
