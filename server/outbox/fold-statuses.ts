import type { ReceivedStatus } from '#channels/channel.ts';
import type { StatusItem } from './lane-store.ts';
import { rankOf } from './status-order.ts';

/** One item per message of the provider: the highest status said, with the time of each. A webhook may hold thousands. */
export function foldStatuses(items: readonly StatusItem[]): StatusItem[] {
  const folded = new Map<string, StatusItem>();
  for (const item of items) {
    const before = folded.get(item.provider_id);
    folded.set(item.provider_id, before ? join(before, item) : item);
  }
  return [...folded.values()];
}

/** What the provider said, in the form the statements read. */
export function toStatusItem(received: ReceivedStatus): StatusItem {
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
  const highest = rankOf(b.status) > rankOf(a.status) ? b : a;
  return {
    ...highest,
    message_id: a.message_id ?? b.message_id,
    at: new Date(Math.min(a.at.getTime(), b.at.getTime())),
    delivered_at: a.delivered_at ?? b.delivered_at,
    read_at: a.read_at ?? b.read_at,
  };
}
