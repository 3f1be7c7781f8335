import { prepared } from '#platform/db/database.ts';
import { BadStart } from '#platform/errors.ts';
import { SecretFault } from '#platform/secrets.ts';
import { openKeyOf } from './open-key.ts';
import type { OrganizationTools } from './tools.ts';

const list = prepared('select organization_id from list_organizations() limit 1');

/**
 * Throws `BadStart` when the secret key in use is not the one this installation's secrets were sealed with: every channel
 * would fail later, one by one, and new secrets would be sealed with the wrong key.
 */
export async function requireSecretKey(tools: Pick<OrganizationTools, 'database' | 'masterKey'>): Promise<void> {
  const [found] = await tools.database.script('list organizations', null, [list()]);
  const id = found?.rows[0]?.organization_id as string | undefined;
  if (id === undefined) return;
  try {
    await openKeyOf(tools, id);
  } catch (error) {
    if (!(error instanceof SecretFault)) throw error;
    throw new BadStart([
      `BARAZA_SECRET_KEY is not the key this installation was set up with (${error.message}) Put the right one back, from the backup or from secret.key in the data folder.`,
    ]);
  }
}
