import { inTransaction } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { countMax, type InboxCounts, type InboxFilter } from '../../contract.ts';
import { listTeamIds } from '../teams/team-store.ts';
import { visibleViews } from '../views/views.ts';
import { countMatching, meantBy } from './filter-store.ts';
import { askedBy, requireFor } from './list-inbox.ts';

const standing = {
  open: {},
  mine: { assignee: 'me' },
  unassigned: { assignee: 'none', handler: 'people' },
  people: { handler: 'people' },
  assistant: { handler: 'assistant' },
  unread: { unread: true },
  mentioned: { mentioned: true },
  waiting: { waiting: true },
  failed: { failed: true },
  attention: { state: 'all', attention: true },
  snoozed: { state: 'snoozed' },
  closed: { state: 'closed' },
} as const satisfies Record<string, InboxFilter>;

/** How many conversations a filter means. */
export async function countMatchingInbox(scope: Scope, filter: InboxFilter): Promise<number> {
  requirePermission(scope, 'conversations.read');
  requireFor(scope, { filter });
  return countOf(scope, filter);
}

/** How many conversations stand behind each entry of the filter bar, each team and each view. A program has none of its own: 0. */
export async function countInbox(scope: Scope): Promise<InboxCounts> {
  requirePermission(scope, 'conversations.read');
  const [teams, views] = await Promise.all([listTeamIds(scope.db, scope.organization.id), visibleViews(scope)]);
  // One after the other, so that messages are answered in between: the embedded database has one session, and with 100,000 conversations
  // all counts together would hold it for a quarter of a second.
  const ours = {} as Record<keyof typeof standing, number>;
  for (const name of Object.keys(standing) as (keyof typeof standing)[]) ours[name] = await countOf(scope, standing[name]);
  const ofTeams: InboxCounts['teams'] = [];
  for (const id of teams) ofTeams.push({ id, count: await countOf(scope, { team: id }) });
  const ofViews: InboxCounts['views'] = [];
  for (const { id, filter } of views) {
    ofViews.push({ id, count: await countOf(scope, meantBy({ filter, sort: filter.sort })) });
  }
  return { ...ours, teams: ofTeams, views: ofViews };
}

const countOf = (scope: Scope, filter: InboxFilter): Promise<number> =>
  inTransaction(scope, 'count inbox', (inside) => countMatching(inside.db, askedBy(inside), filter, countMax));
