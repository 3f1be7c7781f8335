import { ChannelError, type ChannelIo } from '#channels/channel.ts';
import { HttpFault } from '#platform/http/client.ts';
import type { WhatsappAccount } from './account.ts';
import { classifyAnswer, classifyFault } from './classify.ts';
import { parseJson } from './json.ts';

/** Reading from the Graph: what the account is, not what it sends (send.ts). */

const TIMEOUT_MS = 15_000;
/** Pages of a list that are read; 20 of 100 are more than any account has. */
const PAGES_MAX = 20;

export type Json = Readonly<Record<string, unknown>>;

/** `GET <graph>/<version>/<path>` as an object. Throws `ChannelError`. `token`: another than the account's. */
export async function ask(path: string, account: WhatsappAccount, io: ChannelIo, token = account.secrets.accessToken): Promise<Json> {
  const { graphUrl, graphVersion } = account.settings;
  const url = `${graphUrl.replace(/\/+$/, '')}/${graphVersion}/${path}`;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await io.fetch({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS }).catch((error): never => {
    throw error instanceof HttpFault ? classifyFault(error) : error;
  });
  if (answer.status < 200 || answer.status > 299) throw classifyAnswer(answer);
  return objectOf(readJson(answer.text) ?? notTheGraph(answer));
}

/** A change of the account itself. What Meta writes for people about a refusal is its reason. Throws `ChannelError`. */
export async function tell(
  method: 'POST' | 'DELETE',
  path: string,
  { account, io, body }: { account: WhatsappAccount; io: ChannelIo; body?: Json },
): Promise<Json> {
  const { graphUrl, graphVersion } = account.settings;
  const url = `${graphUrl.replace(/\/+$/, '')}/${graphVersion}/${path}`;
  const headers = { authorization: `Bearer ${account.secrets.accessToken}`, 'content-type': 'application/json' };
  const request = { method, url, headers, timeoutMs: TIMEOUT_MS, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await io.fetch(request).catch((error): never => {
    throw error instanceof HttpFault ? classifyFault(error) : error;
  });
  if (answer.status >= 200 && answer.status < 300) return objectOf(readJson(answer.text) ?? notTheGraph(answer));
  const refused = classifyAnswer(answer);
  const error = objectOf(objectOf(readJson(answer.text)).error);
  const forPeople = [wordOf(error.error_user_title), wordOf(error.error_user_msg)].flatMap((one) => (one ? [one.replace(/\.$/, '')] : []));
  if (forPeople.length === 0 || refused.outcome === 'account') throw refused;
  const advice = 'Change the template as Meta says, and send it again.';
  throw new ChannelError('never', { ...refused.trouble, reason: `WhatsApp refused it: ${forPeople.join(': ')}.`, advice });
}

function notTheGraph(answer: Parameters<typeof classifyAnswer>[0]): never {
  throw classifyAnswer({ ...answer, status: 404 }) satisfies ChannelError;
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** Every item of a list, page by page (`paging.cursors.after`). */
export async function askAll(path: string, account: WhatsappAccount, io: ChannelIo): Promise<readonly Json[]> {
  const items: Json[] = [];
  let after = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const cursor = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const body = await ask(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`, account, io);
    items.push(...listOf(body.data).map(objectOf));
    const paging = objectOf(body.paging);
    const next = objectOf(paging.cursors).after;
    // The last page has cursors too, and no "next".
    if (paging.next === undefined || typeof next !== 'string' || next === after) break;
    after = next;
  }
  return items;
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500).toWellFormed() : undefined;
}
