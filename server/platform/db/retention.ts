import { type Clock, later } from '#platform/clock.ts';
import { type Log, places } from '#platform/log.ts';
import type { TableDeclaration } from '#platform/module.ts';
import type { Database } from './database.ts';
import { prepared } from './sql.ts';
import { listOrganizationIds } from './tenants.ts';

/** What is kept for a time only goes by itself, as the tables' declarations say (`expires`). */
export interface RetentionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly tables: readonly TableDeclaration[];
}

const everyMs = 60 * 60 * 1000;
/** Rows removed by one statement, so that a long-neglected table never holds the database for long. */
const slice = 1000;
const secondsOfDay = 86_400;

/** Removes what has been kept long enough, once an hour; the returned function stops it. */
export function startRetention(options: RetentionOptions): () => void {
  let cancel: () => void = () => undefined;
  let stopped = false;
  async function run(): Promise<void> {
    await applyRetention(options).catch((error: unknown) => options.log.warn({ err: places(error) }, 'old rows could not be removed'));
    if (!stopped) cancel = options.clock.after(everyMs, () => void run());
  }
  cancel = options.clock.after(everyMs, () => void run());
  return () => {
    stopped = true;
    cancel();
  };
}

/** One pass over every organization, each in its own transactions. */
export async function applyRetention({ database, clock, tables }: Omit<RetentionOptions, 'log'>): Promise<void> {
  const now = clock.now();
  const rules = tables.flatMap((table) => (table.expires ?? []).map((rule) => ({ ...rule, remove: removal(table.name, rule.column) })));
  for (const organizationId of await listOrganizationIds(database)) {
    for (const { days, remove } of rules) {
      const before = later(now, -days * secondsOfDay);
      for (let removed = slice; removed === slice; ) {
        const { gone } = await database.script('retention', organizationId, { gone: remove(organizationId, before) });
        removed = gone.count;
      }
    }
  }
}

/** Deletes old rows, or empties one column of them. Found by place, because not every table has an id. */
function removal(table: string, column: string | undefined) {
  const old = `array(select ctid from ${table} where organization_id = $1 and created_at < $2`;
  return column
    ? prepared(`update ${table} set ${column} = null where ctid = any (${old} and ${column} is not null limit ${slice}))`)
    : prepared(`delete from ${table} where ctid = any (${old} limit ${slice}))`);
}
