import type { ClaimedLane } from '#core/lane.ts';
import { type Leases, leaseSeconds } from '#core/lease.ts';
import type { Live } from '#core/live/live.ts';
import { type Batches, createBatches } from '#platform/batch.ts';
import { type Clock, later } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { foldStatuses } from './fold-statuses.ts';
import { claimLanes, type Mark, markRows, type Stamp, type StatusItem, settleStatuses, stampSending } from './lane-store.ts';

/** The outbox's four stages, each a script over whatever has gathered since the last one. */
export interface LaneBatches {
  /** The lane, when it was free and something in it is due. */
  claim(organizationId: string, conversationId: string): Promise<ClaimedLane | null>;
  /** True when the row may be sent now. */
  stamp(organizationId: string, stamp: Stamp): Promise<boolean>;
  /** What waits behind the row; null when the lane belongs to another by now. */
  mark(organizationId: string, mark: Mark): Promise<{ more: boolean; dueAt: Date } | null>;
  /** The conversations that can go on because of it. */
  settle(where: { organizationId: string; channelId: string }, items: readonly StatusItem[]): Promise<readonly string[]>;
}

/** A message of which pages are told. */
interface Told {
  readonly id: string;
  readonly conversation_id: string;
  readonly contact_id: string;
}

const rowsMax = 100;
const statusesMax = 500;

interface LaneOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly batches: Batches;
  readonly live: Live;
}

export function createLaneBatches({ database, clock, leases, batches, live }: LaneOptions): LaneBatches {
  const untilLater = (now: Date) => ({ now, until: later(now, leaseSeconds) });

  const claims = batches.batcher<string, ClaimedLane | null>(rowsMax, async (organizationId, ids) => {
    const lease = { name: leases.next(), ...untilLater(clock.now()) };
    const lanes = await claimLanes(database, organizationId, [...new Set(ids)], lease);
    const byId = new Map(lanes.map((lane) => [lane.conversationId, lane]));
    // One claim goes to one caller, even when a batch names a conversation twice: two would send everything twice.
    return ids.map((id) => {
      const lane = byId.get(id) ?? null;
      byId.delete(id);
      return lane;
    });
  });
  const stamps = batches.batcher<Stamp, boolean>(rowsMax, (organizationId, batch) =>
    stampSending(database, organizationId, batch, untilLater(clock.now())),
  );
  const told = (organizationId: string, messages: readonly Told[]) =>
    live.tell(organizationId, () =>
      messages.map(({ id, conversation_id, contact_id }) => ({
        kind: 'message.changed',
        conversationId: conversation_id,
        contactId: contact_id,
        messageId: id,
      })),
    );
  const marks = batches.batcher<Mark, { more: boolean; dueAt: Date } | null>(rowsMax, async (organizationId, batch) => {
    const marked = await markRows(database, organizationId, batch, clock.now());
    told(
      organizationId,
      batch.map((one) => ({ ...one, id: one.message_id })),
    );
    return marked;
  });
  // By channel: a provider's ids are unique within one. They take no turns with the stages: what a provider says must not wait for what we do.
  const statuses = createBatches().batcher<StatusItem, readonly string[]>(statusesMax, async (key, batch) => {
    const [organizationId = '', channelId = ''] = key.split('/');
    const { awake, matched } = await settleStatuses(database, { organizationId, channelId }, foldStatuses(batch), clock.now());
    if (matched.length > 0) told(organizationId, matched);
    // Whoever comes first wakes them; the others need not know.
    return batch.map((_, index) => (index === 0 ? awake : []));
  });

  return {
    claim: claims.add,
    stamp: stamps.add,
    mark: marks.add,
    settle: async ({ organizationId, channelId }, items) =>
      (await Promise.all(items.map((item) => statuses.add(`${organizationId}/${channelId}`, item)))).flat(),
  };
}
