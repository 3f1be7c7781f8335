import type { Channel } from '#contract/channels.ts';
import type { OrganizationKey } from '#platform/secrets.ts';
import { openSecrets } from './load-channel.ts';
import { type LimitsChange, limitsOf } from './settings.ts';
import type { ChannelRow } from './store.ts';
import type { ChannelTools } from './tools.ts';

/** A channel as people may see it: of its secrets only which are set. */
export function toChannel(tools: ChannelTools, key: OrganizationKey, row: ChannelRow): Channel {
  const adapter = tools.adapters.get(row.type);
  const own = row.limits as LimitsChange | null;
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    state: row.state as Channel['state'],
    trouble: row.trouble as Channel['trouble'],
    settings: row.settings,
    secretsSet: Object.keys(openSecrets(key, row.id, row.sealed_secrets)),
    limits: adapter ? limitsOf(adapter, own) : { perSecond: own?.perSecond ?? 0, pair: own?.pair ?? { burst: 0, everySeconds: 0 } },
    assistant: row.assistant as Channel['assistant'],
    provisioned: row.provisioned,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}
