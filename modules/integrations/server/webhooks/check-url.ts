import { badField } from '#platform/fields.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';

/**
 * Refuses addresses this server must not be made to talk to. What a name leads to is checked again at every connection, so that a
 * name cannot change its mind later. `allowPrivate` is for trying things out on one's own machine.
 */
export function checkUrl(text: string, allowPrivate: boolean): void {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw badField('url', 'must not hold a user name or password; the signature proves us');
  if (url.hash !== '') throw badField('url', 'must not hold a "#"; it would never be sent');
  if (allowPrivate) return;
  if (url.protocol !== 'https:') throw badField('url', 'must begin with https://, because people’s words are sent there');
  if (isPrivateHost(url)) throw badField('url', 'is an address on a private network; name a public one');
  // Below 1024 are mail, name and file servers, which may take a request for something else.
  const port = url.port === '' ? 443 : Number(url.port);
  if (port !== 443 && port < 1024) throw badField('url', 'must have port 443, or one from 1024 on');
}
