import type { ModelProvider } from '#contract/models.ts';
import { changesOf } from '#platform/changes.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { getProvider } from './get-provider.ts';
import { settleKeyRefused } from './key-notice.ts';
import { lockProvider, updateProvider } from './store.ts';

/** From the next turn on nothing is sent there, and the offline assistant answers in its place. Nothing is deleted. */
export function disableProvider(scope: Scope, id: string): Promise<ModelProvider> {
  return setState(scope, id, 'disabled');
}

export function enableProvider(scope: Scope, id: string): Promise<ModelProvider> {
  return setState(scope, id, 'active');
}

async function setState(scope: Scope, id: string, state: 'active' | 'disabled'): Promise<ModelProvider> {
  requirePermission(scope, 'models.change');
  await inTransaction(scope, 'set model provider state', async (inner) => {
    const row = await lockProvider(inner.db, id);
    if (!row) throw notFound('model provider');
    if (!changesOf(row, { state })) return;
    await updateProvider(inner.db, id, { state, changed_at: scope.clock.now() });
    await settleKeyRefused(inner, id);
  });
  return getProvider(scope, id);
}
