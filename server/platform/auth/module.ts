import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { accountRoutes } from './account-routes.ts';
import type { AccountTools } from './account-tools.ts';
import { accountErrors } from './auth-errors.ts';
import { authPaths } from './auth-paths.ts';
import type { SessionTimes } from './session.ts';

const reason =
  'One person may belong to many organizations (docs/decisions/0006-accounts.md); a role of its own, touched by platform/auth only.';
const retention = 'as long as the account';
const ofAccounts = { tenancy: 'global', reason, personal: true, whose: { other: 'accounts' } } as const;

/** People's accounts. What better-auth answers goes through auth-routes.ts; here is what the registry must know of it. */
export function accountsModule(tools: AccountTools & { readonly sessionTimes: SessionTimes }): ModuleDefinition {
  return defineModule({
    name: 'accounts',
    summary: 'People’s accounts: signing in and out, sessions, passwords, e-mail addresses, a second factor.',
    tables: [
      { name: 'auth.user', ...ofAccounts, retention },
      { name: 'auth.account', ...ofAccounts, retention },
      { name: 'auth.session', ...ofAccounts, retention: 'until it ends, and an hour' },
      { name: 'auth.verification', ...ofAccounts, retention: 'until it expires' },
      { name: 'auth.links', ...ofAccounts, retention: 'until it is used or expires, and an hour' },
      { name: 'auth.used_codes', ...ofAccounts, retention: 'until the next code' },
      { name: 'auth.twoFactor', ...ofAccounts, retention, sealed: { secret: 'accounts', backupCodes: 'accounts' } },
    ],
    errors: accountErrors,
    described: authPaths,
    accountRoutes: accountRoutes(tools),
  });
}
