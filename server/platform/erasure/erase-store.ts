import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import { type Connection, DatabaseError } from '#platform/db/statement.ts';
import type { TableDeclaration } from '#platform/module.ts';

/** Whose rows: one contact, with the records that were merged into it. */
export interface Erased {
  readonly organizationId: string;
  readonly contactIds: readonly string[];
}

/** The rows of contacts `$2` of organization `$1` in a table, as it declares them; null: it has none of anybody's. */
export function conditionFor({ name, whose }: TableDeclaration, tables: readonly TableDeclaration[]): string | null {
  if (!whose || !('contact' in whose)) return null;
  const each = whose.contact.map(({ column, through }) => {
    if (through === undefined) return `${name}.${column} = any ($2::uuid[])`;
    const further = tables.find((table) => table.name === through) as TableDeclaration;
    return `${name}.${column} in (select id from ${through} where organization_id = $1 and (${conditionFor(further, tables)}))`;
  });
  return each.join(' or ');
}

/** What is found through another table is found before that one is empty. */
function depthOf(name: string, tables: readonly TableDeclaration[]): number {
  const whose = tables.find((table) => table.name === name)?.whose;
  if (!whose || !('contact' in whose)) return 0;
  return Math.max(...whose.contact.map(({ through }) => (through === undefined ? 0 : 1 + depthOf(through, tables))));
}

/** Removes every row of theirs, by what the tables declare, or none of them. */
export async function eraseContacts(database: Database, tables: readonly TableDeclaration[], erased: Erased): Promise<void> {
  const theirs = tables
    .filter((table) => table.tenancy === 'organization' && conditionFor(table, tables) !== null)
    .sort((a, b) => depthOf(b.name, tables) - depthOf(a.name, tables));
  await database.engine.use('erase', async (connection) => {
    await connection.run([plain('begin')]);
    try {
      await eraseAll(connection, theirs, { tables, erased });
      await connection.run([plain('commit')]);
    } catch (error) {
      await connection.run([plain('rollback')]).catch(() => undefined);
      throw error;
    }
  });
}

interface Erasing {
  readonly tables: readonly TableDeclaration[];
  readonly erased: Erased;
}

/** A table that another still refers to comes once more, when that one is done. */
async function eraseAll(connection: Connection, theirs: readonly TableDeclaration[], { tables, erased }: Erasing): Promise<void> {
  for (let left = theirs; left.length > 0; ) {
    const failed: TableDeclaration[] = [];
    for (const table of left) {
      const text = `delete from ${table.name} where organization_id = $1 and (${conditionFor(table, tables)})`;
      if (!(await tried(connection, plain(text, [erased.organizationId, erased.contactIds])))) failed.push(table);
    }
    if (failed.length === left.length) throw new Error(`These tables keep a contact: ${failed.map(({ name }) => name).join(', ')}.`);
    left = failed;
  }
}

/** False: another row still refers to what was to go. */
async function tried(connection: Connection, statement: ReturnType<typeof plain>): Promise<boolean> {
  await connection.run([plain('savepoint erase')]);
  try {
    await connection.run([statement]);
    await connection.run([plain('release savepoint erase')]);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === '23503')) throw error;
    await connection.run([plain('rollback to savepoint erase')]);
    return false;
  }
}

/** A contact with all records that were merged into it, whichever of them is named; empty: there is none. */
export async function findRecords(database: Database, organizationId: string, contactId: string): Promise<string[]> {
  const text = `
    with recursive top as (
      select id, merged_into from contacts where organization_id = $1 and id = $2
      union select c.id, c.merged_into from contacts c join top t on c.organization_id = $1 and c.id = t.merged_into),
    every as (
      select id from top
      union select c.id from contacts c join every e on c.organization_id = $1 and c.merged_into = e.id)
    select id from every order by id`;
  const [found] = await database.asOwner('find contact', [plain(text, [organizationId, contactId])]);
  return (found?.rows ?? []).map((row) => row.id as string);
}

/** Those of them that are there. */
export async function stillThere(database: Database, { organizationId, contactIds }: Erased): Promise<boolean> {
  const text = 'select from contacts where organization_id = $1 and id = any ($2::uuid[]) limit 1';
  const [found] = await database.asOwner('look for erased', [plain(text, [organizationId, contactIds])]);
  return (found?.count ?? 0) > 0;
}
