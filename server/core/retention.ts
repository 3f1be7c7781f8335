import { type Clock, later } from '#platform/clock.ts';
import { type Database, prepared } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';

/** What is kept for a time only, in days; docs/running/operations.md tells the people who run it. */
const days = { evidence: 30, trace: 400, channelLog: 30, idempotency: 1 } as const;
const everyMs = 60 * 60 * 1000;
/** Rows removed by one statement, so that a long-neglected table never holds the database for long. */
const slice = 1000;

const list = prepared('select organization_id from list_organizations()');
const statements = [
  {
    days: days.evidence,
    make: prepared(`update turns set sealed_evidence = null where organization_id = $1 and id in (
      select id from turns where organization_id = $1 and created_at < $2 and sealed_evidence is not null limit ${slice})`),
  },
  {
    days: days.trace,
    make: prepared(`delete from turns where organization_id = $1 and id in (
      select id from turns where organization_id = $1 and created_at < $2 limit ${slice})`),
  },
  {
    days: days.channelLog,
    make: prepared(`delete from channel_log where organization_id = $1 and id in (
      select id from channel_log where organization_id = $1 and created_at < $2 limit ${slice})`),
  },
  { days: days.idempotency, make: prepared('delete from idempotency_keys where organization_id = $1 and created_at < $2') },
];

export interface RetentionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

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
export async function applyRetention({ database, clock }: RetentionOptions): Promise<void> {
  const now = clock.now();
  const [organizations] = await database.script('list organizations', null, [list()]);
  for (const row of organizations?.rows ?? []) {
    const organizationId = row.organization_id as string;
    for (const { days: kept, make } of statements) {
      for (let removed = slice; removed === slice; ) {
        const [result] = await database.script('retention', organizationId, [make(organizationId, later(now, -kept * 86_400))]);
        removed = result?.count ?? 0;
      }
    }
  }
}
