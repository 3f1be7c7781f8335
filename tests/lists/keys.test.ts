import { afterAll, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';

/** What must hold for every key there is, so that tables can be spread over several databases by organization (docs/running/scale.md). */

const app: TestApp = await createTestApp();
afterAll(() => app.server.close());

/** What may be unique across organizations, and why. These tables stand whole on each database, or on the first alone. */
const acrossOrganizations: Readonly<Record<string, string>> = {
  directory_pkey: 'finds the organization of a key, before it is known',
  directory_unique_key: 'finds the organization of a key, before it is known',
  installation_keys_pkey: 'the secret keys of the installation',
  migrations_pkey: 'the schema itself',
  organizations_pkey: 'an organization is its own key',
  organizations_slug_key: 'a name is taken once in an installation',
};

async function listed(sql: string): Promise<string[]> {
  const [found] = await app.database.asOwner('keys', [plain(sql)]);
  return (found?.rows ?? []).map((row) => String(row.name));
}

it('begins every unique index with the organization, but those that find it', async () => {
  const others = await listed(`
    select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
    where x.indisunique and n.nspname = 'public' and pg_get_indexdef(x.indexrelid, 1, true) <> 'organization_id' order by 1`);
  expect(others).toEqual(Object.keys(acrossOrganizations));
});

it('begins every foreign key with the organization, on both sides', async () => {
  const others = await listed(`
    select c.conrelid::regclass || '.' || c.conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute here on here.attrelid = c.conrelid and here.attnum = c.conkey[1]
    join pg_attribute there on there.attrelid = c.confrelid and there.attnum = c.confkey[1]
    where c.contype = 'f' and n.nspname = 'public' and not (
      here.attname = 'organization_id' and (there.attname = 'organization_id' or c.confrelid = 'organizations'::regclass)) order by 1`);
  expect(others).toEqual([]);
});

it('knows foreign keys at all', async () => {
  expect(
    await listed(`select conname as name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`),
  ).not.toEqual([]);
});
