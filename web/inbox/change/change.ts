import type { DeskChange, InboxRow, Label, Named } from '../../../modules/desk/contract.ts';

/** What a change makes of a row before the server has answered, and what takes it back. */

/** Names for what a change names by id. */
export interface Names {
  readonly members: readonly Named[];
  readonly teams: readonly Named[];
  readonly labels: readonly Pick<Label, 'id' | 'name' | 'colour'>[];
}

export function changed(row: InboxRow, change: DeskChange, names: Names): InboxRow {
  const { handler, state, snoozedUntil, assigneeId, teamId, addLabels = [], removeLabels = [] } = change;
  const named = (list: readonly Named[], id: string | null) =>
    id === null ? null : { id, name: list.find((one) => one.id === id)?.name ?? '' };
  const kept = row.labels.filter((label) => !removeLabels.includes(label.id));
  const added = names.labels.filter(({ id }) => addLabels.includes(id) && !kept.some((label) => label.id === id));
  const nobodyWaits = state === 'closed' || handler === 'assistant';
  return {
    ...row,
    ...(handler ? { handler } : {}),
    ...(state ? { state, snoozedUntil: null } : {}),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil, state: snoozedUntil === null ? 'open' : 'snoozed' }),
    ...(assigneeId === undefined ? {} : { assignee: named(names.members, assigneeId) }),
    ...(teamId === undefined ? {} : { team: named(names.teams, teamId) }),
    labels: [...kept, ...added],
    ...(nobodyWaits ? { waitingSince: null } : {}),
  };
}

/**
 * What makes a row as it was, one after the other; empty: the change changes nothing. Closing also ends a snooze, which can only be given
 * back once it is open.
 */
export function inverse(row: InboxRow, change: DeskChange, now: Date): readonly DeskChange[] {
  const first: DeskChange = { ...stateBack(row, change), ...ownersBack(row, change), ...labelsBack(row, change) };
  const steps = Object.keys(first).length > 0 ? [first] : [];
  const { snoozedUntil } = row;
  if (!movesState(row, change) || snoozedUntil === null || new Date(snoozedUntil) <= now) return steps;
  return [...steps, { snoozedUntil }];
}

function movesState(row: InboxRow, { state, snoozedUntil }: DeskChange): boolean {
  if (state !== undefined && (row.state === 'snoozed' || row.state !== state)) return true;
  return snoozedUntil !== undefined && snoozedUntil !== row.snoozedUntil;
}

function stateBack(row: InboxRow, change: DeskChange): DeskChange {
  if (!movesState(row, change)) return {};
  if (row.state !== 'snoozed') return { state: row.state };
  return change.state === 'closed' ? { state: 'open' } : {};
}

function ownersBack(row: InboxRow, { handler, assigneeId, teamId }: DeskChange): DeskChange {
  const [assignee, team] = [row.assignee?.id ?? null, row.team?.id ?? null];
  return {
    ...(handler !== undefined && handler !== row.handler ? { handler: row.handler } : {}),
    ...(assigneeId !== undefined && assigneeId !== assignee ? { assigneeId: assignee } : {}),
    ...(teamId !== undefined && teamId !== team ? { teamId: team } : {}),
  };
}

function labelsBack(row: InboxRow, { addLabels = [], removeLabels = [] }: DeskChange): DeskChange {
  const has = (id: string) => row.labels.some((label) => label.id === id);
  const added = addLabels.filter((id) => !has(id));
  const removed = removeLabels.filter(has);
  return { ...(added.length > 0 ? { removeLabels: added } : {}), ...(removed.length > 0 ? { addLabels: removed } : {}) };
}

/** Conversations with the same way back together, so that a hundred are taken back by as few requests as there are ways. */
export function waysBack(
  rows: readonly InboxRow[],
  change: DeskChange,
  now: Date,
): readonly { readonly ids: readonly string[]; readonly changes: readonly DeskChange[] }[] {
  const ways = new Map<string, { ids: string[]; changes: readonly DeskChange[] }>();
  for (const row of rows) {
    const changes = inverse(row, change, now);
    if (changes.length === 0) continue;
    const key = JSON.stringify(changes);
    const way = ways.get(key) ?? { ids: [], changes };
    way.ids.push(row.id);
    ways.set(key, way);
  }
  return [...ways.values()];
}

/** As many as one request takes. */
export const atOnce = 100;

export function inParts<Item>(items: readonly Item[], size = atOnce): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));
}
