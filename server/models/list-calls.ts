import type { ModelCall } from '#contract/models.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type CallRow, listCallRows, listCallRowsOfTurn } from './store.ts';

/** What was asked of providers, the newest first: who, what for, how it went, what it cost. */
export async function listCalls(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'models.read');
  const rows = await listCallRows(scope.db, scope.organization.id, { limit: page.limit, before: decodeIdCursor(page.cursor) });
  return toPage(rows, page.limit, { item: toCall, key: (row: CallRow) => [row.id] });
}

/** What a turn asked of models, for whoever has asked who may see the turn. */
export async function readCallsOfTurn({ db, organization }: Scope, turnId: string): Promise<(ModelCall & { provider: string })[]> {
  const rows = await listCallRowsOfTurn(db, organization.id, turnId);
  return rows.map((row) => ({ ...toCall(row), provider: row.provider ?? '' }));
}

function toCall(row: CallRow): ModelCall {
  return {
    id: row.id,
    providerId: row.provider_id,
    model: row.model,
    purpose: row.purpose as ModelCall['purpose'],
    turnId: row.turn_id,
    contactId: row.contact_id,
    outcome: row.outcome,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cost: row.cost_micros === null ? null : { amount: row.cost_micros / 1e6, currency: row.currency ?? '' },
    tookMs: row.took_ms,
    createdAt: row.created_at.toISOString(),
  };
}
