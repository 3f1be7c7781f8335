import type { ModelProvider } from '#contract/models.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findProvider, listDayRows } from './store.ts';
import { dayOf, toProvider } from './to-provider.ts';

/** One provider with what it was used for today. */
export async function getProvider(scope: Scope, id: string): Promise<ModelProvider> {
  requirePermission(scope, 'models.read');
  const row = await findProvider(scope.db, id);
  if (!row) throw notFound('model provider');
  const [today] = await listDayRows(scope.db, [id], dayOf(scope.clock.now()));
  return toProvider(row, today);
}
