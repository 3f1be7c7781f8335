import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/**
 * Addresses that are not on the public internet (IANA special-purpose registries, RFC 6890): what a tenant must not make
 * this server talk to.
 */
const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
// The prefixes of translations and tunnels (64:ff9b::/96, 64:ff9b:1::/48, Teredo 2001::/32, 2002::/16) could carry any IPv4 address
// inside, so they are refused whole.
for (const [network, prefix] of [
  // Also the long-dead form of IPv4 inside IPv6, "::127.0.0.1".
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is private, loopback, link-local or otherwise not of the public internet. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const bare = mapped ?? address;
  // A mapped address in hexadecimal form is never what DNS or a person gives; it is refused whole.
  if (/^::ffff:/i.test(bare)) return true;
  return privateRanges.check(bare, isIPv4(bare) ? 'ipv4' : 'ipv6');
}

/** Whether the host of a web address is itself a private IP address or the name of this machine. Names are checked when they are looked up. */
export function isPrivateHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  if (isIP(host) !== 0) return isPrivateAddress(host);
  return host === 'localhost' || host.endsWith('.localhost');
}

/** DNS for connections that may only go to the public internet: checked at the moment of connecting, so a name cannot change its mind later. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error || !first) return callback(error ?? new Error('not found'), '');
    if (found.some((one) => isPrivateAddress(one.address))) {
      return callback(Object.assign(new Error('The name leads to a private address.'), { code: 'EPRIVATE' }), '');
    }
    if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
