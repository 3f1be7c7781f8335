import type { ConfirmedEmail, EmailChange } from '#contract/accounts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { DatabaseError } from '#platform/db/statement.ts';
import { badField } from '#platform/fields.ts';
import { type AccountTools, authDb, hashOfToken, linkUnusable, record, requirePassword, writeTo } from './account-tools.ts';
import { emailTaken, normalEmail } from './accounts.ts';
import { readAccounts, updateAccount } from './accounts-store.ts';
import { deleteLinks, takeLink } from './link-store.ts';
import { mailLink } from './mail-link.ts';
import type { Stranger } from './reset-password.ts';
import { requireCode } from './second-factor.ts';
import type { Session } from './session.ts';

/**
 * Mails a link to the new address; the account changes when it is confirmed there. The old address is told. Whether the new one
 * has an account already, only its mailbox learns.
 */
export async function askForEmail(tools: AccountTools, session: Session, { email: given, password, code }: EmailChange): Promise<void> {
  await requirePassword(tools, session.userId, { password, field: 'password' });
  if (session.secondFactor) {
    if (code === undefined) throw badField('code', 'is missing: the account has a second factor');
    await requireCode(tools, session.userId, code);
  }
  const email = normalEmail(given);
  const account = await tools.accounts.read(session.userId);
  if (email === account.email) throw badField('email', 'is the address the account has');
  tools.guesses.mails.admit(`email ${account.id}`);
  record(tools, 'email_change_asked', account.id);
  tools.mail.later(async () => {
    const other = await tools.accounts.findByEmail(email);
    if (other) return writeTo(tools, other, { kind: 'email_taken' });
    await mailLink(tools, account, { kind: 'confirm', to: email });
    await writeTo(tools, account, { kind: 'email_change_asked' });
  });
}

/** Mails the link that proves the address of an account; nothing when it is proven. */
export async function askForConfirmation(tools: AccountTools, userId: string): Promise<void> {
  const account = await tools.accounts.read(userId);
  if (account.emailVerified) return;
  tools.guesses.mails.admit(`email ${account.id}`);
  await mailLink(tools, account, { kind: 'confirm', to: account.email });
}

/** The link proves that the address is the person's; when it is another than the account's, the account has it from now on. */
export async function confirmEmail(tools: AccountTools, { address }: Stranger, token: string): Promise<ConfirmedEmail> {
  tools.guesses.byAddress.admit(address);
  const now = tools.clock.now();
  const done = await inTransaction({ db: authDb(tools) }, 'confirm email', async ({ db }) => {
    const link = await takeLink(db, { hash: hashOfToken(token), kind: 'confirm', now });
    if (!link) return null;
    const [account] = await readAccounts(db, [link.user_id]);
    if (!account) return null;
    await updateAccount(db, link.user_id, { patch: { email: link.email, emailVerified: true }, now });
    // What was mailed to the address before this one must not open the account any more.
    await deleteLinks(db, link.user_id);
    return { account, email: link.email };
  }).catch((error: unknown) => {
    if (error instanceof DatabaseError && error.isDuplicate) throw emailTaken(error);
    throw error;
  });
  if (!done) throw linkUnusable();
  tools.guesses.byAddress.takeBack(address);
  record(tools, 'email_confirmed', done.account.id);
  if (done.account.email !== done.email) await writeTo(tools, done.account, { kind: 'email_changed' });
  return { email: done.email };
}
