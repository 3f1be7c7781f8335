import type { Inline } from '#channels/channel.ts';
import type { Clock } from '#platform/clock.ts';
import { idHeader, signatureHeaders } from '#platform/signature.ts';
import type { Secrets, Settings } from './account.ts';
import { compose } from './send.ts';

/** What is said, in the answer to the gateway's own request: signed as our requests are, under the id of the request it answers. */
export function createInline(clock: Clock): Inline<Settings, Secrets> {
  return {
    compose,
    answer({ messages, done }, { account, request }) {
      const body = JSON.stringify({ messages, done });
      const id = String(request.headers[idHeader]);
      const headers = signatureHeaders([{ id: 'gateway', secret: account.secrets.signingSecret }], { id, at: clock.now(), body });
      return { headers: { 'content-type': 'application/json', ...headers }, body };
    },
  };
}
