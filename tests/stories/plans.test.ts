import { afterAll, beforeAll, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import type { Statement } from '#platform/db/statement.ts';
import { amina, juma, openStory } from '#tests/kit/story.ts';

/**
 * The statements of the message path reach their rows by key, in a database that has grown: what is planned here is what runs
 * (docs/decisions/0002-scripts.md). A statement that reads an organization's whole list would be slow, not wrong, so no other
 * test would notice.
 */
const story = await openStory();
afterAll(() => story.end());

const hot = ['accept', 'claim turns', 'commit turns', 'claim lanes', 'stamp sending', 'mark rows', 'settle statuses'];
const seen = new Map<string, { label: string; statement: Statement<object> }>();

beforeAll(async () => {
  await story.reset();
  await story.connect();
  const { script } = story.database;
  story.database.script = (label, organization, statements) => {
    for (const statement of Object.values(statements)) if (statement && hot.includes(label)) seen.set(statement.text, { label, statement });
    return script.call(story.database, label, organization, statements) as never;
  };
  // Every branch: newcomers, a lane that is taken and one that waits, a status with our id, a stop word.
  story.graph.inject({ kind: 'server_error' });
  await story.say('Habari', amina);
  await story.pass(5);
  await story.settled();
  const [sent] = story.graph.sent;
  await story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, 'delivered');
  await story.say('stop', juma);
  await story.settled();
  const [channel] = (await story.ask('GET', '/api/channels')).body.items;
  await story.ask('PATCH', `/api/channels/${channel.id}`, { body: { assistant: { kind: 'echo', quietMs: 1000 } } });
  await story.say('one moment', amina);
  await story.pass(2);
  await story.settled();
  story.database.script = script;
  await grow();
}, 60_000);

/** Five thousand people like these two, and statistics about them. */
async function grow(): Promise<void> {
  const many = 'cross join generate_series(1, 2500) as n';
  const copies: [table: string, columns: Record<string, string>][] = [
    ['contacts', { id: 'md5(c.id::text || n)::uuid', last_seen_at: "c.last_seen_at - n * interval '1 second'" }],
    ['identities', { address: 'c.address || n', contact_id: 'md5(c.contact_id::text || n)::uuid' }],
    ['conversations', { id: 'md5(c.id::text || n)::uuid', contact_id: 'md5(c.contact_id::text || n)::uuid' }],
    [
      'messages',
      {
        id: 'md5(c.id::text || n)::uuid',
        contact_id: 'md5(c.contact_id::text || n)::uuid',
        conversation_id: 'md5(c.conversation_id::text || n)::uuid',
        provider_id: 'c.provider_id || n',
      },
    ],
  ];
  for (const [table, changed] of copies) {
    const columns = (
      await story.rows(
        "select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'",
        [table],
      )
    ).map((row) => row.column_name as string);
    const values = columns.map((name) => changed[name] ?? `c.${name}`);
    await story.database.asOwner('grow', [
      plain(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} c ${many}`),
    ]);
    await story.database.asOwner('analyse', [plain(`analyze ${table}`)]);
  }
}

/** As it would stand in SQL: EXPLAIN shows the plan made for all values only of a statement that was prepared by name. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `'{${value.map((one) => JSON.stringify(one)).join(',')}}'`;
  return `'${(value instanceof Date ? value.toISOString() : String(value)).replaceAll("'", "''")}'`;
}

test('every statement was seen at least once', () => {
  expect([...new Set([...seen.values()].map((one) => one.label))].sort()).toEqual([...hot].sort());
});

test('each reaches its rows by key, one after the other, and is not compiled', async () => {
  const found: string[] = [];
  for (const { label, statement } of seen.values()) {
    const [, , plan] = await story.database.asOwner('explain', [
      plain(
        `select set_config('role', 'baraza_app', true), set_config('app.organization', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true),
          set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)`,
        [story.cast.clinic.id],
      ),
      plain(`prepare asked as ${statement.text}`),
      plain(`explain (costs off) execute asked (${statement.values.map(literal).join(', ')})`),
      plain('deallocate asked'),
    ]);
    const lines = (plan?.rows ?? []).map((row) => String(row['QUERY PLAN']));
    // Lists are for pages of the API: in a script they would read the whole organization.
    for (const line of lines.filter((one) =>
      /Seq Scan|JIT|contacts_list|conversations_list|messages_conversation|messages_trouble/.test(one),
    )) {
      found.push(`${label}: ${line.trim()}`);
    }
  }
  expect(found).toEqual([]);
});

test('whether there are messages to write down for search is one look into the index', async () => {
  // What stories before this one left in the index is swept out first, as autovacuum does in time.
  await story.database.asOwner('sweep', [plain('vacuum messages')]);
  // Asked twice: the first time the database also reads its own catalogue, anew since the sweep, and counts those pages too.
  const due = `select * from due_message_search(first_id_at(now() + interval '1 day'), 20)`;
  const [, explained] = await story.database.asOwner('explain', [plain(due), plain(`explain (analyze, buffers, format json) ${due}`)]);
  const [found] = explained?.rows ?? [];
  const plans = (found?.['QUERY PLAN'] ?? []) as { Plan: Record<string, number> }[];
  const plan = plans[0]?.Plan ?? {};
  expect(plan['Actual Rows']).toBe(1);
  // The messages of this database lie on hundreds of pages.
  expect((plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)).toBeLessThan(60);
});
