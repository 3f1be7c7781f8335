import type { Notice } from '#contract/notices.ts';
import { notFound } from '#platform/errors.ts';
import type { NoticeDeclaration } from '#platform/module.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listNoticeRows, type NoticeRow, stampNotice } from './store.ts';

/** The sentences of every kind of notice there is. */
export type NoticeKinds = ReadonlyMap<string, NoticeDeclaration>;

/** What people should look at, the newest first; when asked for, the closed ones too, or they alone. */
export async function listNotices(
  scope: Scope,
  kinds: NoticeKinds,
  { closed, ...page }: PageQuery & { closed?: 'include' | 'only' | undefined },
) {
  requirePermission(scope, 'notices.read');
  const wanted = {
    hidden: hiddenFrom(scope, kinds),
    open: closed !== 'only',
    closed: closed !== undefined,
    limit: page.limit,
    before: decodeIdCursor(page.cursor),
  };
  const rows = await listNoticeRows(scope.db, scope.organization.id, wanted);
  return toPage(rows, page.limit, { item: (row: NoticeRow) => toNotice(kinds, row), key: (row) => [row.id] });
}

/** Somebody has seen it: it stays open. Doing it again changes nothing. */
export async function markNoticeSeen(scope: Scope, kinds: NoticeKinds, id: string): Promise<Notice> {
  requirePermission(scope, 'notices.read');
  return toNotice(kinds, await stamp(scope, kinds, { id, column: 'seen_at' }));
}

/** Somebody says that it is done with. Should it happen again, there is a new one. */
export async function closeNotice(scope: Scope, kinds: NoticeKinds, id: string): Promise<Notice> {
  requirePermission(scope, 'notices.close');
  return toNotice(kinds, await stamp(scope, kinds, { id, column: 'closed_at' }));
}

/** A member is shown what they can do something about; a program with the permission sees all, for whoever reads on. */
function hiddenFrom({ actor }: Scope, kinds: NoticeKinds): readonly string[] {
  if (actor.kind !== 'member') return [];
  return [...kinds.values()].filter((one) => !one.for.every((needed) => actor.permissions.has(needed))).map(({ kind }) => kind);
}

async function stamp(
  scope: Scope,
  kinds: NoticeKinds,
  { id, column }: { id: string; column: 'seen_at' | 'closed_at' },
): Promise<NoticeRow> {
  const row = await stampNotice(scope.db, id, { column, now: scope.clock.now(), hidden: hiddenFrom(scope, kinds) });
  if (!row) throw notFound('notice');
  return row;
}

function toNotice(kinds: NoticeKinds, row: NoticeRow): Notice {
  const values = row.sentence as Notice['values'];
  const kind = kinds.get(row.kind);
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    text: fill(kind?.text ?? 'Something needs a look ({kind}).', { ...values, kind: row.kind }),
    advice: fill(kind?.advice ?? '', values),
    values,
    since: row.since.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (all, name: string) => values[name] ?? all);
}
