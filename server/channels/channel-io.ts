import { type HttpClient, HttpFault } from '#platform/http/client.ts';
import { type ChannelIo, ConnectionFault } from './channel.ts';

/**
 * What an adapter is given to reach the world, over the platform's client. `privateAddresses` is the channel's right to
 * talk to a private network: provisioned channels have it, others only when the configuration says so.
 */
export function createChannelIo(client: HttpClient, options: { signal: AbortSignal; privateAddresses: boolean }): ChannelIo {
  return {
    signal: options.signal,
    async fetch(request) {
      try {
        return await client.request(request, options);
      } catch (error) {
        if (error instanceof HttpFault) throw new ConnectionFault(error.message, { reached: error.reached, cause: error });
        throw error;
      }
    },
  };
}
