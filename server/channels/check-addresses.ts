import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';
import { addressesIn } from './settings.ts';
import type { ChannelTools, Origin } from './tools.ts';

type Settings = Readonly<Record<string, unknown>>;

/**
 * Keeps a tenant from making this server talk to its own network, and from sending secrets where anybody on the way can read
 * them. Names are checked again whenever they are connected to.
 */
export function refusePrivateAddresses(tools: ChannelTools, settings: Settings, origin: Origin): void {
  if (tools.allowPrivateAddresses || origin === 'provisioning') return;
  for (const [setting, url] of addressesIn(settings)) {
    const field = `settings.${setting}`;
    if (isPrivateHost(url)) {
      throw new Refusal(
        'channels.private_address',
        `${field} is an address on a private network. Name a public one, or have the operator name it in the provisioning file.`,
        { details: { field } },
      );
    }
    if (url.protocol !== 'https:') throw badField(field, 'must begin with https://, because the channel’s secrets are sent there');
  }
}

/** Whether the channel's secrets would from now on be sent to another server. */
export function sendsElsewhere(before: Settings, after: Settings): boolean {
  const origins = (settings: Settings) => addressesIn(settings).map(([, url]) => url.origin);
  const known = new Set(origins(before));
  return origins(after).some((one) => !known.has(one));
}
