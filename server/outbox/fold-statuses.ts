import type { ReceivedStatus } from '#channels/channel.ts';
import type { StatusItem } from './lane-store.ts';

const order: readonly string[] = ['sent', 'needs_template', 'failed', 'delivered', 'read'];
const rank = (status: string) => order.indexOf(status);

/** One item per message of the provider: the highest status said, with the time of each. A webhook may hold thousands. */
export function foldStatuses(received: readonly ReceivedStatus[]): StatusItem[] {
  const folded = new Map<string, StatusItem>();
  for (const one of received.map(toItem)) {
    const before = folded.get(one.provider_id);
    folded.set(one.provider_id, before ? join(before, one) : one);
  }
  return [...folded.values()];
}

function toItem(received: ReceivedStatus): StatusItem {
  const { status, at } = received;
  return {
    message_id: received.messageId ?? null,
    provider_id: received.providerId,
    // A failure because the window had closed is not lost: the message waits for a template.
    status: status === 'failed' && received.outcome === 'window' ? 'needs_template' : status,
    at,
    trouble: received.trouble ?? null,
    delivered_at: status === 'delivered' ? at : null,
    read_at: status === 'read' ? at : null,
  };
}

function join(a: StatusItem, b: StatusItem): StatusItem {
  const highest = rank(b.status) > rank(a.status) ? b : a;
  return {
    ...highest,
    message_id: a.message_id ?? b.message_id,
    at: new Date(Math.min(a.at.getTime(), b.at.getTime())),
    delivered_at: a.delivered_at ?? b.delivered_at,
    read_at: a.read_at ?? b.read_at,
  };
}
