import { checkConnection, listChannels } from '#channels/index.ts';
import type { ChannelCheck } from '#contract/channels.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import { findInDirectory } from '#platform/directory-store.ts';
import { Refusal } from '#platform/errors.ts';
import type { App } from './app.ts';

/** `baraza channels check`: every channel, or those of one organization, looked at in the program that holds the database. */
export type CheckChannels = (wish: CheckWish) => Promise<readonly CheckedConnection[]>;

export interface CheckWish {
  /** The slug of an organization; all of them when it is not said. */
  readonly organization?: string | undefined;
}

export interface CheckedConnection {
  readonly name: string;
  readonly type: string;
  readonly id: string;
  readonly check: ChannelCheck;
}

/** An organization has a handful of channels; more than this are looked at through the API. */
const channelsMax = 200;

export function createCheckChannels(app: App): CheckChannels {
  return async ({ organization }) => {
    const checked: CheckedConnection[] = [];
    for (const organizationId of await organizationsOf(app, organization)) {
      const scope = await app.systemScope(organizationId, 'command');
      const { items } = await listChannels(scope, app.channels, { limit: channelsMax });
      for (const { id, name, type } of items) {
        if (type === 'simulator') continue;
        checked.push({ id, name, type, check: await checkConnection(scope, app.channels, id) });
      }
    }
    return checked;
  };
}

async function organizationsOf({ organizations: { database, masterKey } }: App, slug: string | undefined): Promise<readonly string[]> {
  if (slug === undefined) return listOrganizationIds(database);
  const found = await findInDirectory(database, masterKey, { kind: 'organization.slug', value: slug });
  if (!found) throw new Refusal('bad_request', `There is no organization "${slug}".`);
  return [found.organizationId];
}
