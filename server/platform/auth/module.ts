import { defineModule } from '#platform/module.ts';
import { accountErrors } from './auth-errors.ts';
import { authPaths } from './auth-paths.ts';

const reason =
  'One person may belong to many organizations (docs/decisions/0006-accounts.md); a role of its own, touched by platform/auth only.';
const retention = 'as long as the account';

/** People's accounts. Their addresses are answered by better-auth (auth-routes.ts); here is what the registry must know. */
export const accountsModule = defineModule({
  name: 'accounts',
  summary: 'People’s accounts: signing in and out, sessions, passwords, a second factor.',
  tables: [
    { name: 'auth.user', tenancy: 'global', reason, personal: true, retention },
    { name: 'auth.account', tenancy: 'global', reason, personal: true, retention },
    { name: 'auth.session', tenancy: 'global', reason, personal: true, retention: 'seven days after the last use' },
    { name: 'auth.verification', tenancy: 'global', reason, personal: true, retention: 'until it expires' },
    {
      name: 'auth.twoFactor',
      tenancy: 'global',
      reason,
      personal: true,
      retention,
      sealed: { secret: 'accounts', backupCodes: 'accounts' },
    },
  ],
  errors: accountErrors,
  described: authPaths,
});
