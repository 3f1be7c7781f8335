import { inTransaction } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { countMax, type InboxCounts, type InboxFilter } from '../../contract.ts';
import { listTeamIds } from '../teams/team-store.ts';
import { visibleViews } from '../views/views.ts';
import { countEach } from './filter-store.ts';
import { askedBy, requireMemberFor } from './list-inbox.ts';

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
  snoozed: { state: 'snoozed' },
  closed: { state: 'closed' },
} as const satisfies Record<string, InboxFilter>;

/** How many conversations stand behind each entry of the filter bar, each team and each view. A program has none of its own: 0. */
export async function countInbox(scope: Scope, filter: InboxFilter): Promise<InboxCounts> {
  requirePermission(scope, 'conversations.read');
  requireMemberFor(scope, filter);
  const asked = askedBy(scope);
  const [teams, views] = await Promise.all([listTeamIds(scope.db, scope.organization.id), visibleViews(scope)]);
  const names = Object.keys(standing) as (keyof typeof standing)[];
  const filters = [
    filter,
    ...names.map((name): InboxFilter => standing[name]),
    ...teams.map((team): InboxFilter => ({ team })),
    ...views.map((view): InboxFilter => (view.filter.sort === 'waiting' ? { ...view.filter, waiting: true } : view.filter)),
  ];
  const [matching = 0, ...counts] = await inTransaction(scope, 'count inbox', ({ db }) => countEach(db, asked, filters, countMax));
  const after = names.length;
  return {
    matching,
    ...(Object.fromEntries(names.map((name, n) => [name, counts[n] ?? 0])) as Record<keyof typeof standing, number>),
    teams: teams.map((id, n) => ({ id, count: counts[after + n] ?? 0 })),
    views: views.map(({ id }, n) => ({ id, count: counts[after + teams.length + n] ?? 0 })),
  };
}
