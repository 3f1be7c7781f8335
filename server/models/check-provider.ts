import type { ModelCheck } from '#contract/models.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findProvider } from './store.ts';
import type { ModelTools } from './tools.ts';

/** Asks the provider one small question. It costs a few tokens, counts, and sends nothing that anybody wrote. */
export async function checkProvider(scope: Scope, tools: ModelTools, id: string): Promise<ModelCheck> {
  requirePermission(scope, 'models.change');
  const row = await findProvider(scope.db, id);
  if (!row) throw notFound('model provider');
  return tools.models.check(scope, row);
}
