import { seesOnly } from '#core/visibility.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Overview } from '../contract.ts';
import {
  type AnswerRow,
  type Asked,
  type CostRow,
  countConversations,
  countMessagesByHour,
  countOpenNotices,
  countTroubledSends,
  type HourRow,
  listStoppedChannels,
  openMax,
  readDay,
  readFirstAnswers,
  sumModelCost,
} from './store.ts';

/** Today's numbers. Who sees some contacts only gets the numbers of those. */
export async function getOverview(scope: Scope): Promise<Overview> {
  requirePermission(scope, 'overview.read');
  const { db, organization } = scope;
  const now = scope.clock.now();
  const { time_zone, day, today, yesterday } = await readDay(db, organization.id, now);
  const asked: Asked = { organizationId: organization.id, only: seesOnly(scope), zone: time_zone, today, yesterday };
  // One after the other: the embedded database does one thing at a time, and messages wait behind these.
  const hours = await countMessagesByHour(db, asked);
  const { open, waiting } = await countConversations(db, asked);
  const answers = await readFirstAnswers(db, asked);
  const troubled = await countTroubledSends(db, asked);
  return {
    day,
    timeZone: time_zone,
    asOf: now.toISOString(),
    messages: { today: toDay(hours, true), yesterday: toDay(hours, false) },
    conversations: { open: Math.min(open, openMax), openIsMore: open > openMax, waiting },
    firstAnswer: toAnswers(answers),
    sends: {
      failed: troubled.get('failed') ?? 0,
      error: troubled.get('error') ?? 0,
      uncertain: troubled.get('uncertain') ?? 0,
      needsTemplate: troubled.get('needs_template') ?? 0,
    },
    channels: (await listStoppedChannels(db, organization.id)).map(({ trouble, ...channel }) => ({
      ...channel,
      reason: (trouble as { reason?: string } | null)?.reason ?? null,
    })),
    notices: await countOpenNotices(db, organization.id),
    model: toModel(await sumModelCost(db, asked)),
  };
}

function toDay(rows: readonly HourRow[], today: boolean): Overview['messages']['today'] {
  const of = (direction: HourRow['direction']) => {
    const hours = Array.from({ length: 24 }, () => 0);
    for (const row of rows) if (row.today === today && row.direction === direction) hours[row.hour] = row.messages;
    return hours;
  };
  return { in: of('in'), out: of('out') };
}

function toAnswers(row: AnswerRow): Overview['firstAnswer'] {
  return {
    people: { conversations: row.by_people, medianSeconds: row.people_seconds },
    assistant: { conversations: row.by_assistant, medianSeconds: row.assistant_seconds },
    unanswered: row.conversations - row.answered,
    assistantShare: row.answered === 0 ? null : row.by_assistant / row.answered,
  };
}

function toModel(rows: readonly CostRow[]): Overview['model'] {
  return {
    calls: rows.reduce((sum, row) => sum + row.calls, 0),
    cost: rows.flatMap(({ currency, micros }) => (currency === null ? [] : [{ amount: (micros ?? 0) / 1e6, currency }])),
    unknown: rows.find((row) => row.currency === null)?.calls ?? 0,
  };
}
