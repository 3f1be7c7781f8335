import { visibleContact } from '#core/contacts/get-contact.ts';
import { namesOf } from '#core/members/members.ts';
import { later } from '#platform/clock.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { watchHours } from '#safety/index.ts';
import type { CarePersonDetail } from '../../contract.ts';
import { createMind } from '../mind.ts';
import { listOpenings } from '../openings/list-openings.ts';
import type { CareTools } from '../tools.ts';
import { directionOf } from './direction.ts';
import { listPeopleRows, type PersonRow } from './person-store.ts';
import { toPerson } from './to-person.ts';

/** The page of a chart shows so many days of moods. */
const moodDays = 30;
const directionDays = 14;

/** One person for whoever looks after them; 404 for somebody else's. What they do not share with the asker is not told. */
export async function getPerson(scope: Scope, tools: CareTools, id: string): Promise<CarePersonDetail> {
  requirePermission(scope, 'care.read');
  const contact = await visibleContact(scope, id, 'person');
  const now = scope.clock.now();
  const [row] = (await listPeopleRows(scope.db, {
    organizationId: scope.organization.id,
    viewer: scope.actor.id,
    of: null,
    contactId: contact.id,
    needsNow: false,
    now,
    watchedSince: later(now, -watchHours * 3600),
    after: null,
    limit: 1,
  })) as [PersonRow];
  const openings = await listOpenings(scope, tools, contact.id);
  const nameOf = await namesOf(scope, tools, row.clinicians);
  const kept = await readMind(scope, tools, row);
  const recent = kept.moods?.filter(({ at }) => Date.parse(at) >= later(now, -directionDays * 86_400).getTime()) ?? [];
  const person = toPerson(row, { nameOf, lastMood: kept.moods?.at(-1) ?? null, direction: directionOf(recent) });
  return { ...person, language: row.language, openings, ...kept };
}

async function readMind(
  scope: Scope,
  tools: CareTools,
  { id, opened }: PersonRow,
): Promise<Pick<CarePersonDetail, 'moods' | 'memories' | 'patterns'>> {
  const mind = createMind(tools);
  const shared = opened || (await mind.mayShare(scope, id, scope.actor.id));
  if (!shared) return { moods: null, memories: null, patterns: null };
  return {
    moods: [...(await mind.moodsOf(scope, id, later(scope.clock.now(), -moodDays * 86_400)))],
    memories: (await mind.memoriesOf?.(scope, id)) ?? null,
    patterns: (await mind.patternsOf?.(scope, id)) ?? null,
  };
}
