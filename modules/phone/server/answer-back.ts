import type { ReceivedStatus } from '#channels/channel.ts';
import type { SendTrouble } from '#contract/messages.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { findPhone, listSent, type PhoneRow } from './store.ts';
import type { Delivery, Exchange, PhoneTools, Read } from './tools.ts';

/** What a provider would say of messages to the phone: delivered, read, or not. It goes the way that a webhook's statuses go. */

const notDelivered: SendTrouble = {
  code: 'phone.fails',
  reason: 'The phone in the browser was told to refuse what is sent to it.',
  advice: 'Turn "delivery fails" off on the phone, and send it once more.',
};

type Sent = { readonly id: string; readonly provider_id: string };

/** The states a status can still move on, by what it says. */
const before = { delivered: ['sent'], read: ['sent', 'delivered'] } as const;

/** It was turned on: what waited arrives now. */
export async function deliverWaiting(scope: Scope, tools: PhoneTools, phone: PhoneRow): Promise<void> {
  await tellThread(scope, tools, { phone, status: phone.fails ? 'failed' : 'delivered', upTo: null });
}

/** The owner has seen everything up to a message. */
export async function tellRead(scope: Scope, tools: PhoneTools, { phone, upTo }: { phone: PhoneRow; upTo: string }): Promise<void> {
  await tellThread(scope, tools, { phone, status: 'read', upTo });
}

interface Told {
  readonly phone: PhoneRow;
  readonly status: 'delivered' | 'read' | 'failed';
  readonly upTo: string | null;
}

async function tellThread(scope: Scope, tools: PhoneTools, { phone, status, upTo }: Told): Promise<void> {
  if (phone.conversation_id === null) return;
  const statuses = before[status === 'failed' ? 'delivered' : status];
  const sent = await listSent(scope.db, scope.organization.id, { conversationId: phone.conversation_id, statuses, upTo });
  await tell(tools, { organizationId: scope.organization.id, channelId: phone.channel_id, at: scope.clock.now() }, { sent, status });
}

interface Where {
  readonly organizationId: string;
  readonly channelId: string;
  readonly at: Date;
}

async function tell(tools: PhoneTools, where: Where, { sent, status }: { sent: readonly Sent[]; status: Told['status'] }): Promise<void> {
  const channel = sent.length > 0 ? await tools.channels.channel(where.organizationId, where.channelId) : null;
  if (!channel) return;
  const statuses = sent.map(
    ({ id, provider_id }): ReceivedStatus => ({
      providerId: provider_id,
      messageId: id,
      status,
      at: where.at,
      ...(status === 'failed' ? { trouble: notDelivered, outcome: 'never' } : {}),
    }),
  );
  await tools.receive(channel, { messages: [], statuses, notices: [] });
}

export interface PhoneWork {
  /** Ends it, after what is under way. */
  stop(): Promise<void>;
}

/** Whom a phone's own address names; the terminal's test persons are called otherwise. */
const ofPhone = /^([0-9a-f]{8}-[0-9a-f-]{27})\.\d+/;

/** Answers for the phones while the program runs. What is lost when it ends stays "sent", as with a phone whose battery died. */
export function startPhones(
  tools: PhoneTools,
  exchange: Exchange,
  { database, clock, log }: { database: Database; clock: Clock; log: Log },
): PhoneWork {
  const underWay = new Set<Promise<void>>();

  async function arrive({ organizationId, channelId, person, messageId, providerId }: Delivery): Promise<void> {
    const [, id] = ofPhone.exec(person) ?? [];
    const phone = id === undefined ? undefined : await findPhone(database.of(organizationId), id);
    if (!phone || phone.off) return;
    const sent = [{ id: messageId, provider_id: providerId }];
    await tell(tools, { organizationId, channelId, at: clock.now() }, { sent, status: phone.fails ? 'failed' : 'delivered' });
  }

  function read({ organizationId, providerId, typing }: Read): void {
    const [, phoneId] = ofPhone.exec(providerId.replace(/^simulated\./, '')) ?? [];
    if (phoneId === undefined) return;
    tools.live.tell(organizationId, () => [{ kind: 'phone.changed', phoneId, readTo: providerId, active: typing }]);
  }

  const ends = [
    exchange.listen((delivery) => {
      const work = arrive(delivery)
        .catch((error: unknown) => log.warn({ message: delivery.messageId, err: places(error) }, 'a phone could not answer'))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    }),
    exchange.listenReads(read),
  ];
  return {
    async stop() {
      for (const end of ends) end();
      await Promise.all(underWay);
    },
  };
}
