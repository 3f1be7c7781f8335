import { Refusal } from '#platform/errors.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';
import { addressesIn } from './settings.ts';
import type { ChannelTools, Origin } from './tools.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Keeps a tenant from making this server talk to its own network. Names are checked again whenever they are connected to. */
export function refusePrivateAddresses(tools: ChannelTools, settings: Settings, origin: Origin): void {
  if (tools.allowPrivateAddresses || origin === 'provisioning') return;
  for (const [field, url] of addressesIn(settings)) {
    if (!isPrivateHost(url)) continue;
    throw new Refusal('channels.private_address', `settings.${field} is an address on a private network, which is not allowed here.`, {
      details: { field: `settings.${field}` },
    });
  }
}

/** Whether the channel's secrets would from now on be sent to another server. */
export function sendsElsewhere(before: Settings, after: Settings): boolean {
  const origins = (settings: Settings) => addressesIn(settings).map(([, url]) => url.origin);
  const known = new Set(origins(before));
  return origins(after).some((one) => !known.has(one));
}
