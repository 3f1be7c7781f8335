import type { Person, PersonChange } from '#contract/accounts.ts';
import { unlessTaken } from '../db/unless-taken.ts';
import { type AccountTools, authDb, preferencesOf } from './account-tools.ts';
import { type AccountPatch, updateAccount } from './accounts-store.ts';
import { findPendingEmail } from './link-store.ts';

/** The person behind an account, as they see themselves. */
export async function describePerson(tools: AccountTools, userId: string): Promise<Person> {
  const [row, pending] = await Promise.all([tools.accounts.read(userId), findPendingEmail(authDb(tools), userId, tools.clock.now())]);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    pendingEmail: pending === row.email ? null : pending,
    userName: row.user_name,
    secondFactor: row.twoFactorEnabled === true,
    preferences: preferencesOf(row),
    createdAt: row.createdAt.toISOString(),
  };
}

const taken = { code: 'accounts.user_name_taken', field: 'userName', message: 'Somebody has this user name already. Choose another one.' };

/** Changes name, user name or preferences; what is not named stays. Refuses a user name that somebody has, in any case of letters. */
export async function changePerson(tools: AccountTools, userId: string, change: PersonChange): Promise<Person> {
  const patch: AccountPatch = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.userName === undefined ? {} : { user_name: change.userName }),
    ...(change.preferences === undefined ? {} : { preferences: JSON.stringify(change.preferences) }),
  };
  await unlessTaken(taken, () => updateAccount(authDb(tools), userId, { patch, now: tools.clock.now() }));
  return describePerson(tools, userId);
}
