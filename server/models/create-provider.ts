import { type ModelProvider, type ModelProviderCreation, ModelSettings } from '#contract/models.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { refusePrivateAddress } from './check-address.ts';
import { getProvider } from './get-provider.ts';
import { presets } from './presets.ts';
import { insertProvider } from './store.ts';
import { keyPlace } from './to-provider.ts';
import type { ModelTools, Origin } from './tools.ts';

/** Names a provider. Nothing is sent to it by that: it is asked when checked, or when a channel's assistant names it. */
export async function createProvider(
  scope: Scope,
  tools: ModelTools,
  input: ModelProviderCreation,
  origin: Origin = 'api',
): Promise<ModelProvider> {
  requirePermission(scope, 'models.change');
  const { name, preset, key, contactText, baseUrl = presets[preset].baseUrl, ...rest } = input;
  if (baseUrl === null) throw badField('baseUrl', 'is missing');
  refusePrivateAddress(tools, baseUrl, origin);
  const id = scope.ids.next();
  const now = scope.clock.now();
  await unlessTaken(taken, () =>
    insertProvider(scope.db, {
      organization_id: scope.organization.id,
      id,
      name,
      preset,
      settings: ModelSettings.parse({ ...rest, baseUrl }),
      sealed_key: key === undefined ? null : scope.key.seal(keyPlace(id), key),
      ...consent(scope, contactText),
      provisioned: origin === 'provisioning',
      created_at: now,
      changed_at: now,
    }),
  );
  return getProvider(scope, id);
}

/** Who says that contacts' words may go there, and when; the proof that somebody did. */
export function consent(scope: Scope, given: boolean) {
  return given
    ? { contact_text_by: `${scope.actor.kind}:${scope.actor.id}`, contact_text_at: scope.clock.now() }
    : { contact_text_by: null, contact_text_at: null };
}

export const taken = { code: 'models.name_taken', field: 'name', message: 'There is a model provider with this name already.' };
