import type { PasswordReset, ResetRequest } from '#contract/accounts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { type AccountTools, authDb, hashOfToken, linkUnusable, record, writeTo } from './account-tools.ts';
import { type AccountRow, updateAccount, updatePassword } from './accounts-store.ts';
import { deleteLinks, findLink, takeLink } from './link-store.ts';
import { mailLink } from './mail-link.ts';
import { hashPassword, requireStrong } from './password.ts';
import { deleteSessions } from './session-store.ts';

/** Who asks, as far as it is known. */
export interface Stranger {
  readonly address: string;
}

/**
 * Mails a link to choose a new password, if there is such an account. The asker learns nothing: all looking is done after the
 * answer, so neither its words nor its time differ.
 */
export function requestReset(tools: AccountTools, { address }: Stranger, { login }: ResetRequest): void {
  tools.guesses.byAddress.admit(address);
  tools.guesses.mails.admit(`reset ${login.toLowerCase()}`);
  tools.mail.later(async () => {
    const account = await tools.accounts.findByLogin(login);
    record(tools, 'reset_asked', account?.id ?? null);
    if (account) await mailLink(tools, account, { kind: 'reset', to: account.email });
  });
}

/**
 * Sets the new password and signs the person out everywhere. It signs nobody in, so a second factor is asked for as always.
 * A password that is refused leaves the link as it was.
 */
export async function resetPassword(tools: AccountTools, { address }: Stranger, { token, password }: PasswordReset): Promise<void> {
  tools.guesses.byAddress.admit(address);
  const sought = { hash: hashOfToken(token), kind: 'reset' as const, now: tools.clock.now() };
  const link = await findLink(authDb(tools), sought);
  if (!link) throw linkUnusable();
  tools.guesses.byAddress.takeBack(address);
  const account = await tools.accounts.read(link.user_id);
  await requireStrong(password, { about: [account.name, account.email], secondFactor: account.twoFactorEnabled === true });
  const hash = await hashPassword(password);
  await inTransaction({ db: authDb(tools) }, 'reset password', async ({ db }) => {
    if (!(await takeLink(db, sought))) throw linkUnusable();
    await updatePassword(db, account.id, { hash, now: sought.now });
    // The link came by mail to this address, so the address is theirs.
    if (link.email === account.email) await updateAccount(db, account.id, { patch: { emailVerified: true }, now: sought.now });
    await deleteSessions(db, account.id, null);
    await deleteLinks(db, account.id);
  });
  await tellOfPassword(tools, account);
}

/** The new password was chosen by whoever has the old one, or the mailbox: whose account it is should know. */
export async function tellOfPassword(tools: AccountTools, account: AccountRow): Promise<void> {
  tools.guesses.byAccount.forgive(account.id);
  record(tools, 'password_changed', account.id);
  await writeTo(tools, account, { kind: 'password_changed' });
}
