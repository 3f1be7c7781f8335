import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { testServerUrl } from '#tests/kit/server-url.ts';
import { openWire, type Wire } from '#tests/kit/wire.ts';
import { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { plain, prepared } from './sql.ts';
import { DatabaseUnreachable } from './statement.ts';

const url = testServerUrl;
const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function open(address: string): Database {
  const database = new Database(openPostgres(address, { connections: 2, log: createLog('silent') }));
  closing.push(() => database.close());
  return database;
}
const one = prepared('select 1 as n');
const ask = (database: Database, answerMs?: number) => database.engine.use('ask', (connection) => connection.run([one()]), answerMs);

describe('a server that is not there', () => {
  test('is called unreachable, in time for a webhook’s 503', async () => {
    const began = performance.now();
    await expect(ask(open('postgres://nobody:x@127.0.0.1:1/none'))).rejects.toBeInstanceOf(DatabaseUnreachable);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('that takes the connection and says nothing is, too', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closing.push(() => silent.close());
    const began = performance.now();
    await expect(ask(open(`postgres://nobody:x@127.0.0.1:${(silent.address() as AddressInfo).port}/none`))).rejects.toBeInstanceOf(
      DatabaseUnreachable,
    );
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe.skipIf(!url)('a connection that dies', () => {
  async function wireTo(): Promise<Wire> {
    const wire = await openWire(url ?? '');
    closing.push(() => wire.close());
    return wire;
  }

  test('without a word: the script fails instead of waiting for ever, and the next has a new connection', async () => {
    const wire = await wireTo();
    const database = open(wire.url);
    await ask(database);
    wire.hang();
    await expect(ask(database, 300)).rejects.toBeInstanceOf(DatabaseUnreachable);
    wire.mend();
    expect((await ask(database))[0]?.rows).toEqual([{ n: 1 }]);
  });

  test('without a word in a transaction: what follows on it, the rollback too, is refused at once', async () => {
    const wire = await wireTo();
    const database = open(wire.url);
    await ask(database);
    const work = database.engine.use(
      'transaction',
      async (connection) => {
        await connection.run([plain('begin')]);
        wire.hang();
        await connection.run([plain('select 1')]).catch(() => undefined);
        const began = performance.now();
        await expect(connection.run([plain('rollback')])).rejects.toBeInstanceOf(DatabaseUnreachable);
        return performance.now() - began;
      },
      300,
    );
    expect(await work).toBeLessThan(100);
  });

  test('with a cut: what was under way is unreachable, what follows works', async () => {
    const wire = await wireTo();
    const database = open(wire.url);
    await ask(database);
    const slow = database.engine.use('slow', (connection) => connection.run([plain('select pg_sleep(5)')]));
    const settled = slow.catch((error: unknown) => error);
    await ask(database);
    wire.cut();
    expect(await settled).toBeInstanceOf(DatabaseUnreachable);
    // The idle one was cut too; the pool hears of it a moment later.
    await eventually(async () => expect((await ask(database))[0]?.rows).toEqual([{ n: 1 }]));
  });

  test('because an administrator ended it: unreachable, and then it works again with what was prepared', async () => {
    const database = open(url ?? '');
    await ask(database);
    const ended = database.engine.use('end', (connection) => connection.run([plain('select pg_terminate_backend(pg_backend_pid())')]));
    await expect(ended).rejects.toBeInstanceOf(DatabaseUnreachable);
    expect((await ask(database))[0]?.rows).toEqual([{ n: 1 }]);
  });

  test('an ordinary error keeps the connection', async () => {
    const database = open(url ?? '');
    const pid = async () =>
      (await database.engine.use('pid', (connection) => connection.run([plain('select pg_backend_pid() as pid')])))[0]?.rows[0]?.pid;
    const before = await pid();
    await expect(database.engine.use('fail', (connection) => connection.run([plain('select 1 / 0')]))).rejects.toMatchObject({
      code: '22012',
    });
    expect(await pid()).toBe(before);
  });
});
