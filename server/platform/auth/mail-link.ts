import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { type AccountTools, authDb, hashOfToken, writeTo } from './account-tools.ts';
import type { AccountRow } from './accounts-store.ts';
import { randomText } from './api-key.ts';
import { type LinkKind, replaceLink } from './link-store.ts';

/** NIST SP 800-63B-4 §3.1.3.2 and ASVS 5 §6.5.5 want codes by mail to be short-lived; half an hour is what slow mail needs. */
const resetSeconds = 30 * 60;
const confirmSeconds = 24 * 60 * 60;

const pages: Readonly<Record<LinkKind, string>> = { reset: '/reset-password', confirm: '/confirm-email' };

/**
 * Mails a link that works once. Its token stands behind the "#", which browsers send to nobody: no proxy and no log on the way
 * keeps it. The earlier link of its kind ends.
 */
export async function mailLink(tools: AccountTools, account: AccountRow, { kind, to }: { kind: LinkKind; to: string }): Promise<void> {
  const token = randomText(tools.ids, 32);
  const now = tools.clock.now();
  await inTransaction({ db: authDb(tools) }, 'make link', ({ db }) =>
    replaceLink(db, {
      token_hash: hashOfToken(token),
      kind,
      user_id: account.id,
      email: to,
      expires_at: later(now, kind === 'reset' ? resetSeconds : confirmSeconds),
      created_at: now,
    }),
  );
  const link = `${tools.publicUrl()}${pages[kind]}#token=${token}`;
  await writeTo(tools, account, { kind: kind === 'reset' ? 'reset_password' : 'confirm_email', link, to });
}
