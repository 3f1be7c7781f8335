import type { Db } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { addToDirectory, removeFromDirectory } from '#platform/directory-store.ts';
import { Refusal } from '#platform/errors.ts';
import type { DirectoryKey } from './channel.ts';
import type { ChannelTools } from './tools.ts';

export interface Connecting {
  readonly organizationId: string;
  readonly channelId: string;
  readonly keys: readonly DirectoryKey[];
}

/** Makes the addresses of webhooks lead to a channel, and no others. `db` is the transaction that stores the channel. */
export async function connectChannel(
  db: Db,
  tools: Pick<ChannelTools, 'masterKey'>,
  { organizationId, channelId, keys }: Connecting,
): Promise<void> {
  await removeFromDirectory(db, channelId);
  const entries = keys.map(({ kind, value, unique }) => ({ kind, value, objectId: channelId, shared: !unique }));
  await addToDirectory(db, tools.masterKey, { organizationId, entries });
}

/** Runs the storing of a channel and says in plain words when its number is connected elsewhere. */
export async function refusingTaken<T>(store: () => Promise<T>): Promise<T> {
  try {
    return await store();
  } catch (error) {
    if (!(error instanceof DatabaseError && error.constraint === 'directory_unique_key')) throw error;
    throw new Refusal('channels.number_taken', 'This number is connected to another channel already. Disconnect it there first.', {
      status: 409,
      details: { field: 'settings' },
      cause: error,
    });
  }
}
