import type { Notice, ReceivedMessage, ReceivedStatus, Reception } from '#channels/channel.ts';
import { NUMBER_KEY, type WhatsappAccount } from './account.ts';
import { readAccountEvent } from './account-events.ts';
import { troubleOf } from './error-codes.ts';
import { Fields, WrongField } from './fields.ts';
import { droppedNotice, type Found, foundOr } from './found.ts';
import type { Damage } from './json.ts';
import { providerErrorOf } from './provider-error.ts';
import { readMessage } from './read-message.ts';
import { readStatus } from './read-status.ts';
import { contactBook } from './sender.ts';

/** One change of a body, attributed to a channel. `fault`: why it cannot be translated at all. */
export interface Change {
  readonly key: { readonly kind: string; readonly value: string };
  readonly field: string | null;
  readonly value: unknown;
  readonly fault: string | null;
  /** What reading did to a part of it. */
  readonly damage: Damage;
  /** The business account it came for, beside its number. */
  readonly accountId?: string;
}

/** What the other channels of the account are told of a number that is not connected. */
export function newsOfStranger({ key, value }: Change): Reception {
  const reason = `Something came for the number ${key.value} (its id at Meta), which is not connected here, and was not taken. Connect the number, or take it out of the app.`;
  return { ...NOTHING, notices: [{ kind: 'not_answered', reason, raw: value }] };
}

const NOTHING: Reception = { messages: [], statuses: [], notices: [] };

/** Never throws. A bad item becomes a notice; the others of the same change go through. */
export function readChange(change: Change, account: WhatsappAccount): Reception {
  if (change.fault !== null) return onlyNotices([{ kind: 'unreadable', reason: change.fault, raw: change.value }]);
  return readableOr(change.value, () => {
    if (change.field === 'messages') return readMessages(change);
    if (change.field === 'smb_message_echoes') return readEchoes(change);
    return onlyNotices([readAccountEvent(change.field ?? '', change.value, account)]);
  });
}

/** `{metadata, contacts?, messages?, statuses?, errors?}` of one number. */
function readMessages(change: Change): Reception {
  const value = Fields.of(change.value, 'value');
  // Several numbers may share the business account: without the number's id nobody knows whose conversation this is.
  if (change.key.kind !== NUMBER_KEY) throw new WrongField('value.metadata.phone_number_id', 'is missing or not a string');
  const { damage } = change;
  const contacts = contactBook(value.raw.contacts);
  const messages = readList<ReceivedMessage>({ value, name: 'messages', damage }, (item) => readMessage(item, contacts));
  const statuses = readList<ReceivedStatus>({ value, name: 'statuses', damage }, readStatus);
  const errors = readList<never>({ value, name: 'errors', damage }, (item) => ({ notice: providerError(item) }));
  const found = [messages, statuses, errors];
  const notices = found.flatMap((list) => list.notices);
  if (contacts.dropped.length > 0) notices.push(droppedNotice(contacts.dropped, value.raw.contacts));
  if (found.every((list) => list.items.length === 0) && notices.length === 0) {
    notices.push({ kind: 'unreadable', reason: 'value holds no messages, statuses or errors', raw: change.value });
  }
  return { messages: messages.items, statuses: statuses.items, notices };
}

interface List {
  readonly value: Fields;
  readonly name: string;
  readonly damage: Damage;
}

/** Reads each item by itself, so that one of a wrong form does not hide the others. */
function readList<Item>({ value, name, damage }: List, read: (item: unknown) => Found<Item>): { items: Item[]; notices: Notice[] } {
  const items: Item[] = [];
  const notices: Notice[] = [];
  for (const raw of itemsOf(value, name, notices)) {
    const found = foundOr(raw, () => read(raw));
    const harm = damage(raw);
    const harmed = harm === null ? [] : [harm];
    if ('notice' in found) {
      notices.push({ ...found.notice, reason: [found.notice.reason, ...harmed].join('; ') });
      continue;
    }
    items.push(found.item);
    const dropped = [...(found.dropped ?? []), ...harmed];
    if (dropped.length > 0) notices.push(droppedNotice(dropped, raw));
  }
  return { items, notices };
}

function itemsOf(value: Fields, name: string, notices: Notice[]): readonly unknown[] {
  const found = foundOr(value.raw[name], () => ({ item: value.list(name) }));
  if ('item' in found) return found.item;
  notices.push(found.notice);
  return [];
}

/** What the business itself wrote in the phone app beside us ("coexistence"). It is no message of the contact. */
function readEchoes({ key, value: raw, damage }: Change): Reception {
  const value = Fields.of(raw, 'value');
  // As with messages: the account alone does not say which of its numbers wrote.
  if (key.kind !== NUMBER_KEY) throw new WrongField('value.metadata.phone_number_id', 'is missing or not a string');
  const contacts = contactBook(value.raw.contacts);
  const echoes = readList<ReceivedMessage>({ value, name: 'message_echoes', damage }, (item) => readMessage(item, contacts, 'recipient'));
  return { messages: [], statuses: [], echoes: echoes.items, notices: echoes.notices };
}

/** An error about no message in particular: Meta could not tell us of something, or something is wrong with the number. */
function providerError(item: unknown): Notice {
  const error = providerErrorOf(item);
  return { kind: 'provider_error', reason: troubleOf(error).reason, raw: item };
}

function onlyNotices(notices: readonly Notice[]): Reception {
  return { ...NOTHING, notices };
}

function readableOr(raw: unknown, read: () => Reception): Reception {
  const found = foundOr<Reception>(raw, () => ({ item: read() }));
  return 'item' in found ? found.item : onlyNotices([found.notice]);
}
