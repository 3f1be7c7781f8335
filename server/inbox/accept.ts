import type { ReceivedMessage } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import { type Leases, leaseSeconds } from '#core/lease.ts';
import type { Live } from '#core/live/live.ts';
import type { ClaimedWork, OpenWork } from '#core/work.ts';
import type { Batcher, Batches } from '#platform/batch.ts';
import { type Clock, later } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import { findingRow, type OnFound, readMessage, type SafetyGate } from '#safety/index.ts';
import { type AcceptAnswer, type Arrival, type NewWork, type StoredArrival, storeArrivals } from './accept-store.ts';
import type { ChannelLog } from './channel-log.ts';
import { moveAddress, storeEcho } from './echo-store.ts';

/** Text older than this on arrival is stored and shown as late, and left to people. */
const lateAfterMs = 24 * 60 * 60 * 1000;
/** Messages stored by one script. Beyond some hundred the round trip no longer dominates. */
const batchSize = 100;

export interface AcceptOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly leases: Leases;
  readonly batches: Batches;
  readonly channelLog: ChannelLog;
  readonly live: Live;
  /** Reads every message before it is stored. */
  readonly gate: SafetyGate;
  /** The quiet time of a channel's assistant in milliseconds. */
  quietMs(channel: LoadedChannel): number;
  /** The least quiet time of a sender, in milliseconds: more than 0 while they flood us. */
  floodMs(channel: LoadedChannel, address: string): number;
  /** Called after the commit, once for each contact with new work. */
  onWork(work: ClaimedWork | OpenWork): void;
  /** Called after the commit with how many messages were new. */
  onStored(messages: number): void;
  /** Called after the commit when there are incidents that people are to be called for, or messages the rules could not read. */
  readonly onFound: OnFound;
}

export interface Accept {
  /** Stores messages. When it resolves they are committed, exactly once however often they come; returns the providers' ids of the new. */
  accept(channel: LoadedChannel, messages: readonly ReceivedMessage[]): Promise<readonly string[]>;
  /** Stores what the organization itself wrote in the provider's own app. */
  acceptEchoes(channel: LoadedChannel, echoes: readonly ReceivedMessage[]): Promise<void>;
}

interface Incoming {
  readonly channel: LoadedChannel;
  readonly message: ReceivedMessage;
}

export function createAccept(options: AcceptOptions): Accept {
  const batcher: Batcher<Incoming, boolean> = options.batches.batcher(batchSize, (organizationId, items) =>
    acceptBatch(options, organizationId, items),
  );

  return {
    async accept(channel, messages) {
      // Each on its own: one webhook may hold tens of thousands, and what is done together must stay small.
      const work = messages.map((message) => {
        const incoming = { channel, message };
        return batcher.add(channel.organizationId, incoming).catch((error: unknown) => keepUnreadable(options, incoming, error));
      });
      const fresh = await Promise.all(work);
      for (const { moved } of messages) {
        if (moved) await moveAddress(options.database, channel.organizationId, { channelType: channel.type, ...moved });
      }
      return messages.flatMap(({ providerId }, n) => (fresh[n] ? [providerId] : []));
    },
    async acceptEchoes(channel, echoes) {
      const incoming = echoes.map((message) => ({ channel, message }));
      // One by one: they are rare, and each takes the next place in its lane.
      for (const arrival of toArrivals(options, incoming)) {
        const stored = await storeEcho(options.database, channel.organizationId, arrival, options.clock.now());
        tellStored(options.live, channel.organizationId, { stored, introduce: true });
      }
    },
  };
}

/** Says of each whether it was new. */
async function acceptBatch(options: AcceptOptions, organizationId: string, incoming: readonly Incoming[]): Promise<boolean[]> {
  const fresh = new Set<string>();
  const arrivals = toArrivals(options, incoming);
  const byId = new Map(arrivals.map((arrival, index) => [arrival.message_id, { arrival, incoming: incoming[index] as Incoming }]));
  const now = options.clock.now();
  const store = async (some: readonly Arrival[], introduce: boolean) => {
    const lease = { name: options.leases.next(), until: later(now, leaseSeconds) };
    const answer = await storeArrivals(options.database, { organizationId, arrivals: some, now, lease, introduce });
    // At once: should what follows fail, the turns whose leases were just taken must not be forgotten.
    options.onStored(answer.stored.length);
    for (const { messageId } of answer.stored) fresh.add(messageId);
    const unread = answer.stored.some(({ messageId }) => byId.get(messageId)?.arrival.read.finding?.unread);
    if (answer.raised.length > 0 || unread) options.onFound(organizationId, { incidents: answer.raised, unread });
    tellStored(options.live, organizationId, { stored: answer.stored, introduce });
    for (const work of answer.work) options.onWork(announce({ organizationId, work, answer, lease: lease.name, byId }));
    return answer;
  };
  const { unknown } = await store(arrivals, false);
  const newcomers = arrivals.filter((arrival) => unknown.has(arrival.n));
  const { unknown: lost } = newcomers.length > 0 ? await store(newcomers, true) : { unknown };
  // Only a message that names no sender at all stays unknown after an introduction; nothing that is answered 200 is lost.
  for (const arrival of newcomers.filter(({ n }) => lost.has(n))) {
    const { channel, message } = incoming[arrival.n] as Incoming;
    await options.channelLog.add(channel, [{ kind: 'unreadable', reason: 'The message names no sender.', raw: message.raw ?? message }]);
  }
  return arrivals.map((arrival) => fresh.has(arrival.message_id));
}

/** To pages that are open: the messages, and who may be new. */
function tellStored(
  live: Live,
  organizationId: string,
  { stored, introduce }: { stored: readonly Pick<StoredArrival, 'messageId' | 'contactId' | 'conversationId'>[]; introduce: boolean },
): void {
  if (stored.length === 0) return;
  live.tell(organizationId, () =>
    stored.flatMap(({ messageId, contactId, conversationId }) => [
      { kind: 'message.created' as const, conversationId, contactId, messageId },
      ...(introduce ? [{ kind: 'contact.changed' as const, contactId }] : []),
    ]),
  );
}

interface Announcement {
  readonly organizationId: string;
  readonly work: NewWork;
  readonly answer: AcceptAnswer;
  readonly lease: string;
  readonly byId: ReadonlyMap<string, { arrival: Arrival; incoming: Incoming }>;
}

/**
 * With the lease in hand and nothing older open, the turn has everything it needs and starts without reading again.
 * Otherwise whoever holds the lease, or the next claim, will read it.
 */
function announce({ organizationId, work, answer, lease, byId }: Announcement): ClaimedWork | OpenWork {
  const mine = answer.stored.filter((one) => one.contactId === work.contactId).sort((a, b) => a.position - b.position);
  const conversation = answer.conversations.find((one) => one.id === mine[0]?.conversationId);
  const whole = mine[0]?.position === work.done + 1 && mine.every((one) => one.conversationId === conversation?.id);
  if (!(work.leased && conversation && whole)) {
    // A lease taken without the whole picture stays valid under its name: the claim that follows reads the rest.
    return { organizationId, contactId: work.contactId, dueAt: work.dueAt, ...(work.leased ? { lease } : {}) };
  }
  return {
    organizationId,
    lease,
    contact: { id: work.contactId, name: work.name, language: work.language },
    failures: 0,
    conversation: {
      id: conversation.id,
      channelId: conversation.channelId,
      handler: conversation.handler,
      optedOut: conversation.optedOut,
      routing: conversation.routing,
    },
    messages: mine.map((one) => {
      const { arrival } = byId.get(one.messageId) as { arrival: Arrival };
      return {
        id: one.messageId,
        position: one.position,
        providerId: arrival.provider_id,
        kind: arrival.kind as ClaimedWork['messages'][number]['kind'],
        text: arrival.text,
        content: arrival.content as Readonly<Record<string, unknown>> | null,
        at: arrival.written_at,
        late: arrival.late,
        quotes: arrival.quotes,
      };
    }),
  };
}

function toArrivals(options: AcceptOptions, incoming: readonly Incoming[]): Arrival[] {
  const now = options.clock.now();
  const kin = kinOf(incoming, () => options.ids.next());
  return incoming.map(({ channel, message }, n) => ({
    n,
    ...readArrival(options, message),
    channel_id: channel.channelId,
    channel_type: channel.type,
    address: message.sender.addresses[0] ?? '',
    addresses: [...(kin[n]?.addresses ?? [])],
    profile_name: message.sender.name ?? null,
    recipient: message.sender.recipient,
    kind: message.kind,
    text: message.text ?? null,
    content: message.content ?? null,
    raw: message.raw ?? null,
    provider_id: message.providerId,
    quotes: message.quotes ?? null,
    // A clock that runs ahead must not keep the window open longer than it is.
    written_at: message.at !== null && message.at < now ? message.at : now,
    late: message.at !== null && now.getTime() - message.at.getTime() > lateAfterMs,
    quiet_ms: Math.max(options.quietMs(channel), options.floodMs(channel, message.sender.addresses[0] ?? '')),
    new_contact_id: kin[n]?.contactId ?? '',
    new_conversation_id: options.ids.next(),
  }));
}

/** The gate, before anything else has seen the message. */
function readArrival({ gate, ids }: AcceptOptions, message: ReceivedMessage): Pick<Arrival, 'message_id' | 'read' | 'found'> {
  const id = ids.next();
  const read = readMessage(gate, { kind: message.kind, text: message.text ?? null, content: message.content ?? null });
  return { message_id: id, read, found: read.finding && findingRow(ids, id, read.finding) };
}

/** Nobody has more within one batch; somebody who pretends to would be compared with themselves again and again. */
const addressesMax = 16;

interface Kin {
  readonly contactId: string;
  readonly addresses: ReadonlySet<string>;
}

/**
 * Who is one person within a batch: senders who share an address, directly or through others, as when a phone number comes
 * first alone and then with a user id. All of them are known by all the addresses, and by one id should they be new.
 */
function kinOf(incoming: readonly Incoming[], newId: () => string): readonly Kin[] {
  const byAddress = new Map<string, Kin>();
  const keyOf = (channel: LoadedChannel, address: string) => `${channel.type} ${address}`;
  for (const { channel, message } of incoming) {
    const own = message.sender.addresses;
    const met = own.flatMap((address) => byAddress.get(keyOf(channel, address)) ?? []);
    const together = new Set([...met.flatMap((one) => [...one.addresses]), ...own]);
    const kin =
      together.size <= addressesMax
        ? { contactId: met[0]?.contactId ?? newId(), addresses: together }
        : { contactId: newId(), addresses: new Set(own) };
    const { addresses } = kin;
    for (const address of addresses) byAddress.set(keyOf(channel, address), kin);
  }
  return incoming.map(({ channel, message }) => byAddress.get(keyOf(channel, message.sender.addresses[0] ?? '')) as Kin);
}

/**
 * What the database refuses as data will be refused each time the provider sends it again. It is kept in the channel's
 * log with the reason, so that the answer can be 200 and a person can see it. Every other fault goes to the caller.
 */
async function keepUnreadable({ log, channelLog }: AcceptOptions, { channel }: Incoming, error: unknown): Promise<boolean> {
  const refusedAsData = error instanceof DatabaseError && error.code.startsWith('22');
  if (!refusedAsData) throw error;
  log.warn({ channel: channel.channelId, code: error.code }, 'a message could not be stored');
  await channelLog.add(channel, [{ kind: 'unreadable', reason: `The database refused the message (${error.code}).` }]);
  return false;
}
