import type { Live } from '#core/live/live.ts';
import { notify, settleNotices } from '#core/notices/notify.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import type { AskTools } from './ask.ts';

export const modelSilent = 'safety.model_silent';

/** A model may be slow once. */
const inARow = 3;

export interface SilenceTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly live: Live;
}

/** Tells the people of an organization when the model that reads beside the rules does not answer any more, and takes it back when it does. */
export function createTellSilence({ database, clock, ids, log, live }: SilenceTools): AskTools['onAsked'] {
  /** By organization; what an earlier process has told is taken back after its first answer. */
  const silent = new Map<string, number>();

  async function tell(id: string, provider: string, trouble: string | null): Promise<void> {
    const telling = { db: database.of(id), organization: { id }, clock, ids };
    if (trouble === null) await settleNotices(telling, { kinds: [modelSilent], subject: id });
    else await notify(telling, { kind: modelSilent, subject: id, values: { provider, trouble } });
    live.tell(id, () => [{ kind: 'notice.changed' }]);
  }

  return (id, provider, trouble) => {
    const before = silent.get(id);
    const count = trouble === null ? 0 : (before ?? 0) + 1;
    silent.set(id, count);
    const isNews = trouble === null ? before === undefined || before >= inARow : count === inARow;
    if (!isNews) return;
    void tell(id, provider, trouble).catch((error: unknown) =>
      log.error({ organization: id, err: places(error) }, 'nobody could be told whether the model that reads for the safety gate answers'),
    );
  };
}
