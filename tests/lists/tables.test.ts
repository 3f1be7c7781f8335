import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later } from '#platform/clock.ts';
import { applyRetention } from '#platform/db/retention.ts';
import { plain, prepared } from '#platform/db/sql.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { asKey, signIn } from '#tests/kit/request.ts';
import { generateTables } from '#tools/generate/tables.ts';

/** What must hold for every table there is: nobody sees another tenant's rows, whatever the program's code forgets. */

const app: TestApp = await createTestApp();
const declared = app.registry.tables;
const tenantTables = declared.filter((table) => table.tenancy === 'organization').map((table) => table.name);
let cast: Cast;

beforeAll(async () => {
  cast = await app.reset();
  for (const tenant of [cast.clinic, cast.festival]) {
    const { conversationId } = await seedConversation(app, tenant);
    const owner = await signIn(app.server, tenant.owner);
    await owner('POST', '/api/invitations', { body: { email: `new@${tenant.slug}.example`, role: 'agent' } });
    await asKey(app.server, tenant)('POST', `/api/conversations/${conversationId}/messages`, {
      body: { kind: 'text', text: 'hello' },
      headers: { 'idempotency-key': 'seed' },
    });
    await app.database.script('seed', tenant.id, {
      key: plain(
        `insert into idempotency_keys (organization_id, actor_id, key, id, request_hash, created_at) values ($1, 'x', 'x', $3, '\\x00', $2)`,
        [tenant.id, app.clock.now(), app.ids.next()],
      ),
    });
  }
});
afterAll(() => app.server.close());

it('has the types of its tables in server/platform/db/tables.generated.ts', { timeout: 60_000 }, async () => {
  const written = readFileSync(join(import.meta.dirname, '../../server/platform/db/tables.generated.ts'), 'utf8');
  expect(written, 'Run: npm run generate').toBe(await generateTables());
});

it('declares every table of the database, and no other', async () => {
  const [found] = await app.database.asOwner('tables', [
    plain(`select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as name
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') and c.relname <> 'migrations' order by 1`),
  ]);
  expect(declared.map((table) => table.name).sort()).toEqual((found?.rows ?? []).map((row) => row.name).sort());
});

it('declares every column that holds something sealed, and no other, so that replacing keys forgets none', async () => {
  const [found] = await app.database.asOwner('columns', [
    plain(`select table_name || '.' || column_name as name from information_schema.columns
           where table_schema = 'public' and column_name like 'sealed\\_%' order by 1`),
  ]);
  const ours = declared.filter((table) => !table.name.startsWith('auth.'));
  const sealed = ours.flatMap((table) => Object.keys(table.sealed ?? {}).map((column) => `${table.name}.${column}`));
  expect(sealed.sort()).toEqual((found?.rows ?? []).map((row) => row.name).sort());
});

it.each(tenantTables)('%s is protected by row-level security with the tenant policy', async (table) => {
  const [found] = await app.database.asOwner('policies', [
    plain(
      `select c.relrowsecurity as protected, pg_get_expr(p.polqual, p.polrelid) as seen, pg_get_expr(p.polwithcheck, p.polrelid) as written
       from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant' where c.oid = $1::regclass`,
      [table],
    ),
  ]);
  const own = expect.stringMatching(/^\((organization_id|id) = current_organization\(\)\)$/);
  expect(found?.rows).toEqual([{ protected: true, seen: own, written: own }]);
});

it.each(tenantTables)('%s has rows of both tenants, and shows none without an organization and only its own with one', async (table) => {
  const tenant = table === 'organizations' ? 'id' : 'organization_id';
  const [everything] = await app.database.asOwner('look', [plain(`select distinct ${tenant} as id from ${table} order by 1`)]);
  // Otherwise seeing nothing would prove nothing.
  expect((everything?.rows ?? []).map((row) => row.id)).toEqual([cast.clinic.id, cast.festival.id].sort());
  const all = prepared(`select ${tenant} as id from ${table}`);
  const { nothing } = await app.database.script('look', null, { nothing: all() });
  expect(nothing.rows).toEqual([]);
  const { own } = await app.database.script('look', cast.clinic.id, { own: all() });
  expect(new Set(own.rows.map((row) => row.id))).toEqual(new Set([cast.clinic.id]));
});

it.each(tenantTables)('%s refuses a row of another organization', async (table) => {
  const tenant = table === 'organizations' ? 'id' : 'organization_id';
  const move = prepared(`update ${table} set ${tenant} = $1`);
  await expect(app.database.script('move', cast.clinic.id, { moved: move(cast.festival.id) })).rejects.toMatchObject({
    // 42501: against the policy. 23503/23505: the row was moved away from what it belongs to, which is refused first.
    code: expect.stringMatching(/^(42501|23503|23505)$/),
  });
});

it.each(declared.filter((table) => table.tenancy === 'global').map((table) => table.name))(
  '%s, which is global, is out of reach for the application',
  async (table) => {
    const name = table.replace(/[^.]+/g, '"$&"');
    await expect(app.database.script('look', cast.clinic.id, { all: plain(`select * from ${name}`) })).rejects.toMatchObject({
      code: '42501',
    });
  },
);

it('lets nobody but who is named run what steps around row-level security, or maintains the tables', async () => {
  const [found] = await app.database.asOwner('functions', [
    plain(`select p.proname as name, has_function_privilege('public', p.oid, 'execute') as everybody,
             has_function_privilege('baraza_app', p.oid, 'execute') as app, has_function_privilege('baraza_auth', p.oid, 'execute') as auth
           from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname not in ('pg_catalog', 'information_schema') and (p.prosecdef or p.prokind = 'p') order by 1`),
  ]);
  const forApp = { everybody: false, app: true, auth: false };
  const forOwner = { everybody: false, app: false, auth: false };
  expect(found?.rows).toEqual([
    { name: 'companion_organizations', ...forApp },
    { name: 'companion_withdrawn', ...forApp },
    { name: 'directory_find', ...forApp },
    { name: 'due_care_openings', ...forApp },
    { name: 'due_flow_runs', ...forApp },
    { name: 'due_flow_schedules', ...forApp },
    { name: 'due_flow_starts', ...forApp },
    { name: 'due_incidents', ...forApp },
    { name: 'due_integrations', ...forApp },
    { name: 'due_lanes', ...forApp },
    { name: 'due_looks', ...forApp },
    { name: 'due_media', ...forApp },
    { name: 'due_memory_looks', ...forApp },
    { name: 'due_message_marks', ...forApp },
    { name: 'due_message_search', ...forApp },
    { name: 'due_turns', ...forApp },
    { name: 'expiring_lines', ...forApp },
    { name: 'list_organizations', ...forApp },
    { name: 'memberships_of', ...forApp },
    { name: 'protect_tenant_table', ...forOwner },
    { name: 'recent_message_search', ...forApp },
    { name: 'refresh_contact_search', ...forApp },
    { name: 'release_all_leases', ...forOwner },
    { name: 'running_imports', ...forApp },
    { name: 'search_contacts', ...forApp },
    { name: 'search_messages', ...forApp },
    { name: 'work_waiting', ...forApp },
  ]);
});

it('leaves the application no way around row-level security', async () => {
  const [found] = await app.database.asOwner('roles', [
    plain("select rolname, rolsuper, rolbypassrls from pg_roles where rolname in ('baraza_app', 'baraza_auth') order by 1"),
  ]);
  expect(found?.rows).toEqual([
    { rolname: 'baraza_app', rolsuper: false, rolbypassrls: false },
    { rolname: 'baraza_auth', rolsuper: false, rolbypassrls: false },
  ]);
});

describe('what is kept for a time only', () => {
  const expiring = declared.flatMap((table) => (table.expires ?? []).map((rule) => ({ table: table.name, column: 'its row', ...rule })));
  const cutBack = (table: string, days: number) =>
    app.database.asOwner('age', [
      plain(`update ${table} set created_at = $2 where organization_id = $1`, [cast.clinic.id, later(app.clock.now(), -days * 86_400)]),
    ]);
  const rowsOf = async (table: string, column: string) => {
    const held = column === 'its row' ? 'true' : `${column} is not null`;
    const [found] = await app.database.asOwner('look', [plain(`select organization_id from ${table} where ${held}`)]);
    return new Set((found?.rows ?? []).map((row) => row.organization_id));
  };

  it.each(expiring)('$table loses $column after $days days, and not a day before', async ({ table, column, days }) => {
    await cutBack(table, days - 1);
    await applyRetention({ ...app, tables: declared });
    expect(await rowsOf(table, column)).toContain(cast.clinic.id);
    await cutBack(table, days + 1);
    await applyRetention({ ...app, tables: declared });
    const left = await rowsOf(table, column);
    expect(left).not.toContain(cast.clinic.id);
    expect(left).toContain(cast.festival.id);
  });
});
