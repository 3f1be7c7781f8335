import type { Scope } from '#platform/scope.ts';
import { listChannelIds } from './store.ts';
import type { ChannelTools } from './tools.ts';

/** Something that every channel of the organization lends from it was changed: all of them are read anew. */
export async function forgetChannels({ db, organization }: Scope, { directory }: Pick<ChannelTools, 'directory'>): Promise<void> {
  for (const id of await listChannelIds(db, organization.id)) directory.forget(organization.id, id);
}
