import type { ErrorDeclaration } from '#platform/module.ts';

/** What better-auth refuses, by its code in lower case, in our words. Its own are for programmers. */
const refusals: Readonly<Record<string, readonly [status: number, message: string]>> = {
  invalid_email_or_password: [401, 'The e-mail address, the user name or the password is wrong.'],
  invalid_password: [400, 'The password is wrong.'],
  totp_already_enabled: [400, 'There is a second factor already. Take it away first to set up another one.'],
  totp_not_enabled: [400, 'This account has no second factor that is set up and confirmed.'],
  two_factor_not_enabled: [400, 'This account has no second factor.'],
  backup_codes_not_enabled: [400, 'This account has no backup codes.'],
  invalid_code: [401, 'The code is wrong or no longer valid. Use the one the app shows now.'],
  invalid_backup_code: [401, 'The backup code is wrong, or it was used already.'],
  invalid_two_factor_cookie: [401, 'Nobody is waiting to give a second factor here. Sign in with the password first.'],
  too_many_attempts_request_new_code: [400, 'Too many wrong codes. Sign in with the password again.'],
  account_temporarily_locked: [429, 'Too many wrong codes. Try again later.'],
};

export const accountErrors: readonly ErrorDeclaration[] = [
  { code: 'accounts.email_taken', status: 409, summary: 'There is an account with this e-mail address.' },
  { code: 'accounts.user_name_taken', status: 409, summary: 'Another account has this user name, perhaps in other letters.' },
  { code: 'accounts.link_unusable', status: 410, summary: 'The mailed link was used, is too old, or was replaced by a newer one.' },
  {
    code: 'accounts.password_too_short',
    status: 409,
    summary: 'The password is too short to stand alone: choose a longer one before taking the second factor away.',
  },
  { code: 'accounts.refused', status: 400, summary: 'Signing in, or a change of the account, was refused; the message says why.' },
  ...Object.entries(refusals).map(([code, [status, summary]]) => ({ code: `accounts.${code}`, status, summary })),
];

export interface Explained {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** What to answer for a refusal of better-auth's. */
export function explainRefusal(status: number, fault: { code?: string; message?: string }): Explained {
  const word = fault.code?.toLowerCase() ?? '';
  const known = Object.hasOwn(refusals, word) ? refusals[word] : undefined;
  if (known) return { code: `accounts.${word}`, status: known[0], message: known[1] };
  if (status === 401)
    return { code: 'unauthenticated', status, message: 'Sign in first; an API key belongs to one organization and cannot do this.' };
  return { code: 'accounts.refused', status: 400, message: fault.message ?? 'This was refused.' };
}
