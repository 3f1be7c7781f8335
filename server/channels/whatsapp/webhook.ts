import { isUtf8 } from 'node:buffer';
import { type RawWebhook, UnreadableWebhook, type Webhook, type WebhookPart } from '#channels/channel.ts';
import { ACCOUNT_KEY, NUMBER_KEY, type Secrets, type Settings, VERIFY_KEY } from './account.ts';
import { Fields, WrongField } from './fields.ts';
import { parseJson, UnreadableJson } from './json.ts';
import { type Change, readChange } from './read-change.ts';
import { signatureCheck } from './signature.ts';

/**
 * Meta posts `{object, entry: [{id: <business account>, changes: [{field, value}]}]}`; one body may carry several numbers,
 * even of several organizations, so each change is a part that finds its channel by its own key.
 */
export const webhook: Webhook<Settings, Secrets> = { handshake, open };

/** Graph webhooks batch at most 1,000 updates in a body (Meta's webhooks overview); more did not come from Meta. */
const CHANGES_MAX = 1000;

/** `?hub.mode=subscribe&hub.verify_token=<ours>&hub.challenge=<theirs>` is answered with the challenge as plain text. */
function handshake(query: Readonly<Record<string, string | undefined>>) {
  const token = query['hub.verify_token'];
  const challenge = query['hub.challenge'];
  if (query['hub.mode'] !== 'subscribe' || !token || !challenge || challenge.length > 256) return null;
  return { key: { kind: VERIFY_KEY, value: token }, answer: challenge };
}

function open(request: RawWebhook): WebhookPart<Settings, Secrets>[] {
  const changes = readEntries(request.body).flatMap(changesOf);
  if (changes.length > CHANGES_MAX) throw new UnreadableWebhook(`The body holds more than ${CHANGES_MAX} changes.`);
  const signedWith = signatureCheck(request);
  return changes.map((change) => ({
    key: change.key,
    proven: (account) => signedWith(account.secrets.appSecret),
    read: () => readChange(change),
  }));
}

function readEntries(body: Buffer): readonly unknown[] {
  if (body.length === 0) throw new UnreadableWebhook('The body is empty.');
  if (!isUtf8(body)) throw new UnreadableWebhook('The body is not UTF-8.');
  try {
    const envelope = Fields.of(parseJson(body.toString('utf8')), 'The body');
    if (envelope.raw.object !== 'whatsapp_business_account') {
      throw new UnreadableWebhook('The body is not for a WhatsApp business account ("object").');
    }
    if (!envelope.has('entry')) throw new UnreadableWebhook('The body has no "entry".');
    return envelope.list('entry');
  } catch (error) {
    if (error instanceof UnreadableJson || error instanceof WrongField) throw new UnreadableWebhook(error.message);
    throw error;
  }
}

/** The changes of one entry that can be attributed; what cannot be is dropped, for there is no log to show it in. */
function changesOf(entry: unknown): Change[] {
  const fields = objectOrNull(entry);
  if (fields === null) return [];
  const accountId = fields.raw.id;
  const changes = fields.raw.changes;
  if (Array.isArray(changes)) return changes.flatMap((change) => changeOf(change, accountId));
  return attributed(accountId, { field: null, value: entry, fault: 'The entry has no list of changes.' });
}

function changeOf(change: unknown, accountId: unknown): Change[] {
  const fields = objectOrNull(change);
  if (fields === null) return attributed(accountId, { field: null, value: change, fault: 'The change is not an object.' });
  const { field, value } = fields.raw;
  const numberId = numberIdOf(value);
  const read =
    typeof field === 'string' ? { field, value, fault: null } : { field: null, value: change, fault: 'The change has no field name.' };
  if (numberId !== null) return [{ ...read, key: { kind: NUMBER_KEY, value: numberId } }];
  return attributed(accountId, read);
}

function attributed(accountId: unknown, change: Omit<Change, 'key'>): Change[] {
  if (typeof accountId !== 'string' || accountId === '') return [];
  return [{ ...change, key: { kind: ACCOUNT_KEY, value: accountId } }];
}

function numberIdOf(value: unknown): string | null {
  const metadata = objectOrNull(objectOrNull(value)?.raw.metadata);
  const id = metadata?.raw.phone_number_id;
  return typeof id === 'string' && id !== '' ? id : null;
}

function objectOrNull(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Fields.of(value, '') : null;
}
