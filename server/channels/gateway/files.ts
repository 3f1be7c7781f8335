import { type AwaitedFile, bytesOf, ChannelError, type ChannelIo, type FetchedFile, type FileUse, tryLater } from '#channels/channel.ts';
import { HttpFault } from '#platform/http/client.ts';
import type { GatewayAccount } from './account.ts';

const MB = 1024 * 1024;
/** Our own limits, in bytes: what phones make, as the messengers behind a gateway let it through. */
export const receives: Readonly<Record<FileUse, number>> = {
  image: 16 * MB,
  audio: 16 * MB,
  video: 64 * MB,
  document: 100 * MB,
  sticker: MB,
};

/** For all of a file. One that takes longer, or never ends, is given up. */
const timeoutMs = 120_000;

/**
 * Opens a file at the address that the gateway named. The address came over the wire: it may be the gateway's own, where our messages go
 * too, or one of the public internet; what it leads to (a redirect) is not followed.
 */
export async function fetchFile(file: AwaitedFile, { settings }: GatewayAccount, io: ChannelIo): Promise<FetchedFile> {
  const url = new URL(file.providerId);
  const own = url.origin === new URL(settings.url).origin;
  if (!own && url.protocol !== 'https:') throw never('gateway.file_address', 'The address of the file does not begin with https://.');
  if (url.username !== '' || url.password !== '')
    throw never('gateway.file_address', 'The address of the file holds a user name or password.');
  const headers = { 'user-agent': 'Baraza-Gateway' };
  const answer = await io.open({ method: 'GET', url: url.href, headers, timeoutMs }, { publicOnly: !own }).catch((error: unknown) => {
    throw asRefusal(error);
  });
  if (answer.status !== 200) {
    answer.discard();
    throw refused(answer.status);
  }
  return { bytes: bytesOf(answer.body, asRefusal), mediaType: file.mediaType ?? answer.headers['content-type'] ?? '' };
}

const gone: ReadonlySet<number> = new Set([404, 410]);
/** Asked too early, too often, or of a server in trouble: another try may help. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

function refused(status: number): ChannelError {
  if (gone.has(status)) return never('gateway.file_gone', `There is nothing at the address of the file any more (${status}).`, true);
  if (passing.has(status) || status >= 500) return tryLater('gateway.file_busy', `The server of the file answered ${status}.`);
  if (status >= 300 && status < 400)
    return never('gateway.file_redirected', 'The address of the file leads to another, which is not followed.');
  return never('gateway.file_refused', `The server of the file refused it (${status}).`);
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof HttpFault)) return error;
  if (error.toPrivate) return never('gateway.file_private', 'The address of the file is on a private network; it was not asked.');
  return tryLater('gateway.file_unreachable', 'The server of the file did not answer.', error);
}

const adviceOfGateway = 'Have the gateway name the final https address of the file, readable without credentials.';

function never(code: string, reason: string, isGone = false): ChannelError {
  const advice = isGone ? 'Ask the person to send it again.' : adviceOfGateway;
  return new ChannelError('never', { code, reason, advice }, { gone: isGone });
}
