import { seesOnly } from '#core/visibility.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CareStatistics, CareWeek } from '../../contract.ts';
import { createMind } from '../mind.ts';
import type { CareTools } from '../tools.ts';
import { type Cell, fewest, hideSmall } from './hide-small.ts';
import { type Asked, countIncidents, countWriters, listWeeks, readAnswers } from './statistics-store.ts';

/** Whole weeks that are over, and always the same ones: a time that can be chosen would let figures be taken from each other. */
const weeksShown = 12;

/** What happened, in numbers about five people or more. Who sees some people only gets the numbers of those. */
export async function getStatistics(scope: Scope, tools: CareTools): Promise<CareStatistics> {
  requirePermission(scope, 'care.statistics');
  const { db, organization, clock } = scope;
  const mind = createMind(tools);
  const { zone, weeks } = await listWeeks(db, organization.id, { now: clock.now(), count: weeksShown });
  const shown: CareWeek[] = [];
  // One after the other: messages wait behind these.
  for (const { day, from, to } of weeks) {
    const asked = { organizationId: organization.id, only: seesOnly(scope), zone, from, to };
    const moods = mind.countMoods ? await mind.countMoods(scope, asked) : null;
    shown.push(await readWeek(scope, day, { asked, moods }));
  }
  return { timeZone: zone, fewest, weeks: shown };
}

const none: Cell = { count: 0, people: 0 };

async function readWeek(
  { db }: Scope,
  from: string,
  { asked, moods }: { asked: Asked; moods: Readonly<Record<'all' | 'low' | 'middle' | 'high', Cell>> | null },
): Promise<CareWeek> {
  const writers = await countWriters(db, asked);
  const rows = await countIncidents(db, asked);
  const of = (severity: string | null) => rows.find((row) => row.severity === severity) ?? none;
  const incidents = hideSmall(of(null), { moderate: of('moderate'), high: of('high'), imminent: of('imminent') });
  const answers = await readAnswers(db, asked);
  const felt = moods && hideSmall(moods.all, { low: moods.low, middle: moods.middle, high: moods.high });
  const all = hideSmall({ ...writers, count: writers.people }, {}).whole;
  return {
    from,
    people: all,
    messages: all === null ? null : writers.count,
    incidents: { all: incidents.whole, ...incidents.parts },
    answerSeconds: answers.people >= fewest && answers.seconds !== null ? Math.max(0, Math.round(answers.seconds)) : null,
    moods: felt && { all: felt.whole, ...felt.parts },
  };
}
