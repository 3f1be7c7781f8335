import type { OpenedWebhook, Proof, RawWebhook, Webhook, WebhookPart } from '#channels/channel.ts';
import { ACCOUNT_KEY, NUMBER_KEY, type Secrets, type Settings, VERIFY_KEY } from './account.ts';
import { Fields, WrongField } from './fields.ts';
import { type Damage, readJson, storableText, UnreadableJson } from './json.ts';
import { type Change, newsOfStranger, readChange } from './read-change.ts';
import { signatureCheck } from './signature.ts';

/**
 * Meta posts `{object, entry: [{id: <business account>, changes: [{field, value}]}]}`; one body may carry several numbers,
 * even of several organizations, so each change is a part that finds its channel by its own key.
 */
export const webhook: Webhook<Settings, Secrets> = { handshake, open };

/** `?hub.mode=subscribe&hub.verify_token=<ours>&hub.challenge=<theirs>` is answered with the challenge as plain text. */
function handshake(query: Readonly<Record<string, string | undefined>>) {
  const token = query['hub.verify_token'];
  const challenge = query['hub.challenge'];
  if (query['hub.mode'] !== 'subscribe' || !token || !challenge || challenge.length > 256) return null;
  return { key: { kind: VERIFY_KEY, value: token }, answer: challenge };
}

type Part = WebhookPart<Settings, Secrets>;

function open(request: RawWebhook): OpenedWebhook<Settings, Secrets> {
  const signedWith = signatureCheck(request);
  const toPart = (change: Change): Part => ({
    key: change.key,
    proven: ({ secrets }) => provenBy(signedWith, secrets),
    read: (account) => readChange(change, account),
    ...(change.accountId ? { otherwise: { key: { kind: ACCOUNT_KEY, value: change.accountId }, read: () => newsOfStranger(change) } } : {}),
  });
  const { entries, damage, fault } = readEntries(request.body);
  if (fault !== null) return { parts: changesNamedIn(request.body, fault).map(toPart), fault };
  return { parts: partsOf(entries, damage, toPart), fault };
}

/** One by one: a body may hold very many, and not every reader goes to its end. */
function* partsOf(entries: readonly unknown[], damage: Damage, toPart: (change: Change) => Part): Generator<Part> {
  for (const entry of entries) for (const found of changesOf(entry)) yield toPart({ ...found, damage });
}

/** The one before counts for a day after a change: what Meta had on its way was signed with it. */
function provenBy(signedWith: (appSecret: string) => boolean, { appSecret, previous }: Secrets): Proof | null {
  if (signedWith(appSecret)) return 'current';
  return previous?.appSecret !== undefined && signedWith(previous.appSecret) ? 'previous' : null;
}

interface Entries {
  readonly entries: readonly unknown[];
  readonly damage: Damage;
  /** Why there are none. */
  readonly fault: string | null;
}

const undamaged: Damage = () => null;

function readEntries(body: Buffer): Entries {
  if (body.length === 0) return { entries: [], damage: undamaged, fault: 'The body is empty.' };
  try {
    const { value, damage } = readJson(body);
    const envelope = Fields.of(value, 'The body');
    if (envelope.raw.object !== 'whatsapp_business_account') {
      throw new WrongField('The body', 'is not for a WhatsApp business account ("object")');
    }
    if (!envelope.has('entry')) throw new WrongField('The body', 'has no "entry"');
    return { entries: envelope.list('entry'), damage, fault: null };
  } catch (error) {
    if (error instanceof UnreadableJson || error instanceof WrongField) return { entries: [], damage: undamaged, fault: error.message };
    throw error;
  }
}

/** Names of numbers and accounts as they stand in the text, for a body that cannot be read. */
const NAME = /"(phone_number_id|id)"\s*:\s*"([0-9]{1,32})"/g;
/** A body that came from Meta names one or two. */
const NAMES_MAX = 20;

/**
 * Whoever signed a body that cannot be read shall not have to send it for a week: the channels it names get it into their log.
 * The number says it better than the account, which may have many.
 */
function changesNamedIn(body: Buffer, fault: string): Change[] {
  const text = storableText(body.toString('utf8'));
  const named = { phone_number_id: new Set<string>(), id: new Set<string>() };
  for (const [, kind, value = ''] of text.matchAll(NAME)) {
    named[kind as keyof typeof named].add(value);
    if (named.phone_number_id.size + named.id.size >= NAMES_MAX) break;
  }
  const [kind, values] = named.phone_number_id.size > 0 ? [NUMBER_KEY, named.phone_number_id] : [ACCOUNT_KEY, named.id];
  return [...values].map((value) => ({ key: { kind, value }, field: null, value: text, fault, damage: undamaged }));
}

type NamedChange = Omit<Change, 'damage'>;

/** The changes of one entry that can be attributed; what cannot be is dropped, for there is no log to show it in. */
function* changesOf(entry: unknown): Generator<NamedChange> {
  const fields = objectOrNull(entry);
  if (fields === null) return;
  const accountId = fields.raw.id;
  const changes = fields.raw.changes;
  if (Array.isArray(changes)) for (const change of changes) yield* changeOf(change, accountId);
  else yield* attributed(accountId, { field: null, value: entry, fault: 'The entry has no list of changes.' });
}

function changeOf(change: unknown, accountId: unknown): NamedChange[] {
  const fields = objectOrNull(change);
  if (fields === null) return attributed(accountId, { field: null, value: change, fault: 'The change is not an object.' });
  const { field, value } = fields.raw;
  const numberId = numberIdOf(value);
  const read =
    typeof field === 'string' ? { field, value, fault: null } : { field: null, value: change, fault: 'The change has no field name.' };
  if (numberId !== null)
    return [
      { ...read, key: { kind: NUMBER_KEY, value: numberId }, ...(typeof accountId === 'string' && accountId !== '' ? { accountId } : {}) },
    ];
  return attributed(accountId, read);
}

function attributed(accountId: unknown, change: Omit<NamedChange, 'key'>): NamedChange[] {
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
