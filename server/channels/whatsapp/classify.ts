import { ChannelError } from '#channels/channel.ts';
import type { SendTrouble } from '#contract/messages.ts';
import type { HttpFault, HttpResponse } from '#platform/http/client.ts';
import { errorCodeOf, outcomeOf, troubleOf } from './error-codes.ts';
import { parseJson, UnreadableJson } from './json.ts';
import { type ProviderError, providerErrorOf } from './provider-error.ts';

/** A wait the provider names is believed up to a day; more is a mistake somewhere. */
const RETRY_AFTER_SECONDS_MAX = 86_400;

const WAIT = 'Nothing to do: it is sent again by itself.';
const UNCERTAIN: SendTrouble = {
  code: 'whatsapp.uncertain',
  reason: 'It is not known whether WhatsApp got the message.',
  advice: 'Wait for its status; look at the conversation on a phone before you send it again by hand.',
};

/** No whole answer came. Only a request that cannot have arrived may be sent again without a second thought. */
export function classifyFault(fault: HttpFault): ChannelError {
  if (fault.reached) return new ChannelError('unknown', UNCERTAIN, { cause: fault });
  const trouble = { code: 'whatsapp.unreachable', reason: 'WhatsApp could not be reached.', advice: WAIT };
  return new ChannelError('later', trouble, { cause: fault });
}

/** An answer that is not "accepted". */
export function classifyAnswer(answer: HttpResponse): ChannelError {
  const error = graphError(answer.text);
  return error === null ? withoutGraphError(answer) : withGraphError(answer, error);
}

/** A 200 that does not name the message it accepted: Meta very likely has it, but under which id nobody knows. */
export function acceptedWithoutId(): ChannelError {
  return new ChannelError('unknown', UNCERTAIN);
}

/** The Graph read the request and says what became of it; even with a 5xx its word is that the message was not taken. */
function withGraphError(answer: HttpResponse, error: ProviderError): ChannelError {
  const row = errorCodeOf(error);
  if (row === undefined) return unknownCode(answer, error);
  if (row.outcome !== 'paced') return new ChannelError(row.outcome, troubleOf(error));
  return new ChannelError('paced', troubleOf(error), { scope: row.scope, afterSeconds: retryAfter(answer) ?? row.afterSeconds });
}

/** The status is a weaker sign than a code, but the only one left; with it the words must match what will happen. */
function unknownCode(answer: HttpResponse, error: ProviderError): ChannelError {
  if (answer.status === 429) return new ChannelError('paced', troubleOf({ ...error, transient: true }), pace(answer));
  if (answer.status >= 500) return new ChannelError('later', troubleOf({ ...error, transient: true }));
  return new ChannelError(outcomeOf(error), troubleOf(error));
}

/**
 * Something else answered in the Graph's place, or the answer was cut. A proxy's 502, 503 or 504 may stand for a request
 * that did arrive, so every 5xx is uncertain. A 401, 403, 404, 407 or a redirect says that the configured address or token
 * does not lead to the Graph: no message is at fault, so the channel waits for a person and loses none.
 */
function withoutGraphError(answer: HttpResponse): ChannelError {
  const { status } = answer;
  const provider = { code: `HTTP ${status}` };
  if (status === 429) {
    const trouble = { code: 'whatsapp.rate_limited', reason: 'This number sends faster than WhatsApp allows.', advice: WAIT, provider };
    return new ChannelError('paced', trouble, pace(answer));
  }
  if (status >= 500 || status < 300 || status === 408) return new ChannelError('unknown', { ...UNCERTAIN, provider });
  if (status < 400 || [401, 403, 404, 405, 407].includes(status)) {
    const reason = `The configured address answered with HTTP ${status} and not as the Graph API does.`;
    const advice = 'Check the Graph address and the access token in the channel’s settings.';
    return new ChannelError('account', { code: 'whatsapp.not_the_graph', reason, advice, provider });
  }
  const reason = `WhatsApp refused the message with HTTP ${status}.`;
  return new ChannelError('never', { code: 'whatsapp.refused', reason, advice: 'Report this with the time of the message.', provider });
}

function pace(answer: HttpResponse): { scope: 'channel'; afterSeconds: number | undefined } {
  return { scope: 'channel', afterSeconds: retryAfter(answer) };
}

/** `Retry-After` in seconds. Its form as a date is not read: there is no clock here, and Meta was not seen to use it. */
function retryAfter(answer: HttpResponse): number | undefined {
  const value = answer.headers['retry-after']?.trim();
  if (value === undefined || !/^[0-9]{1,9}$/.test(value)) return undefined;
  return Math.min(Number(value), RETRY_AFTER_SECONDS_MAX);
}

/** `{error: {code, …}}`, or null when the text is anything else. */
function graphError(text: string): ProviderError | null {
  try {
    const body = parseJson(text);
    if (typeof body !== 'object' || body === null || !('error' in body)) return null;
    const error = providerErrorOf(body.error);
    return error.code === undefined ? null : error;
  } catch (error) {
    if (error instanceof UnreadableJson) return null;
    throw error;
  }
}
