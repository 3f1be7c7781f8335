import type { Database } from '#platform/db/database.ts';
import type { MasterKey } from '#platform/secrets.ts';

/** What better-auth seals second factors with: better-auth.ts. */
export const sessionsPurpose = 'sessions';

/** Rows looked at together; there is one for each person with a second factor. */
const slice = 100;

/**
 * Seals second factors and their backup codes with the secret of the key in use. better-auth's form names no key, so what
 * does not open with the new secret is tried with the old one. Returns how many people's were sealed anew.
 */
export async function carrySecondFactors(database: Database, masterKey: MasterKey): Promise<number> {
  const before = masterKey.derivePrevious(sessionsPurpose);
  if (before === null) return 0;
  const now = masterKey.derive(sessionsPurpose);
  // Loaded for this alone; an idle server never needs it.
  const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto');
  const reseal = async (sealed: string): Promise<string> => {
    const opens = (key: string) => symmetricDecrypt({ key, data: sealed }).catch(() => null);
    if ((await opens(now)) !== null) return sealed;
    const plain = await opens(before);
    // It opens with neither: it could not be used before either, and is left as it is.
    return plain === null ? sealed : symmetricEncrypt({ key: now, data: plain });
  };
  const db = database.of(null, 'baraza_auth');
  let all = 0;
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('auth.twoFactor')
      .select(['id', 'secret', 'backupCodes'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(slice)
      .execute();
    const [last] = rows.slice(-1);
    if (!last) return all;
    for (const { id, secret, backupCodes } of rows) {
      const anew = { secret: await reseal(secret), backupCodes: await reseal(backupCodes) };
      if (anew.secret === secret && anew.backupCodes === backupCodes) continue;
      await db
        .updateTable('auth.twoFactor')
        .set(anew)
        .where('id', '=', id)
        .where('secret', '=', secret)
        .where('backupCodes', '=', backupCodes)
        .execute();
      all += 1;
    }
    after = last.id;
  }
}
