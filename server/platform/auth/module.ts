import { defineModule } from '#platform/module.ts';

const reason =
  'One person may belong to many organizations (docs/decisions/0006-accounts.md); a role of its own, touched by platform/auth only.';
const retention = 'as long as the account';

/** People's accounts. Their routes are better-auth's (auth-routes.ts); here is what the registry must know. */
export const accountsModule = defineModule({
  name: 'accounts',
  summary: 'People’s accounts: signing in and out.',
  tables: [
    { name: 'auth.user', tenancy: 'global', reason, personal: true, retention },
    { name: 'auth.account', tenancy: 'global', reason, personal: true, retention },
    { name: 'auth.session', tenancy: 'global', reason, personal: true, retention: 'seven days after the last use' },
    { name: 'auth.verification', tenancy: 'global', reason, personal: true, retention: 'until it expires' },
    { name: 'auth.twoFactor', tenancy: 'global', reason, personal: true, retention },
  ],
  errors: [
    { code: 'accounts.email_taken', status: 409, summary: 'There is an account with this e-mail address.' },
    { code: 'accounts.invalid_email_or_password', status: 401, summary: 'The e-mail address or the password is wrong.' },
    { code: 'accounts.refused', status: 400, summary: 'Signing in, or a change of the account, was refused; the message says why.' },
  ],
});
