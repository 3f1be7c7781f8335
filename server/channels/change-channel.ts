import type { Channel, ChannelChange } from '#contract/channels.ts';
import { changesOf } from '#platform/changes.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField, badFields } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { refusePrivateAddresses, sendsElsewhere } from './check-addresses.ts';
import { connectChannel, refusingTaken } from './connect.ts';
import { adapterOf } from './create-channel.ts';
import { getChannel } from './get-channel.ts';
import { openSecrets, secretsPlace } from './load-channel.ts';
import { type SecretFacts, type Secrets, succeedSecrets } from './secret-facts.ts';
import { type CheckedChannel, checkChannel, fieldNames, PREVIOUS } from './settings.ts';
import { type ChannelRow, lockChannel, updateChannel } from './store.ts';
import type { ChannelTools, Origin } from './tools.ts';
import { settleTroubles } from './troubles.ts';

/**
 * Changes what is named and leaves the rest; what is so already is not written again. Secrets or settings named through the
 * API bring a paused channel back: whoever mends it should not have to say so twice. Named by the provisioning file they do
 * only when they are new, or each start would wake a channel that the provider refuses.
 */
export async function changeChannel(
  scope: Scope,
  tools: ChannelTools,
  change: ChannelChange & { id: string },
  origin: Origin = 'api',
): Promise<Channel> {
  requirePermission(scope, 'channels.change');
  if (change.assistant) {
    const faults = [...tools.checkAssistant(change.assistant), ...(await tools.findMissing(scope, change.assistant))];
    if (faults.length > 0) throw badFields(faults);
  }
  await refusingTaken(() => inTransaction(scope, 'change channel', (inner) => store(inner, tools, change, origin)));
  tools.directory.forget(scope.organization.id, change.id);
  return getChannel(scope, tools, change.id);
}

async function store(scope: Scope, tools: ChannelTools, change: ChannelChange & { id: string }, origin: Origin): Promise<void> {
  const row = await lockChannel(scope.db, change.id);
  if (!row) throw notFound('channel');
  const connection = reconnect(scope, tools, { row, change, origin });
  const mended = row.state === 'paused' && connection !== null && (connection.changed || origin === 'api');
  const changes = changesOf(row, {
    name: change.name,
    limits: change.limits,
    assistant: change.assistant,
    settings: connection?.settings,
    state: mended ? 'active' : undefined,
    trouble: mended ? null : undefined,
    provisioned: origin === 'provisioning' ? true : undefined,
  });
  if (!changes && !connection?.changed) return;
  const sealedSecrets = connection ? scope.key.seal(secretsPlace(row.id), JSON.stringify(connection.secrets)) : undefined;
  const now = scope.clock.now();
  const looked = connection?.changed && adapterOf(tools, row.type).examine ? { lookAt: now } : {};
  await updateChannel(scope.db, row.id, { ...changes, ...looked, sealedSecrets, secretFacts: connection?.secretFacts, now });
  if (mended) await settleTroubles(scope, row.id);
  if (!connection?.changed) return;
  await connectChannel(scope.db, tools, { organizationId: scope.organization.id, channelId: row.id, keys: connection.keys });
}

interface Reconnecting {
  readonly row: ChannelRow;
  readonly change: ChannelChange;
  readonly origin: Origin;
}

interface Connection extends CheckedChannel {
  readonly secretFacts: SecretFacts;
  /** Whether anything of it is another than it was. */
  readonly changed: boolean;
}

/** The whole connection as it will be, checked; null when neither settings nor secrets are named. */
function reconnect(scope: Scope, tools: ChannelTools, { row, change, origin }: Reconnecting): Connection | null {
  if (!change.settings && !change.secrets) return null;
  if (row.provisioned && origin === 'api') {
    throw new Refusal('channels.provisioned', 'The provisioning file sets this channel’s settings and secrets. Change them there.', {
      status: 409,
      details: { field: change.settings ? 'settings' : 'secrets' },
    });
  }
  const adapter = adapterOf(tools, row.type);
  const { [PREVIOUS]: earlier = {}, ...inUse } = openSecrets(scope.key, row.id, row.sealed_secrets);
  const before = { settings: row.settings, secrets: inUse };
  const checked = checkChannel(adapter, {
    settings: { ...before.settings, ...change.settings },
    secrets: { ...before.secrets, ...change.secrets },
  });
  if ('faults' in checked) throw badFields(checked.faults);
  refusePrivateAddresses(tools, checked.settings, origin);
  // Otherwise whoever may change an address, but never saw the secrets, could have them sent to a server of their own.
  const missing = fieldNames(adapter.secrets).filter((name) => change.secrets?.[name] === undefined);
  if (origin === 'api' && missing.length > 0 && sendsElsewhere(row.settings, checked.settings)) {
    throw badField(`secrets.${missing[0]}`, 'must be given again when the provider’s address changes');
  }
  const changed = changesOf(before, { settings: checked.settings, secrets: checked.secrets }) !== null;
  const { secrets, secretFacts } = succeedSecrets({
    rotating: adapter.rotating ?? [],
    inUse,
    earlier: earlier as Secrets,
    next: checked.secrets,
    facts: row.secret_facts as SecretFacts,
    now: scope.clock.now(),
  });
  return { settings: checked.settings, secrets, secretFacts, keys: adapter.directoryKeys(checked.settings, secrets), changed };
}
