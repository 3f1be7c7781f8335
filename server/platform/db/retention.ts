import { type Clock, later } from '#platform/clock.ts';
import { type Log, places } from '#platform/log.ts';
import type { TableDeclaration } from '#platform/module.ts';
import type { Database } from './database.ts';
import { prepared } from './sql.ts';
import type { Statement } from './statement.ts';
import { listOrganizationIds } from './tenants.ts';

/** What is kept for a time only goes by itself, as the tables' declarations say (`expires`). */
export interface RetentionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly tables: readonly TableDeclaration[];
}

const everyMs = 60 * 60 * 1000;
/** The first time soon after the start, for a program that never runs for an hour. */
const firstMs = 60 * 1000;
/** Rows removed by one statement, so that a long-neglected table never holds the database for long. */
const slice = 1000;
const secondsOfDay = 86_400;

/** Removes what has been kept long enough, once an hour; the returned function stops it. */
export function startRetention(options: RetentionOptions): () => void {
  let cancel: () => void = () => undefined;
  let stopped = false;
  async function run(): Promise<void> {
    await applyRetention(options, () => stopped).catch((error: unknown) => failed(options.log, error));
    if (!stopped) cancel = options.clock.after(everyMs, () => void run());
  }
  cancel = options.clock.after(firstMs, () => void run());
  return () => {
    stopped = true;
    cancel();
  };
}

function failed(log: Log, error: unknown): void {
  log.warn({ err: places(error) }, 'old rows could not be removed; it is tried again in an hour');
}

/** One pass over every organization, each rule in its own transactions: what fails in one keeps no other from its turn. */
export async function applyRetention({ database, clock, log, tables }: RetentionOptions, stopped = () => false): Promise<void> {
  const now = clock.now();
  const rules = tables.flatMap((table) => (table.expires ?? []).map((rule) => ({ ...rule, remove: removal(table.name, rule.column) })));
  for (const organizationId of await listOrganizationIds(database)) {
    for (const { days, remove } of rules) {
      const statement = remove(organizationId, later(now, -days * secondsOfDay));
      await removeAll(database, organizationId, { statement, stopped }).catch((error: unknown) => failed(log, error));
    }
  }
}

async function removeAll(
  database: Database,
  organizationId: string,
  { statement, stopped }: { statement: Statement; stopped: () => boolean },
): Promise<void> {
  for (let removed = slice; removed === slice && !stopped(); ) {
    const { gone } = await database.script('retention', organizationId, { gone: statement });
    removed = gone.count;
  }
}

/** Deletes old rows, or empties one column of them. Found by place, because not every table has an id. */
function removal(table: string, column: string | undefined) {
  const old = `array(select ctid from ${table} where organization_id = $1 and created_at < $2`;
  return column
    ? prepared(`update ${table} set ${column} = null where ctid = any (${old} and ${column} is not null limit ${slice}))`)
    : prepared(`delete from ${table} where ctid = any (${old} limit ${slice}))`);
}
