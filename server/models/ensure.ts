import type { ModelProviderCreation } from '#contract/models.ts';
import type { Scope } from '#platform/scope.ts';
import { changeProvider } from './change-provider.ts';
import { createProvider } from './create-provider.ts';
import { presets } from './presets.ts';
import { disableProvider, enableProvider } from './set-provider-state.ts';
import { findProviderByName, listProvisionedProviders, updateProvider } from './store.ts';
import type { ModelTools } from './tools.ts';

/** Makes exactly these the provisioned providers: new ones are named, known ones (by name) changed, those no longer named disabled. */
export async function ensureProviders(scope: Scope, tools: ModelTools, wanted: readonly ModelProviderCreation[]): Promise<void> {
  const kept = new Set<string>();
  for (const one of wanted) kept.add(await ensure(scope, tools, one));
  for (const old of await listProvisionedProviders(scope.db)) {
    if (kept.has(old.id)) continue;
    await disableProvider(scope, old.id);
    await updateProvider(scope.db, old.id, { provisioned: false });
  }
}

async function ensure(scope: Scope, tools: ModelTools, wanted: ModelProviderCreation): Promise<string> {
  const known = await findProviderByName(scope.db, wanted.name);
  if (!known) return (await createProvider(scope, tools, wanted, 'provisioning')).id;
  const { preset, baseUrl = presets[preset].baseUrl ?? undefined, key = null, ...rest } = wanted;
  await changeProvider(scope, tools, { ...rest, baseUrl, key, id: known.id }, 'provisioning');
  if (known.preset !== preset) await updateProvider(scope.db, known.id, { preset });
  // Stopped because the file no longer named it; one stopped by a person stays so.
  if (!known.provisioned && known.state === 'disabled') await enableProvider(scope, known.id);
  return known.id;
}
