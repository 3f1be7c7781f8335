import { later } from '#platform/clock.ts';
import { watchHours } from '#safety/index.ts';
import type { CarePerson, Direction, Mood } from '../../contract.ts';
import type { PersonRow } from './person-store.ts';

interface Known {
  nameOf(id: string): string | null;
  readonly lastMood: Mood | null;
  readonly direction: Direction | null;
}

export function toPerson(row: PersonRow, { nameOf, lastMood, direction }: Known): CarePerson {
  return {
    id: row.id,
    name: row.name,
    clinicians: row.clinicians.map((id) => ({ id, name: nameOf(id) ?? '' })),
    opened: row.opened,
    attention: {
      incidentId: row.incident_id,
      severity: row.severity,
      acknowledged: row.acknowledged ?? false,
      watchedUntil: row.found_at && later(row.found_at, watchHours * 3600).toISOString(),
    },
    lastMood,
    direction,
    lastWroteAt: row.last_seen_at?.toISOString() ?? null,
    reviewAt: row.review_at?.toISOString() ?? null,
    needsNow: row.needs_now,
  };
}
