import type { StoredText, TextContent, TextCreation, TextDraft, TextPreview, TextPreviewQuestion, TextVersion } from '#contract/texts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { decodeCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { openTemplates } from '#templates/index.ts';
import type { FlowTools } from '../tools.ts';
import { examplesOf } from '../trial/examples.ts';
import { aboutConversation } from '../variables/list-variables.ts';
import { nest } from '../variables/values.ts';
import { readOwnZone } from '../variables/zone-store.ts';
import { faultsOfText } from './check-text.ts';
import * as store from './text-store.ts';
import { fillText, textPrefix, wordsFor } from './text-variables.ts';

const textsMax = 500;

export async function listTexts(scope: Scope, tools: FlowTools, page: PageQuery) {
  requirePermission(scope, 'texts.read');
  const after = decodeCursor(page.cursor, 1)?.[0] ?? null;
  const rows = await store.listTextRows(scope.db, scope.organization.id, { limit: page.limit, after });
  const users = await usersOf(scope, tools);
  return toPage(rows, page.limit, { item: (row: store.TextRow) => toText(row, users), key: (row) => [row.name] });
}

export async function getText(scope: Scope, tools: FlowTools, id: string): Promise<StoredText> {
  requirePermission(scope, 'texts.read');
  return toText(await requireText(scope, id), await usersOf(scope, tools));
}

export async function createText(scope: Scope, tools: FlowTools, { name, title, content }: TextCreation): Promise<StoredText> {
  requirePermission(scope, 'texts.change');
  const { db, organization, ids, clock } = scope;
  if ((await store.countTexts(db, organization.id)) >= textsMax)
    throw new Refusal('texts.too_many', `There are ${textsMax} texts already. Delete those that nothing names.`, { status: 409 });
  const id = ids.next();
  await unlessTaken(taken, () =>
    store.insertText(db, { organization_id: organization.id, id, name, title, draft: content, now: clock.now() }),
  );
  return getText(scope, tools, id);
}

/** The draft; what flows say stays until it is published. */
export async function changeText(scope: Scope, tools: FlowTools, id: string, { title, content, revision }: TextDraft): Promise<StoredText> {
  requirePermission(scope, 'texts.change');
  await inTransaction(scope, 'save text', async ({ db, clock }) => {
    const row = await store.lockText(db, id);
    if (!row) throw notFound('text');
    if (revision !== undefined && revision !== row.revision) throw savedMeanwhile();
    await store.updateText(db, id, { title, draft: content, revision: row.revision + 1, changed_at: clock.now() });
  });
  return getText(scope, tools, id);
}

/** From now on flows say the draft, those that run too. */
export async function publishText(
  scope: Scope,
  tools: FlowTools,
  id: string,
  { note, revision }: { note?: string | undefined; revision?: number | undefined },
): Promise<StoredText> {
  requirePermission(scope, 'texts.publish');
  const row = await requireText(scope, id);
  if (revision !== undefined && revision !== row.revision) throw savedMeanwhile();
  return makeVersion(scope, tools, { row, content: row.draft as TextContent, note: note ?? null });
}

/** Publishes an older version once more, as a new one; the draft becomes the same. */
export async function rollBackText(scope: Scope, tools: FlowTools, id: string, version: number): Promise<StoredText> {
  requirePermission(scope, 'texts.publish');
  const row = await requireText(scope, id);
  const older = await store.findTextVersion(scope.db, id, version);
  if (!older) throw notFound('version');
  return makeVersion(scope, tools, { row, content: older.content as TextContent, note: `As version ${version} was.` });
}

export async function listTextVersions(scope: Scope, id: string): Promise<{ items: TextVersion[] }> {
  requirePermission(scope, 'texts.read');
  await requireText(scope, id);
  const rows = await store.listTextVersions(scope.db, scope.organization.id, id);
  return {
    items: rows.map(({ number, content, note, published_by, created_at }) => ({
      version: number,
      content: content as TextContent,
      note,
      publishedBy: published_by,
      createdAt: created_at.toISOString(),
    })),
  };
}

export async function removeText(scope: Scope, tools: FlowTools, id: string): Promise<void> {
  requirePermission(scope, 'texts.publish');
  const row = await requireText(scope, id);
  const users = (await usersOf(scope, tools)).get(row.name) ?? [];
  if (users.length > 0)
    throw new Refusal('texts.in_use', `Flows say this text: ${users.join(', ')}. Take it out of them first.`, { status: 409 });
  await store.deleteText(scope.db, id);
  tools.books.forget(scope.organization.id);
}

/** As somebody would read it, and everything that is wrong with the whole of it. */
export async function previewText(scope: Scope, tools: FlowTools, asked: TextPreviewQuestion): Promise<TextPreview> {
  requirePermission(scope, 'texts.read');
  const { content, conversationId, language, channel } = asked;
  const faults = await faultsOfText(tools, content);
  if (conversationId !== undefined) {
    const about = await aboutConversation(scope, tools, conversationId);
    const { text, missing } = await fillText({ parts: tools.parts, log: scope.log }, about, content, { language, channel });
    return { text, missing: [...missing], faults };
  }
  const source = wordsFor(content, channel ?? '', [language ?? null]);
  const zone = await readOwnZone(scope.db, scope.organization.id);
  const values = Object.entries(await examplesOf(scope, tools, { now: scope.clock.now(), zone })).filter(
    ([name]) => !name.startsWith(textPrefix),
  );
  const { text, missing } = (await openTemplates()).render(source, nest(values));
  return { text, missing: [...missing], faults };
}

interface Making {
  readonly row: store.TextRow;
  readonly content: TextContent;
  readonly note: string | null;
}

async function makeVersion(scope: Scope, tools: FlowTools, { row, content, note }: Making): Promise<StoredText> {
  const [first, ...more] = await faultsOfText(tools, content);
  if (first) {
    const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
    throw new Refusal('texts.faulty', `${row.name}, ${first.node}: ${first.message}${rest}`, {
      status: 409,
      details: { faults: [first, ...more].map(({ code, node }) => ({ code, node })) },
    });
  }
  await inTransaction(scope, 'publish text', async ({ db, organization, actor, ids, clock }) => {
    const now = await store.lockText(db, row.id);
    if (now?.revision !== row.revision) throw savedMeanwhile();
    const id = ids.next();
    const published_by = `${actor.kind}:${actor.id}`;
    await store.insertTextVersion(db, {
      organization_id: organization.id,
      id,
      text_id: row.id,
      content,
      note,
      published_by,
      created_at: clock.now(),
    });
    await store.updateText(db, row.id, { draft: content, version_id: id, changed_at: clock.now() });
  });
  tools.books.forget(scope.organization.id);
  return getText(scope, tools, row.id);
}

const savedMeanwhile = () =>
  new Refusal('texts.saved_meanwhile', 'Somebody saved this text since you read it. Look at it, and try again.', { status: 409 });

async function requireText({ db }: Scope, id: string): Promise<store.TextRow> {
  const row = await store.findText(db, id);
  if (!row) throw notFound('text');
  return row;
}

/** The published flows that name each text. */
async function usersOf({ organization }: Scope, { books }: FlowTools): Promise<ReadonlyMap<string, string[]>> {
  const users = new Map<string, string[]>();
  for (const { name, uses } of await books.published(organization.id))
    for (const one of uses) {
      if (!one.startsWith(textPrefix)) continue;
      const text = one.slice(textPrefix.length);
      users.set(text, [...(users.get(text) ?? []), name]);
    }
  return users;
}

function toText(row: store.TextRow, users: ReadonlyMap<string, string[]>): StoredText {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    content: row.draft as TextContent,
    revision: row.revision,
    version: row.number,
    changed: row.changed,
    usedBy: users.get(row.name) ?? [],
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

const taken = { code: 'texts.name_taken', field: 'name', message: 'There is a text of this name.' };
