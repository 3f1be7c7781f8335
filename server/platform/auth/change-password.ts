import type { PasswordChange } from '#contract/accounts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { type AccountTools, authDb, requirePassword } from './account-tools.ts';
import { updatePassword } from './accounts-store.ts';
import { deleteLinks } from './link-store.ts';
import { hashPassword, requireStrong } from './password.ts';
import { tellOfPassword } from './reset-password.ts';
import type { Session } from './session.ts';
import { deleteSessions } from './session-store.ts';

/** Changes the password of whoever is signed in and knows the old one. Mailed links end: a change of the address somebody else asked for is off. */
export async function changePassword(
  tools: AccountTools,
  { id: sessionId, userId, secondFactor }: Session,
  { currentPassword, newPassword, endOtherSessions }: PasswordChange,
): Promise<void> {
  await requirePassword(tools, userId, { password: currentPassword, field: 'currentPassword' });
  const account = await tools.accounts.read(userId);
  await requireStrong(newPassword, { about: [account.name, account.email], secondFactor, field: 'newPassword' });
  const hash = await hashPassword(newPassword);
  await inTransaction({ db: authDb(tools) }, 'change password', async ({ db }) => {
    await updatePassword(db, userId, { hash, now: tools.clock.now() });
    await deleteLinks(db, userId);
    if (endOtherSessions) await deleteSessions(db, userId, sessionId);
  });
  await tellOfPassword(tools, account);
}
