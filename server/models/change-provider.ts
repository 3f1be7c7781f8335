import { type ModelProvider, type ModelProviderChange, ModelSettings } from '#contract/models.ts';
import { changesOf } from '#platform/changes.ts';
import { inTransaction } from '#platform/db/database.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { refusePrivateAddress } from './check-address.ts';
import { consent, taken } from './create-provider.ts';
import { getProvider } from './get-provider.ts';
import { settleKeyRefused } from './key-notice.ts';
import { lockProvider, type ProviderPatch, type ProviderRow, updateProvider } from './store.ts';
import { keyPlace, settingsOf } from './to-provider.ts';
import type { ModelTools, Origin } from './tools.ts';

/** Changes what is named and leaves the rest; what is so already is not written again. */
export async function changeProvider(
  scope: Scope,
  tools: ModelTools,
  change: ModelProviderChange & { id: string },
  origin: Origin = 'api',
): Promise<ModelProvider> {
  requirePermission(scope, 'models.change');
  await unlessTaken(taken, () =>
    inTransaction(scope, 'change model provider', async (inner) => {
      const row = await lockProvider(inner.db, change.id);
      if (!row) throw notFound('model provider');
      const patch = patchOf(inner, tools, { row, change, origin });
      if (!patch) return;
      await updateProvider(inner.db, row.id, { ...patch, changed_at: scope.clock.now() });
      await settleKeyRefused(inner, row.id);
    }),
  );
  return getProvider(scope, change.id);
}

interface Changing {
  readonly row: ProviderRow;
  readonly change: ModelProviderChange & { id: string };
  readonly origin: Origin;
}

function patchOf(scope: Scope, tools: ModelTools, { row, change, origin }: Changing): ProviderPatch | null {
  const { id: _id, name, key, contactText, ...settings } = change;
  if (row.provisioned && origin === 'api')
    throw new Refusal('models.provisioned', 'The provisioning file sets this provider. Change it there.', { status: 409 });
  const before = settingsOf(row);
  const after = ModelSettings.parse({ ...before, ...definedOf(settings) });
  const moved = new URL(before.baseUrl).origin !== new URL(after.baseUrl).origin;
  if (settings.baseUrl !== undefined) refusePrivateAddress(tools, after.baseUrl, origin);
  if (moved && origin === 'api') refuseSilentMove(row, change);
  return changesOf(
    { ...row, settings: before },
    {
      name,
      settings: after,
      ...keyPatch(scope, row, key),
      // Consent is for the provider that was named: somebody else's address needs it anew, and who gave it first stays written.
      ...(contactText !== undefined && (moved || contactText !== (row.contact_text_at !== null)) ? consent(scope, contactText) : {}),
      ...(origin === 'provisioning' ? { provisioned: true } : {}),
    },
  );
}

/** Otherwise whoever may change an address, but never saw the key, could have it sent to a server of their own. */
function refuseSilentMove(row: ProviderRow, change: ModelProviderChange): void {
  if (row.sealed_key !== null && change.key === undefined) throw badField('key', 'must be given again when the provider’s address changes');
  if (row.contact_text_at !== null && change.contactText === undefined)
    throw badField('contactText', 'must be said again when the provider’s address changes');
}

/** A key that is the same is not sealed again. */
function keyPatch(scope: Scope, row: ProviderRow, key: string | null | undefined): { sealed_key?: string | null } {
  if (key === undefined) return {};
  if (key === null) return { sealed_key: null };
  const known = row.sealed_key === null ? null : scope.key.open(keyPlace(row.id), row.sealed_key);
  return known === key ? {} : { sealed_key: scope.key.seal(keyPlace(row.id), key) };
}

function definedOf(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
