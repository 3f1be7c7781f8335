import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '#platform/db/database.ts';
import { openPostgres } from '#platform/db/postgres.ts';
import { plain } from '#platform/db/sql.ts';
import { createLog } from '#platform/log.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { openTestDatabase } from '#tests/kit/database.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { type Answer, type Ask, asKey, asNobody } from '#tests/kit/request.ts';
import { testServerUrl } from '#tests/kit/server-url.ts';
import { openWire, type Wire } from '#tests/kit/wire.ts';

/** The API while the database server is there but does not answer: people are told within two seconds, and afterwards all is well. */
describe.skipIf(!testServerUrl)('a database that does not answer', () => {
  let direct: Database;
  let wire: Wire;
  let app: TestApp;
  let cast: Cast;
  let ask: Ask;

  beforeAll(async () => {
    direct = await openTestDatabase();
    const [found] = await direct.asOwner('name', [plain('select current_database() as name')]);
    wire = await openWire(Object.assign(new URL(testServerUrl ?? ''), { pathname: `/${found?.rows[0]?.name}` }).href);
    const database = new Database(openPostgres(wire.url, { connections: 2, log: createLog('silent') }));
    app = await createTestApp({ database });
  });
  beforeEach(async () => {
    // What was cut at the end of the test before may still be among the idle ones.
    await eventually(() => app.database.asOwner('ready', [plain('select 1')]));
    cast = await app.reset();
    ask = asKey(app.server, cast.clinic);
    expect((await ask('GET', '/api/contacts')).status).toBe(200);
  });
  afterEach(() => {
    wire.mend();
    wire.cut();
  });
  afterAll(async () => {
    await app.server.close();
    wire.close();
    await app.database.close();
  });

  async function timed(asking: Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
    const began = performance.now();
    const answer = await asking;
    return { answer, ms: performance.now() - began };
  }
  const channel = { type: 'simulator', name: 'Test line', settings: {}, secrets: {}, assistant: { kind: 'echo' } };
  const connect = (headers: Record<string, string> = {}) => ask('POST', '/api/channels', { body: channel, headers });
  const signIn = () =>
    asNobody(app.server)('POST', '/api/auth/sign-in', { body: { login: 'ana@clinic.example', password: 'wrong password' } });

  test.each<[string, () => Promise<Answer>]>([
    ['a read', () => ask('GET', '/api/contacts')],
    ['a write in a transaction', () => connect()],
    ['a write that may be repeated', () => connect({ 'idempotency-key': `k${performance.now()}` })],
  ])(
    '%s is refused within two seconds, whether its connections were lost or new ones find no answer',
    async (_what, asking) => {
      wire.hang();
      const first = await timed(asking());
      const second = await timed(asking());
      const many = await Promise.all(Array.from({ length: 6 }, () => timed(asking())));
      for (const { answer, ms } of [first, second, ...many]) {
        expect([answer.status, answer.body.error.code, answer.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
        expect(ms).toBeLessThan(2100);
      }
      wire.mend();
      // A connection that was cut meanwhile may still be among the idle ones, and is refused once more: that is what Retry-After says.
      await eventually(async () => expect((await ask('GET', '/api/contacts')).status).toBe(200));
    },
    20_000,
  );

  test('signing in is not a wrong password then', async () => {
    expect((await signIn()).status).toBe(401);
    wire.hang();
    const { answer, ms } = await timed(signIn());
    expect([answer.status >= 500, ms < 2100]).toEqual([true, true]);
    wire.mend();
  }, 20_000);

  test('a lock that somebody else holds is waited for as long, and no connection is lost by it', async () => {
    const made = (await connect()).body.id;
    const rename = (name: string) => ask('PATCH', `/api/channels/${made}`, { body: { name } });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const locked = new Promise<void>((resolve, reject) => {
      direct.engine
        .use('hold', async (connection) => {
          await connection.run([plain('begin'), plain('select 1 from channels for update')]);
          resolve();
          await held;
          await connection.run([plain('rollback')]);
        })
        .catch(reject);
    });
    await locked;
    const { answer, ms } = await timed(rename('Hodi'));
    letGo();
    expect([answer.status, ms < 2100]).toEqual([503, true]);
    expect((await rename('Karibu')).status).toBe(200);
  }, 20_000);

  test('a cut in the middle is a refusal, and the next request is answered', async () => {
    wire.cut();
    const answers = [await ask('GET', '/api/contacts'), await ask('GET', '/api/contacts'), await ask('GET', '/api/contacts')];
    expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
    expect(answers.at(-1)?.status).toBe(200);
  });

  test('health says so, and that it is well again', async () => {
    wire.hang();
    const { answer, ms } = await timed(asNobody(app.server)('GET', '/health'));
    expect([answer.status, answer.body.database, ms < 2100]).toEqual([200, 'does not answer', true]);
    wire.mend();
    wire.cut();
    await ask('GET', '/api/contacts');
    expect((await asNobody(app.server)('GET', '/health')).body.database).toBe('answers');
  });
});
