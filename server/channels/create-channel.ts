import type { Channel, ChannelCreation } from '#contract/channels.ts';
import { inTransaction } from '#platform/db/database.ts';
import { badField, badFields } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { ChannelAdapter } from './channel.ts';
import { refusePrivateAddresses } from './check-addresses.ts';
import { connectChannel, refusingTaken } from './connect.ts';
import { getChannel } from './get-channel.ts';
import { secretsPlace } from './load-channel.ts';
import { type CheckedChannel, checkChannel } from './settings.ts';
import { insertChannel } from './store.ts';
import type { ChannelTools, Origin } from './tools.ts';

/** Connects a channel: checks everything, seals its secrets, and makes its addresses lead to it. */
export async function createChannel(scope: Scope, tools: ChannelTools, input: ChannelCreation, origin: Origin = 'api'): Promise<Channel> {
  requirePermission(scope, 'channels.change');
  const adapter = adapterOf(tools, input.type);
  const now = scope.clock.now();
  const checked = await check(scope, { adapter, tools, input });
  refusePrivateAddresses(tools, checked.settings, origin);
  const id = scope.ids.next();
  const organizationId = scope.organization.id;
  await refusingTaken(() =>
    inTransaction(scope, 'create channel', async ({ db }) => {
      await insertChannel(db, {
        organizationId,
        id,
        type: input.type,
        name: input.name,
        settings: checked.settings,
        sealedSecrets: scope.key.seal(secretsPlace(id), JSON.stringify(checked.secrets)),
        limits: input.limits,
        assistant: input.assistant,
        provisioned: origin === 'provisioning',
        secretFacts: Object.fromEntries(Object.keys(checked.secrets).map((name) => [name, { since: now.toISOString() }])),
        lookAt: adapter.examine ? now : null,
        now,
      });
      await connectChannel(db, tools, { organizationId, channelId: id, keys: checked.keys });
    }),
  );
  tools.directory.forget(organizationId, id);
  return getChannel(scope, tools, id);
}

export function adapterOf(tools: Pick<ChannelTools, 'adapters'>, type: string): ChannelAdapter {
  const adapter = tools.adapters.get(type);
  if (!adapter) throw badField('type', `must be one of ${[...tools.adapters.keys()].join(', ')}`);
  return adapter;
}

interface Checking {
  readonly adapter: ChannelAdapter;
  readonly tools: ChannelTools;
  readonly input: ChannelCreation;
}

async function check(scope: Scope, { adapter, tools, input }: Checking): Promise<CheckedChannel> {
  const checked = checkChannel(adapter, input);
  const ofAssistant = [...tools.checkAssistant(input.assistant), ...(await tools.findMissing(scope, input.assistant))];
  const faults = [...('faults' in checked ? checked.faults : []), ...ofAssistant];
  if ('faults' in checked || faults.length > 0) throw badFields(faults);
  return checked;
}
