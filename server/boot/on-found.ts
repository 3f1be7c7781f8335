import type { Live } from '#core/live/live.ts';
import { notify } from '#core/notices/notify.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import type { OnFound } from '#safety/index.ts';

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Calls the people for an incident, beside whatever else goes on. Must not throw. */
type CallNow = (organizationId: string, incidentId: string) => void;

/** What follows at once from what the gate found: open pages are told, people are called, and the team hears of messages that no rule could read. */
export function createOnFound({ database, clock, ids, log }: Parts, live: Live, call: CallNow): OnFound {
  return (organizationId, { incidents, unread = false, unsafeTurns = [] }) => {
    live.tell(organizationId, () =>
      incidents.map((one) => ({
        kind: 'incident.changed' as const,
        incidentId: one.id,
        contactId: one.contact_id,
        conversationId: one.conversation_id,
      })),
    );
    for (const { id } of incidents) call(organizationId, id);
    if (unread) log.error({ organization: organizationId }, 'the safety rules could not read a message; people are called to look at it');
    const kinds = [
      ...(unread ? [{ kind: 'safety.unread', subject: organizationId }] : []),
      ...unsafeTurns.map((subject) => ({ kind: 'safety.unsafe_answer', subject })),
    ];
    for (const { kind, subject } of kinds) {
      void notify({ db: database.of(organizationId), organization: { id: organizationId }, clock, ids }, { kind, subject, values: {} })
        .then(() => live.tell(organizationId, () => [{ kind: 'notice.changed' }]))
        .catch((error: unknown) => log.error({ kind, err: places(error) }, 'nobody could be told of what the safety gate found'));
    }
  };
}
