import { listOrganizationIds } from '#platform/db/tenants.ts';
import { BadStart } from '#platform/errors.ts';
import { countLocked } from '#platform/rotate-store.ts';
import { SecretFault } from '#platform/secrets.ts';
import { openKeyOf } from './open-key.ts';
import type { OrganizationTools } from './tools.ts';

/**
 * Throws `BadStart` when the secret key in use is not the one this installation's secrets were sealed with: every channel
 * would fail later, one by one, and new secrets would be sealed with the wrong key.
 */
export async function requireSecretKey(tools: Pick<OrganizationTools, 'database' | 'masterKey'>): Promise<void> {
  const [id] = await listOrganizationIds(tools.database);
  if (id === undefined) return;
  const { id: inUse, previousId } = tools.masterKey;
  const locked = await countLocked(tools.database, previousId === null ? [inUse] : [inUse, previousId]);
  try {
    await openKeyOf(tools, id);
    if (locked > 0) throw new SecretFault(`${locked} organizations were sealed with another key.`);
  } catch (error) {
    if (!(error instanceof SecretFault)) throw error;
    throw new BadStart([
      `BARAZA_SECRET_KEY is not the key this installation was set up with (${error.message}) Put the right one back, from the backup or from secret.key in the data folder. If it was being replaced, set BARAZA_SECRET_KEY_PREVIOUS to the one before.`,
    ]);
  }
}
