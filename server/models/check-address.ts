import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';
import type { ModelTools, Origin } from './tools.ts';

/**
 * Keeps a tenant from making this server talk to its own network, and from sending a key and people's words where anybody on
 * the way can read them. Names are checked again whenever they are connected to.
 */
export function refusePrivateAddress(tools: ModelTools, baseUrl: string, origin: Origin): void {
  if (tools.allowPrivateAddresses || origin === 'provisioning') return;
  const url = new URL(baseUrl);
  if (isPrivateHost(url)) {
    throw new Refusal(
      'models.private_address',
      'baseUrl is an address on a private network. Name a public one, or have the operator name it in the provisioning file.',
      { details: { field: 'baseUrl' } },
    );
  }
  if (url.protocol !== 'https:') throw badField('baseUrl', 'must begin with https://, because the key and people’s words are sent there');
}
