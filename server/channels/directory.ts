import { type Database, waitedFor } from '#platform/db/database.ts';
import { createMemory } from '#platform/memory.ts';
import { findLeads, type Lead, readChannelRows } from './directory-store.ts';
import { type ChannelReading, loadChannel } from './load-channel.ts';
import type { ChannelDirectory, LoadedChannel } from './loaded-channel.ts';

/** What was read may be used this long. A change made by this process is seen at once, one made by another after this. */
const keepMs = 30_000;
/** A key that led nowhere is asked for again soon: its channel may just be being connected by another process. */
const keepUnknownMs = 1000;
/** A failed proof may force a reading once in this time, so that forgeries cannot make the database busy. */
const refreshMs = 1000;
/** Forged keys must not fill the memory. */
const keysMax = 20_000;

export interface DirectoryOptions extends ChannelReading {
  readonly database: Database;
}

interface Where {
  readonly organizationId: string;
  readonly channelId: string;
}

/** Keeps what the hot path asks for in memory. Concurrent questions for the same thing share one reading. */
export function createChannelDirectory(options: DirectoryOptions): ChannelDirectory {
  const keys = createMemory<readonly Where[]>({
    clock: options.clock,
    most: keysMax,
    keepMs: (leads) => (leads.length > 0 ? keepMs : keepUnknownMs),
  });
  const channels = createMemory<LoadedChannel | null>({
    clock: options.clock,
    most: keysMax,
    keepMs: (found) => (found ? keepMs : keepUnknownMs),
  });

  async function find(kind: string, values: readonly string[]): Promise<LoadedChannel[]> {
    const found = await Promise.all(readKeys(kind, values));
    const wanted = new Map(found.flat().map((lead) => [idOf(lead), lead]));
    const loaded = await Promise.all([...wanted.values()].map(load));
    return loaded.filter((channel) => channel?.usable) as LoadedChannel[];
  }

  /** What is not in memory comes with one question for all of it. */
  function readKeys(kind: string, values: readonly string[]): Promise<readonly Where[]>[] {
    const missing = values.filter((value) => !keys.has(keyOf(kind, value)));
    const asked = missing.length > 0 ? lookUp(options, kind, missing) : Promise.resolve(new Map<string, Where[]>());
    return values.map(
      (value) =>
        keys.get(keyOf(kind, value)) ??
        keys.set(
          keyOf(kind, value),
          asked.then((leads) => leads.get(value) ?? []),
        ),
    );
  }

  function load(where: Where): Promise<LoadedChannel | null> {
    const id = idOf(where);
    return channels.get(id) ?? channels.set(id, read(options, where));
  }

  return {
    find,
    byId: (organizationId, channelId) => load({ organizationId, channelId }),
    refresh(channel) {
      const id = idOf(channel);
      const age = channels.age(id);
      if (age === null || age >= refreshMs) return channels.set(id, read(options, channel));
      return load(channel);
    },
    forget(organizationId, channelId) {
      channels.delete(idOf({ organizationId, channelId }));
      // Changes are rare and keys are cheap to look up again; which of them led here, or will now, is not worth tracking.
      keys.clear();
    },
  };
}

const keyOf = (kind: string, value: string) => `${kind}\0${value}`;
const idOf = ({ organizationId, channelId }: Where) => `${organizationId}/${channelId}`;

async function lookUp(options: DirectoryOptions, kind: string, values: readonly string[]): Promise<Map<string, Where[]>> {
  const hashes = values.map((value) => options.masterKey.lookupHashes(kind, value));
  const leads = await waitedFor(() => findLeads(options.database, kind, hashes.flat()));
  const byHash = Map.groupBy(leads, (lead: Lead) => lead.hash);
  return new Map(values.map((value, index) => [value, (hashes[index] ?? []).flatMap((hash) => byHash.get(hash.toString('hex')) ?? [])]));
}

async function read(options: DirectoryOptions, { organizationId, channelId }: Where): Promise<LoadedChannel | null> {
  // Whoever asks next shares this reading, so a hung one must not be waited for longer than a webhook can wait.
  const [row] = await waitedFor(() => readChannelRows(options.database, organizationId, [channelId]));
  return row ? loadChannel(options, organizationId, row) : null;
}
