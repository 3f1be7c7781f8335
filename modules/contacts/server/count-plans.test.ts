import { afterAll, beforeAll, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import type { Statement } from '#platform/db/statement.ts';
import { createUpkeep } from '#platform/db/upkeep.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey } from '#tests/kit/request.ts';
import { runImports } from './run-import.ts';

/**
 * Somebody imports their people and at once asks who of them is meant by a rule. A plan made without statistics takes each contact
 * and looks through the whole table for it: six seconds for 1,200 people. It answers right, so no other test would notice.
 */
const app = await createTestApp();
const people = 600;
let cast: Cast;
let ask: Ask;
let tag: string;
let city: string;

beforeAll(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  city = (await ask('POST', '/api/attributes', { body: { key: 'city', label: 'City', type: 'text' } })).body.id;
  const rows = Array.from({ length: people }, (_, n) => `Person ${n},+2547${10_000_000 + n},Town ${n % 20},${n % 7 ? '' : 'VIP'}`);
  const upload = await app.server.inject({
    method: 'POST',
    url: '/api/contact-imports?fileName=people.csv',
    headers: { authorization: `Bearer ${cast.clinic.apiKey}`, 'content-type': 'text/csv' },
    payload: ['Name,Phone,City,Tags', ...rows].join('\n'),
  });
  const columns = ['name', 'identity:whatsapp:phone', 'attribute:city', 'tags'];
  await ask('POST', `/api/contact-imports/${upload.json().id}/start`, { body: { columns } });
  const upkeep = createUpkeep({ database: app.database, tables: app.registry.tables, log: app.log });
  await runImports({ ...app, signal: new AbortController().signal, grown: upkeep.grown, scopeOf: app.systemScope });
  await upkeep.idle();
  tag = (await ask('GET', '/api/tags')).body.items[0].id;
});
afterAll(() => app.server.close());

/** The statement that counts, as it reaches the database. */
async function countingStatement(rule: object): Promise<{ count: number; statement: Statement<object> }> {
  const { engine } = app.database;
  const { use } = engine;
  const seen: Statement<object>[] = [];
  engine.use = (label, work) =>
    use.call(engine, label, (connection) =>
      work({
        ...connection,
        run(statements) {
          seen.push(...(statements as Statement<object>[]));
          return connection.run(statements);
        },
      }),
    ) as never;
  const { body } = await ask('POST', '/api/segment-count', { body: { rule } }).finally(() => {
    engine.use = use;
  });
  const statement = seen.find(({ text }) => text.includes('count(*)::int as count from contacts'));
  if (!statement) throw new Error('Nothing was counted.');
  return { count: body.count, statement };
}

const literal = (value: unknown) =>
  value === null ? 'null' : `'${String(value instanceof Date ? value.toISOString() : value).replaceAll("'", "''")}'`;

/** How many pages of tables and indexes a count touches: the same on every machine, and however busy it is. */
async function pagesTouched({ text, values }: Statement<object>): Promise<number> {
  const whole = text.replace(/\$(\d+)/g, (_all, place: string) => literal(values[Number(place) - 1]));
  const [, plan] = await app.database.asOwner('explain', [
    plain(`select set_config('role', 'baraza_app', true), set_config('app.organization', $1, true)`, [cast.clinic.id]),
    plain(`explain (analyze, buffers, costs off, timing off, format json) ${whole}`),
  ]);
  const found = plan?.rows[0]?.['QUERY PLAN'] as string | object;
  const [{ Plan }] = (typeof found === 'string' ? JSON.parse(found) : found) as [{ Plan: Record<string, number> }];
  return (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0);
}

it.each([
  [
    'any of a name, a tag and a channel',
    () => [
      ['name', 'contains', 'son 11'],
      ['tag', 'equal', tag],
      ['channel_type', 'equal', 'whatsapp'],
    ],
  ],
  [
    'any of an attribute, a tag and a wish',
    () => [
      [`attribute:${city}`, 'contains', 'Town 1'],
      ['tag', 'equal', tag],
      ['opted_out', 'equal', true],
    ],
  ],
  [
    'any of a language and no tag',
    () => [
      ['language', 'equal', 'sw'],
      ['tag', 'not_equal', tag],
    ],
  ],
])('%s is counted without going through the table for each contact', async (_what, conditions) => {
  const rule = { match: 'any', conditions: conditions().map(([field, is, value]) => ({ field, is, value })) };
  const { count, statement } = await countingStatement(rule);
  expect(count).toBeGreaterThan(80);
  // A few hundred when each table is read once; some ten thousand when it is read for each contact.
  expect(await pagesTouched(statement)).toBeLessThan(people * 4);
});
