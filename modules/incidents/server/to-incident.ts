import { waitingStates } from '#safety/index.ts';
import type { Incident } from '../contract.ts';
import type { IncidentRow } from './store.ts';

const waiting: ReadonlySet<string> = new Set(waitingStates);

export function toIncident(row: IncidentRow, nameOf: (id: string) => string | null): Incident {
  return {
    id: row.id,
    contactId: row.contact_id,
    contactName: row.contact_name,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    severity: row.severity as Incident['severity'],
    categories: row.categories,
    state: row.state as Incident['state'],
    messages: row.messages,
    raisedAt: row.raised_at.toISOString(),
    calledAt: row.called_at.toISOString(),
    dueAt: waiting.has(row.state) ? timeOf(row.due_at) : null,
    called: row.called.map((id) => ({ id, name: nameOf(id) ?? '' })),
    // The second call comes when the time is over.
    overdue: waiting.has(row.state) && row.step > 1,
    deliveredAt: timeOf(row.delivered_at),
    acknowledgedAt: timeOf(row.acknowledged_at),
    acknowledgedBy: row.acknowledged_by === null ? null : { id: row.acknowledged_by, name: nameOf(row.acknowledged_by) ?? '' },
    answerSeconds: row.acknowledged_at && Math.max(0, Math.round((row.acknowledged_at.getTime() - row.called_at.getTime()) / 1000)),
    closedAt: timeOf(row.closed_at),
  };
}

function timeOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
