import type { ChannelIo, OutboundMessage } from '#channels/channel.ts';
import { HttpFault, type HttpResponse } from '#platform/http/client.ts';
import type { WhatsappAccount } from './account.ts';
import { checkLimits } from './check-limits.ts';
import { acceptedWithoutId, classifyAnswer, classifyFault } from './classify.ts';
import { parseJson, UnreadableJson } from './json.ts';
import { messageBody } from './message-body.ts';

/** Meta answers in well under a second; after this long the message counts as uncertain. */
const TIMEOUT_MS = 15_000;

/**
 * Hands one message to the Cloud API and resolves with its id ("wamid.…"). There is no idempotency key: whoever sends a
 * message again after `unknown` risks a second copy.
 */
export async function send(message: OutboundMessage, account: WhatsappAccount, io: ChannelIo): Promise<{ providerId: string }> {
  checkLimits(message.content);
  const answer = await post(messageBody(message), account, io);
  const providerId = acceptedId(answer.text);
  if (providerId === null) throw acceptedWithoutId();
  return { providerId };
}

/**
 * Shows the blue ticks for this message and the ones before it; with `typing` also "typing…" for at most 25 s or until the
 * answer. Throws `ChannelError` as `send` does, so that the caller can log it; nothing depends on it.
 */
export async function acknowledge(read: { providerId: string; typing: boolean }, account: WhatsappAccount, io: ChannelIo): Promise<void> {
  const typing = read.typing ? { typing_indicator: { type: 'text' } } : {};
  await post({ messaging_product: 'whatsapp', status: 'read', message_id: read.providerId, ...typing }, account, io);
}

/** `POST <graph>/<version>/<number>/messages`; both verbs share the address. Throws unless the answer is 2xx. */
async function post(body: Record<string, unknown>, account: WhatsappAccount, io: ChannelIo): Promise<HttpResponse> {
  const { graphUrl, graphVersion, phoneNumberId } = account.settings;
  const url = `${graphUrl.replace(/\/+$/, '')}/${graphVersion}/${phoneNumberId}/messages`;
  const headers = { authorization: `Bearer ${account.secrets.accessToken}`, 'content-type': 'application/json' };
  const answer = await io.fetch({ method: 'POST', url, headers, body: JSON.stringify(body), timeoutMs: TIMEOUT_MS }).catch((error) => {
    throw error instanceof HttpFault ? classifyFault(error) : error;
  });
  if (answer.status < 200 || answer.status > 299) throw classifyAnswer(answer);
  return answer;
}

/** `{messages: [{id}]}` */
function acceptedId(text: string): string | null {
  try {
    const body = parseJson(text) as { messages?: { id?: unknown }[] } | null;
    const id = body?.messages?.[0]?.id;
    return typeof id === 'string' && id !== '' ? id : null;
  } catch (error) {
    if (error instanceof UnreadableJson) return null;
    throw error;
  }
}
