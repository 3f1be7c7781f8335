import { z } from 'zod';
import { namesOf } from '#core/members/members.ts';
import { seesOnly } from '#core/visibility.ts';
import { later } from '#platform/clock.ts';
import { decodeCursor, PageQuery, toPage, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { watchHours } from '#safety/index.ts';
import type { Direction, Mood } from '../../contract.ts';
import { createMind } from '../mind.ts';
import type { CareTools } from '../tools.ts';
import { directionOf } from './direction.ts';
import { listPeopleRows, type PersonRow } from './person-store.ts';
import { toPerson } from './to-person.ts';

export const PeopleQuery = PageQuery.extend({
  show: z
    .enum(['everybody', 'needs_now'])
    .default('everybody')
    .describe('"needs_now": an incident is open, the gate watches, or a review is due.'),
  whose: z
    .enum(['mine', 'all'])
    .default('mine')
    .describe('"all": for those who see every contact, everybody whom somebody looks after and everybody in danger.'),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

/** So far back a direction is looked for. */
const directionDays = 14;

/** The people somebody looks after: those in danger first, then those who were silent longest. */
export async function listPeople(scope: Scope, tools: CareTools, { show, whose, ...page }: PeopleQuery) {
  requirePermission(scope, 'care.read');
  const now = scope.clock.now();
  const rows = await listPeopleRows(scope.db, {
    organizationId: scope.organization.id,
    viewer: scope.actor.id,
    of: whose === 'all' ? seesOnly(scope) : scope.actor.id,
    contactId: null,
    needsNow: show === 'needs_now',
    now,
    watchedSince: later(now, -watchHours * 3600),
    after: readPlace(page.cursor),
    limit: page.limit,
  });
  const nameOf = await namesOf(
    scope,
    tools,
    rows.flatMap((row) => row.clinicians),
  );
  const moods = await moodsOf(scope, tools, rows);
  const unknown = { lastMood: null, direction: null };
  return toPage(rows, page.limit, {
    item: (row: PersonRow) => toPerson(row, { nameOf, ...(moods.get(row.id) ?? unknown) }),
    key: (row) => [String(row.danger), row.last_seen_at?.toISOString() ?? '', row.id],
  });
}

/** Of those who share it with the asker. One after the other: messages wait behind these. */
async function moodsOf(scope: Scope, tools: CareTools, rows: readonly PersonRow[]) {
  const found = new Map<string, { lastMood: Mood; direction: Direction | null }>();
  const mind = createMind(tools);
  const since = later(scope.clock.now(), -directionDays * 86_400);
  const last = await mind.lastMoods(
    scope,
    rows.map(({ id }) => id),
  );
  for (const [id, lastMood] of last) {
    const opened = rows.some((row) => row.id === id && row.opened);
    if (!opened && !(await mind.mayShare(scope, id, scope.actor.id))) continue;
    found.set(id, { lastMood, direction: directionOf(await mind.moodsOf(scope, id, since)) });
  }
  return found;
}

function readPlace(cursor: string | undefined) {
  const [danger, at, id] = decodeCursor(cursor, 3) ?? [];
  if (danger === undefined || at === undefined || id === undefined) return null;
  const isTime = at === '' || (/^[12]\d{3}-/.test(at) && z.iso.datetime().safeParse(at).success);
  if (!/^[0-4]$/.test(danger) || !isTime || !z.uuid().safeParse(id).success) throw wrongCursor();
  return { danger: Number(danger), lastSeenAt: at === '' ? null : new Date(at), id };
}
