import type { OrganizationKey } from '#platform/secrets.ts';
import { readSealedKey } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/** An organization's key, for work that is not a request. Throws `SecretFault` when BARAZA_SECRET_KEY is not the one it was sealed with. */
export async function openKeyOf(
  tools: Pick<OrganizationTools, 'database' | 'masterKey'>,
  organizationId: string,
): Promise<OrganizationKey> {
  const sealed = await readSealedKey(tools.database.of(organizationId), organizationId);
  return tools.masterKey.openOrganizationKey(organizationId, sealed);
}
