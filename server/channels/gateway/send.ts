import { ChannelError, type ChannelIo, type OutboundMessage } from '#channels/channel.ts';
import { HttpFault, type HttpResponse } from '#platform/http/client.ts';
import { signatureHeaders } from '#platform/signature.ts';
import type { GatewayAccount, Settings } from './account.ts';
import { type GatewayContent, isForGateway, notTaken } from './check-limits.ts';

const timeoutMs = 15_000;

/** Hands one message to the gateway. It may come twice, with the same id: a gateway takes an id once. */
export async function send(
  message: OutboundMessage,
  account: GatewayAccount,
  { io, at }: { io: ChannelIo; at: Date },
): Promise<{ providerId: string }> {
  const { settings, secrets } = account;
  const body = JSON.stringify(compose(message, account));
  const signed = signatureHeaders([{ id: 'gateway', secret: secrets.signingSecret }], { id: message.id, at, body });
  const headers = { 'content-type': 'application/json', 'user-agent': 'Baraza-Gateway', ...signed };
  const answer = await io.fetch({ method: 'POST', url: settings.url, headers, body, timeoutMs }).catch((error: unknown) => {
    throw error instanceof HttpFault ? classifyFault(error) : error;
  });
  if (answer.status < 200 || answer.status > 299) throw classifyAnswer(answer);
  const id = idIn(answer.text);
  if (id === null) throw withoutId();
  return { providerId: id };
}

/** One message as the gateway gets it, whichever way. */
export function compose(message: OutboundMessage, { settings }: GatewayAccount): Readonly<Record<string, unknown>> {
  if (!isForGateway(message.content)) throw notTaken(message.content.kind);
  const content = fitted(message.content, settings);
  if (content.text.length > settings.abilities.textLength) throw tooLong(settings.abilities.textLength);
  const quoted = message.quotes === undefined ? {} : { quotes: message.quotes };
  return { id: message.id, gateway: settings.gateway, to: message.recipient, content, ...quoted };
}

/** What the gateway cannot show becomes text, with numbers to type: a typed number means the same as a tap. */
function fitted(content: GatewayContent, { abilities }: Settings): GatewayContent {
  if (content.kind === 'buttons' && content.buttons.length > abilities.buttons) return numbered(content.text, content.buttons);
  if (content.kind === 'list') {
    const rows = content.sections.flatMap((section) => section.rows);
    if (rows.length > abilities.listRows) return numbered(content.text, rows);
  }
  return content;
}

function numbered(text: string, choices: readonly { title: string }[]): GatewayContent {
  return { kind: 'text', text: [text, '', ...choices.map(({ title }, index) => `${index + 1}. ${title}`)].join('\n') };
}

function idIn(text: string): string | null {
  try {
    const id = (JSON.parse(text) as { id?: unknown } | null)?.id;
    return typeof id === 'string' && id !== '' && id.length <= 200 && id.isWellFormed() && !id.includes('\0') ? id : null;
  } catch {
    return null;
  }
}

function tooLong(most: number): ChannelError {
  const trouble = { code: 'gateway.too_long', reason: `This gateway takes at most ${most} characters.`, advice: 'Shorten the text.' };
  return new ChannelError('never', trouble, { field: 'text' });
}

function withoutId(): ChannelError {
  return new ChannelError('unknown', {
    code: 'gateway.no_id',
    reason: 'The gateway took the message, but its answer held no id, so its statuses cannot be matched.',
    advice: 'Have the gateway answer {"id": "…"}.',
  });
}

function classifyFault(fault: HttpFault): ChannelError {
  const trouble = {
    code: fault.reached ? 'gateway.no_answer' : 'gateway.unreachable',
    reason: fault.reached ? 'The gateway did not answer; it may have taken the message.' : 'The gateway could not be reached.',
    advice: 'Is it running, and is its address right?',
    provider: { message: fault.message.slice(0, 300) },
  };
  return new ChannelError(fault.reached ? 'unknown' : 'later', trouble, { cause: fault });
}

function classifyAnswer({ status, headers, text }: HttpResponse): ChannelError {
  const provider = { code: String(status), message: text.replaceAll('\0', '').toWellFormed().slice(0, 300) };
  if (status === 429 || status >= 500) {
    const trouble = {
      code: 'gateway.busy',
      reason: `The gateway answered ${status}.`,
      advice: 'Nothing to do: it is tried again.',
      provider,
    };
    const seconds = /^\d{1,6}$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : undefined;
    const after = seconds === undefined ? {} : { afterSeconds: Math.min(seconds, 3600) };
    return new ChannelError(status === 429 ? 'paced' : 'later', trouble, after);
  }
  const elsewhere = status >= 300 && status < 400;
  return new ChannelError('never', {
    code: elsewhere ? 'gateway.redirected' : 'gateway.refused',
    reason: elsewhere ? 'The gateway points to another address, which is not followed.' : `The gateway refused the message (${status}).`,
    advice: elsewhere ? 'Name the final address in the channel’s settings.' : 'Its own words, below, should say why.',
    provider,
  });
}
