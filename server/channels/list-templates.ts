import type { ChannelTemplate } from '#contract/channels.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { decodeCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listTemplateRows, storeTemplates, type TemplateRow } from './account-store.ts';
import { ChannelError } from './channel.ts';
import { findChannel } from './store.ts';
import type { ChannelTools } from './tools.ts';

/** The message templates of a channel as its provider has them, by name and language. */
export async function listTemplates(scope: Scope, channelId: string, page: PageQuery) {
  requirePermission(scope, 'channels.read');
  if (!(await findChannel(scope.db, channelId))) throw notFound('channel');
  const after = decodeCursor(page.cursor, 2) as [string, string] | null;
  const rows = await listTemplateRows(scope.db, channelId, { limit: page.limit, after });
  return toPage(rows, page.limit, { item: toTemplate, key: (row) => [row.name, row.language] });
}

/** Asks the provider for all of them; what it does not have any more is gone here too. Returns the first page. */
export async function refreshTemplates(scope: Scope, tools: ChannelTools, channelId: string) {
  requirePermission(scope, 'channels.check');
  const channel = await tools.channel(scope.organization.id, channelId);
  if (!channel) throw notFound('channel');
  const found = await tools.adapters
    .get(channel.type)
    ?.listTemplates?.(channel, tools.io(channel))
    .catch((error: unknown) => {
      if (!(error instanceof ChannelError)) throw error;
      const { reason, advice } = error.trouble;
      throw new Refusal('channels.provider_refused', `${reason} ${advice}`, { status: 502, cause: error });
    });
  if (found) await storeTemplates(tools.database, channel, { templates: found, now: scope.clock.now(), all: true });
  return listTemplates(scope, channelId, { limit: 50 });
}

export function toTemplate(row: TemplateRow): ChannelTemplate {
  const { name, language, status, category, quality, reason, text } = row;
  return {
    name,
    language,
    status,
    category,
    previousCategory: row.previous_category,
    quality,
    reason: reason || null,
    text: text as ChannelTemplate['text'],
    draft: row.draft as ChannelTemplate['draft'],
    changedAt: row.changed_at.toISOString(),
  };
}
