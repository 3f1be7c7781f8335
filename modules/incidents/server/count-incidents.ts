import { z } from 'zod';
import { later } from '#platform/clock.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readCareSettings } from '#safety/index.ts';
import type { IncidentFigures } from '../contract.ts';
import { viewerOf } from './list-incidents.ts';
import { countIncidents } from './store.ts';

export const FiguresQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) });

/** How many are open, and how quickly people were there in the last days. */
export async function countOfIncidents(scope: Scope, { days }: z.infer<typeof FiguresQuery>): Promise<IncidentFigures> {
  requirePermission(scope, 'incidents.read');
  const { minutes } = await readCareSettings(scope);
  const since = later(scope.clock.now(), -days * 86_400);
  const { rows, median, slowest } = await countIncidents(scope.db, viewerOf(scope), { since, minutes });
  const by = (field: 'open' | 'unacknowledged') => {
    const of = (severity: string) => rows.find((row) => row.severity === severity)?.[field] ?? 0;
    return { moderate: of('moderate'), high: of('high'), imminent: of('imminent') };
  };
  const sum = (field: 'raised' | 'in_time' | 'false_alarms') => rows.reduce((all, row) => all + row[field], 0);
  return {
    open: by('open'),
    unacknowledged: by('unacknowledged'),
    days,
    raised: sum('raised'),
    inTime: sum('in_time'),
    falseAlarms: sum('false_alarms'),
    medianSeconds: median === null ? null : Math.round(median),
    slowestSeconds: slowest === null ? null : Math.round(slowest),
  };
}
