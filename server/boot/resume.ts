import { enableChannel, listChannels } from '#channels/index.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import { resumeSubscriptions } from '../../modules/integrations/server/index.ts';
import type { App } from './app.ts';
import { restoredCode } from './restore-store.ts';

/** `baraza resume`: a person says that a restored installation is the one that counts. What a restore stopped is started, and nothing else. */
export type Resume = () => Promise<Resumed>;

export interface Resumed {
  /** The names of channels that send again. */
  readonly channels: readonly string[];
  readonly subscriptions: number;
}

/** An organization has a handful of channels; what is beyond this is enabled through the API. */
const channelsMax = 200;

export function createResume(app: App): Resume {
  return async () => {
    const channels: string[] = [];
    let subscriptions = 0;
    for (const organizationId of await listOrganizationIds(app.organizations.database)) {
      const scope = await app.systemScope(organizationId, 'command');
      const { items } = await listChannels(scope, app.channels, { limit: channelsMax });
      for (const { id, name, state, trouble } of items) {
        if (state !== 'paused' || trouble?.code !== restoredCode) continue;
        await enableChannel(scope, app.channels, id);
        channels.push(name);
      }
      subscriptions += await resumeSubscriptions(scope, restoredCode);
    }
    return { channels, subscriptions };
  };
}
