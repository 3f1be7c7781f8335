import { randomText } from '#platform/auth/api-key.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addToDirectory, removeFromDirectory } from '#platform/directory-store.ts';
import { notFound } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type {
  CreatedIncomingWebhook,
  IncomingAction,
  IncomingCall,
  IncomingWebhook,
  IncomingWebhookChange,
  IncomingWebhookCreation,
} from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { templateFault } from './render.ts';
import {
  type CallRow,
  deleteIncomingRow,
  findIncoming,
  type IncomingRow,
  insertIncoming,
  listCallRows,
  listIncomingRows,
  updateIncoming,
} from './store.ts';
import { tokenKind } from './take-call.ts';

type Tools = Pick<IntegrationTools, 'masterKey' | 'publicUrl' | 'sending'>;

/** Makes an address for another system to call. With its token it is shown this once. */
export async function createIncoming(scope: Scope, tools: Tools, input: IncomingWebhookCreation): Promise<CreatedIncomingWebhook> {
  requirePermission(scope, 'incoming_webhooks.change');
  await checkAction(scope, tools, input.action);
  const token = `bwi_${randomText(scope.ids, 32)}`;
  const id = scope.ids.next();
  const now = scope.clock.now();
  const organizationId = scope.organization.id;
  await inTransaction(scope, 'create incoming webhook', async ({ db }) => {
    await insertIncoming(db, {
      organization_id: organizationId,
      id,
      name: input.name,
      start: token.slice(0, 8),
      action: JSON.stringify(input.action),
      deduplicate: input.deduplicate === undefined ? null : JSON.stringify(input.deduplicate),
      created_at: now,
      changed_at: now,
    });
    await addToDirectory(db, tools.masterKey, { organizationId, entries: [{ kind: tokenKind, value: token, objectId: id }] });
  });
  return { ...(await getIncoming(scope, id)), url: `${tools.publicUrl()}/webhooks/in/${token}` };
}

export async function getIncoming(scope: Scope, id: string): Promise<IncomingWebhook> {
  requirePermission(scope, 'incoming_webhooks.read');
  const row = await findIncoming(scope.db, id);
  if (!row) throw notFound('incoming webhook');
  return toIncoming(row);
}

/** In the order they were made. */
export async function listIncoming(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'incoming_webhooks.read');
  const rows = await listIncomingRows(scope.db, scope.organization.id, { limit: page.limit, after: decodeIdCursor(page.cursor) });
  return toPage(rows, page.limit, { item: toIncoming, key: (row: IncomingRow) => [row.id] });
}

/** Changes what a call leads to, or stops taking calls; a disabled one answers 404. */
export async function changeIncoming(scope: Scope, tools: Tools, { id, ...change }: IncomingWebhookChange & { id: string }) {
  requirePermission(scope, 'incoming_webhooks.change');
  if (change.action) await checkAction(scope, tools, change.action);
  const { action, deduplicate, ...rest } = change;
  const found = await updateIncoming(scope.db, id, {
    ...rest,
    ...(action === undefined ? {} : { action: JSON.stringify(action) }),
    ...(deduplicate === undefined ? {} : { deduplicate: deduplicate === null ? null : JSON.stringify(deduplicate) }),
    changed_at: scope.clock.now(),
  });
  if (!found) throw notFound('incoming webhook');
  return getIncoming(scope, id);
}

/** Ends an incoming webhook, with its log. */
export async function deleteIncoming(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'incoming_webhooks.change');
  await inTransaction(scope, 'delete incoming webhook', async ({ db }) => {
    if (!(await deleteIncomingRow(db, id))) throw notFound('incoming webhook');
    await removeFromDirectory(db, id);
  });
}

/** What was sent to it, the newest first. Bodies may hold words of people. */
export async function listCalls(scope: Scope, page: PageQuery & { webhookId: string }) {
  requirePermission(scope, 'incoming_webhooks.read_log');
  if (!(await findIncoming(scope.db, page.webhookId))) throw notFound('incoming webhook');
  const { webhookId, limit } = page;
  const rows = await listCallRows(scope.db, scope.organization.id, { webhookId, limit, before: decodeIdCursor(page.cursor) });
  return toPage(rows, limit, { item: toCall, key: (row: CallRow) => [row.id] });
}

/** Nobody can have done by a webhook what they may not do themselves. */
async function checkAction(scope: Scope, tools: Tools, action: IncomingAction): Promise<void> {
  if (action.kind === 'keep') return;
  requirePermission(scope, action.kind === 'contact' ? 'contacts.change' : 'messages.send');
  await checkTemplate('action.identity.address', action.identity.address);
  if (action.kind === 'contact') return checkTemplate('action.name', action.name);
  const channel = await tools.sending.directory.byId(scope.organization.id, action.channelId);
  if (!channel) throw badField('action.channelId', 'is not a channel of this organization');
  await checkTemplate('action.text', action.text);
}

async function checkTemplate(field: string, template: string | undefined): Promise<void> {
  const fault = template === undefined ? null : await templateFault(template);
  if (fault !== null) throw badField(field, fault);
}

function toIncoming(row: IncomingRow): IncomingWebhook {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    state: row.state as IncomingWebhook['state'],
    action: row.action as IncomingAction,
    deduplicate: row.deduplicate as IncomingWebhook['deduplicate'],
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

function toCall(row: CallRow): IncomingCall {
  return {
    id: row.id,
    name: row.name,
    state: row.state as IncomingCall['state'],
    body: row.body,
    result: row.result as IncomingCall['result'],
    trouble: row.trouble as IncomingCall['trouble'],
    createdAt: row.created_at.toISOString(),
  };
}
