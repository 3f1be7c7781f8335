import type { OpenedWebhook, Proof, RawWebhook, Webhook } from '#channels/channel.ts';
import type { Clock } from '#platform/clock.ts';
import { isSignedWith, timestampOf, toleranceSeconds } from '#platform/signature.ts';
import { GATEWAY_KEY, type GatewayAccount, type Secrets, type Settings } from './account.ts';
import { readBody } from './read-body.ts';

const gatewayHeader = 'baraza-gateway';

/**
 * A gateway posts `{messages, statuses}`, signed (platform/signature.ts), and names itself in the header Baraza-Gateway. A request
 * signed more than five minutes ago proves nothing; within them a repetition changes nothing, because messages are told apart by id
 * and statuses never move backwards.
 */
export function createWebhook(clock: Clock): Webhook<Settings, Secrets> {
  return { handshake: () => null, open: (request) => open(request, clock.now()) };
}

function open(request: RawWebhook, at: Date): OpenedWebhook<Settings, Secrets> {
  const name = request.headers[gatewayHeader];
  if (typeof name !== 'string' || name === '') return { parts: [], fault: 'The header Baraza-Gateway is missing.' };
  const part = {
    key: { kind: GATEWAY_KEY, value: name },
    proven: (account: GatewayAccount) => (isFresh(request, at) ? provenBy(request, account.secrets) : null),
    read: (account: GatewayAccount) => readBody(request.body, { gateway: account.settings.gateway, at }),
  };
  return { parts: [part], fault: null };
}

function isFresh(request: RawWebhook, at: Date): boolean {
  const signedAt = timestampOf(request);
  return signedAt !== null && Math.abs(at.getTime() / 1000 - signedAt) <= toleranceSeconds;
}

function provenBy(request: RawWebhook, { signingSecret, previousSigningSecret }: Secrets): Proof | null {
  if (isSignedWith(signingSecret, request)) return 'current';
  return previousSigningSecret !== undefined && isSignedWith(previousSigningSecret, request) ? 'previous' : null;
}
