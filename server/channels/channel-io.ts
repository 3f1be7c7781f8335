import type { HttpClient } from '#platform/http/client.ts';
import type { ChannelIo } from './channel.ts';

/**
 * What an adapter is given to reach the world, over the platform's client. `privateAddresses` is the channel's right to
 * talk to a private network: provisioned channels have it, others only when the configuration says so.
 */
export function createChannelIo(client: HttpClient, options: { signal: AbortSignal; privateAddresses: boolean }): ChannelIo {
  return {
    signal: options.signal,
    fetch: (request) => client.request(request, options),
    // A file: whoever keeps it knows how large it may be, and stops reading.
    open: (request, { publicOnly = false } = {}) =>
      client.open(request, {
        signal: options.signal,
        privateAddresses: options.privateAddresses && !publicOnly,
        answerBytesMax: Number.POSITIVE_INFINITY,
      }),
  };
}
