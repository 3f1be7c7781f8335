import type { Account, Notice } from '#channels/channel.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { insertNotices } from './channel-log-store.ts';

/** The most that is kept of what could not be read: enough to see what it was. */
const rawBytesMax = 8 * 1024;
/** Notices kept of one webhook: a flood must not fill the database. */
const noticesMax = 50;

/** What a channel received and did not answer, kept where a person of the organization can see it. */
export interface ChannelLog {
  add(account: Account, notices: readonly (Notice | { kind: 'refused'; reason: string; raw?: unknown })[]): Promise<void>;
}

export function createChannelLog(options: { database: Database; clock: Clock; ids: Ids }): ChannelLog {
  return {
    async add(account, notices) {
      if (notices.length === 0) return;
      const rows = notices
        .slice(0, noticesMax)
        .map(({ kind, reason, raw }) => ({ id: options.ids.next(), kind, reason, raw: cutRaw(raw) }));
      await insertNotices(options.database, account, { rows, now: options.clock.now() });
    },
  };
}

/** Cut to a size that can be stored, and free of what jsonb refuses (NUL, lone surrogates). */
function cutRaw(raw: unknown): unknown {
  if (raw === undefined || raw === null) return null;
  try {
    const text = JSON.stringify(raw);
    if (text.length <= rawBytesMax && !/\\u0000|\\ud[89a-f]/i.test(text)) return raw;
    return {
      cut: text
        .slice(0, rawBytesMax)
        .replace(/\\u0000/g, '')
        .toWellFormed(),
      size: text.length,
    };
  } catch {
    return { cut: 'could not be shown', size: 0 };
  }
}
