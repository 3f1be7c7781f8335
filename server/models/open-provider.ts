import type { ModelPreset, ModelSettings } from '#contract/models.ts';
import { type OrganizationKey, SecretFault } from '#platform/secrets.ts';
import type { ProviderRow } from './store.ts';
import { keyPlace, settingsOf } from './to-provider.ts';
import { ModelTrouble } from './trouble.ts';

/** A provider with its key opened, ready to be asked. */
export interface OpenProvider {
  readonly id: string;
  readonly name: string;
  readonly preset: ModelPreset;
  readonly settings: ModelSettings;
  readonly key: string | null;
  readonly privateAddresses: boolean;
}

type Opened = Pick<ProviderRow, 'id' | 'name' | 'preset' | 'settings' | 'sealed_key' | 'provisioned'>;

export function openProvider(key: OrganizationKey, row: Opened, allowPrivateAddresses: boolean): OpenProvider {
  return {
    id: row.id,
    name: row.name,
    preset: row.preset as ModelPreset,
    settings: settingsOf(row),
    key: openKey(key, row),
    privateAddresses: row.provisioned || allowPrivateAddresses,
  };
}

/** A key that cannot be opened is a key that must be given anew; the people who write are answered meanwhile. */
function openKey(key: OrganizationKey, { id, sealed_key: sealed }: Opened): string | null {
  if (sealed === null) return null;
  try {
    return key.open(keyPlace(id), sealed);
  } catch (cause) {
    if (!(cause instanceof SecretFault)) throw cause;
    throw new ModelTrouble('key', 'The stored key of the provider cannot be opened. Give it anew.', { cause });
  }
}
