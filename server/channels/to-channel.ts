import type { Channel, ChannelHealth } from '#contract/channels.ts';
import type { OrganizationKey } from '#platform/secrets.ts';
import type { ChannelAdapter } from './channel.ts';
import { openSecrets } from './load-channel.ts';
import type { SecretFacts } from './secret-facts.ts';
import { type LimitsChange, limitsOf, PREVIOUS } from './settings.ts';
import type { ChannelRow } from './store.ts';
import type { ChannelTools } from './tools.ts';
import { webhookUrlOf } from './webhook-url.ts';

/** A channel as people may see it: of its secrets only which are set. */
export function toChannel(tools: ChannelTools, key: OrganizationKey, row: ChannelRow): Channel {
  const adapter = tools.adapters.get(row.type);
  const own = row.limits as LimitsChange | null;
  const secretsSet = Object.keys(openSecrets(key, row.id, row.sealed_secrets)).filter((name) => name !== PREVIOUS);
  const facts = row.secret_facts as SecretFacts;
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    state: row.state as Channel['state'],
    trouble: row.trouble as Channel['trouble'],
    settings: row.settings,
    secretsSet,
    secrets: secretsSet.map((name) => ({ name, since: facts[name]?.since ?? null, previousUntil: facts[name]?.previousUntil ?? null })),
    health: { ...noHealth, ...pickHealth(row.health), ...tools.pulse.of(row.id) },
    limits: adapter ? limitsOf(adapter, own) : { perSecond: own?.perSecond ?? 0, pair: own?.pair ?? { burst: 0, everySeconds: 0 } },
    abilities: adapter ? toAbilities(adapter) : null,
    assistant: row.assistant as Channel['assistant'],
    webhookUrl: adapter?.webhook ? webhookUrlOf(tools, row.type) : null,
    provisioned: row.provisioned,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

/** As the API tells them; the pace is told beside them, for a channel may have its own. */
function toAbilities({ abilities, listTemplates, alerts }: ChannelAdapter): NonNullable<Channel['abilities']> {
  const { limits: _told, files, ...others } = abilities;
  const limits = files && Object.entries(files).map(([use, { bytes, types }]) => [use, { bytes, types: types && [...types] }] as const);
  return { ...others, files: limits && Object.fromEntries(limits), templates: listTemplates !== undefined, alerts: alerts?.form ?? null };
}

const noHealth: ChannelHealth = {
  quality: null,
  tier: null,
  displayName: null,
  nameStatus: null,
  numberStatus: null,
  restriction: null,
  tokenEndsAt: null,
  lookedAt: null,
  lastWebhookAt: null,
  lastWebhookProvedBy: null,
  lastHandshakeAt: null,
  lastSendAt: null,
};

/** Beside what is shown, the column keeps what the program notes for itself. */
function pickHealth(stored: unknown): Partial<ChannelHealth> {
  return Object.fromEntries(Object.entries(stored as object).filter(([name]) => name in noHealth));
}
