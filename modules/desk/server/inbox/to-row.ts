import { reasonSeen } from '#core/visibility.ts';
import { later } from '#platform/clock.ts';
import type { Scope } from '#platform/scope.ts';
import type { InboxRow, Named } from '../../contract.ts';
import type { DeskTools } from '../tools.ts';
import type { DeskRow } from './row-store.ts';

/** A conversation as the inbox shows it. */
export function toRow(
  scope: Pick<Scope, 'actor'>,
  row: DeskRow,
  { adapters }: Pick<DeskTools, 'adapters'>,
  members: ReadonlyMap<string, Named>,
): InboxRow {
  const contactId = row.kept_id ?? row.contact_id;
  return {
    id: row.id,
    contactId,
    channelId: row.channel_id,
    state: row.snoozed_until === null ? (row.state as InboxRow['state']) : 'snoozed',
    handler: row.handler as InboxRow['handler'],
    handlerReason: reasonSeen(scope, row.handler_reason),
    optedOutAt: row.opted_out_at?.toISOString() ?? null,
    lastInboundAt: row.last_inbound_at?.toISOString() ?? null,
    lastMessageAt: row.last_message_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    former: row.kept_id !== null,
    contact: { id: contactId, name: row.contact_name, address: row.address },
    channel: { id: row.channel_id, type: row.channel_type, name: row.channel_name },
    lastMessage: row.last && ({ ...row.last, at: new Date(row.last.at).toISOString() } as InboxRow['lastMessage']),
    unread: row.unread,
    assignee: row.assignee_id === null ? null : (members.get(row.assignee_id) ?? { id: row.assignee_id, name: '' }),
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
    labels: row.labels as InboxRow['labels'],
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    windowClosesAt: windowEnd(row, adapters.get(row.channel_type)?.abilities.windowHours ?? null),
    failed: row.failed,
    stage: row.stage,
    risk: row.risk,
  };
}

/** Who never wrote opened no window: it closed when the conversation began. */
function windowEnd(row: DeskRow, hours: number | null): string | null {
  if (hours === null) return null;
  return (row.last_inbound_at === null ? row.created_at : later(row.last_inbound_at, hours * 3600)).toISOString();
}
