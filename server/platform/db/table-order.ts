import type { Database } from './database.ts';
import { plain } from './sql.ts';

/** Every table but the list of migrations, those first that others refer to: `public.organizations` before `public.contacts`. */
export async function listTablesInOrder(database: Database): Promise<string[]> {
  const [tables, references] = await database.asOwner('tables', [
    plain(`select c.oid::int as id, format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where c.relkind = 'r' and n.nspname in ('public', 'auth') and c.relname <> 'migrations' order by 2`),
    plain(`select conrelid::int as "from", confrelid::int as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`),
  ]);
  const left = new Map((tables?.rows ?? []).map((row) => [row.id as number, row.name as string]));
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(([id]) => !(references?.rows ?? []).some((row) => row.from === id && left.has(row.to as number)));
    if (free.length === 0) throw new Error('Tables refer to each other in a circle; say here which comes first.');
    for (const [id, name] of free) {
      ordered.push(name);
      left.delete(id);
    }
  }
  return ordered;
}
