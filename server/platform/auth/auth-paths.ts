import { z } from 'zod';
import { Password, SecondFactorCode, SignIn } from '#contract/accounts.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { Time } from '#contract/values.ts';
import type { DescribedAnswer, DescribedRoute } from '#platform/module.ts';

/** What of better-auth may be reached from outside. Everything else (sign-up, reset, social …) is ours (account-routes.ts) or not there. */

const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean().describe('Whether somebody has shown that the address is theirs.'),
  twoFactorEnabled: z.boolean().nullish(),
  createdAt: Time,
  updatedAt: Time,
});
const person = {
  id: exampleId,
  name: 'Ana Wanjiru',
  email: 'ana@clinic.example',
  emailVerified: true,
  twoFactorEnabled: false,
  createdAt: exampleTime,
  updatedAt: exampleTime,
};
const trustDevice = z.boolean().optional().describe('Ask for no second factor in this browser for 30 days.');
const ownPassword = z.strictObject({ password: Password });
const password = 'a sentence only you would think of';

const done: DescribedAnswer = { summary: 'Done.', json: z.object({ status: z.boolean() }), example: { status: true } };
const signedIn: DescribedAnswer = { summary: 'Signed in.', json: z.object({ user: Person }), example: { user: person } };
const backupCodes = ['Zx81k-Qp3Lw', 'mN4tY-7uVbe'];

/** Where a password or a code is guessed. */
const guessed = ['bad_request', 'cross_site', 'too_many_requests', 'accounts.refused', 'internal_error', 'unavailable'];
const own = ['unauthenticated', 'csrf_token', ...guessed];
const ownGuessed = [...own, 'accounts.invalid_password'];

interface Path extends Pick<DescribedRoute, 'summary' | 'description' | 'body'> {
  readonly access?: 'anyone';
  readonly answer: DescribedAnswer;
  readonly errors: readonly string[];
  readonly example?: unknown;
}

const path = (name: string, { answer, example, access = undefined, ...rest }: Path): DescribedRoute => ({
  method: 'POST',
  path: `/api/auth/${name}`,
  access: access ?? 'signed-in',
  answers: { 200: answer },
  example: rest.body ? { body: example } : {},
  ...rest,
});

const signingIn: readonly DescribedRoute[] = [
  path('sign-in', {
    summary: 'Sign in with e-mail or user name, and password',
    description:
      'Sets the cookies of the session; one that was signed in here before ends. A person with a second factor gets `twoFactorRedirect` and no session yet: send their code next, with the cookies of this answer. After several wrong passwords the answer is 429 and says how long to wait.',
    access: 'anyone',
    body: SignIn,
    answer: {
      summary: 'Signed in, or the second factor is to follow.',
      json: z.union([z.object({ user: Person }), z.object({ twoFactorRedirect: z.literal(true), twoFactorMethods: z.array(z.string()) })]),
      example: { user: person },
    },
    errors: [...guessed, 'accounts.invalid_email_or_password'],
    example: { login: 'ana@clinic.example', password },
  }),
  path('sign-out', {
    summary: 'Sign out',
    description: 'Ends the session of the cookie and removes the cookie. Without one it does nothing.',
    access: 'anyone',
    answer: { summary: 'Signed out.', json: z.object({ success: z.boolean() }), example: { success: true } },
    errors: ['bad_request', 'cross_site', 'internal_error', 'unavailable'],
  }),
];

const secondFactor: readonly DescribedRoute[] = [
  path('two-factor/enable', {
    summary: 'Begin to set up a second factor',
    description:
      'Shows the secret for an authenticator app, and backup codes. It counts from the first code that is verified; other sessions then end.',
    body: ownPassword,
    answer: {
      summary: 'For the app, and to keep on paper.',
      json: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
      example: { totpURI: 'otpauth://totp/Baraza:ana%40clinic.example?secret=…&issuer=Baraza', backupCodes },
    },
    errors: [...ownGuessed, 'accounts.totp_already_enabled'],
    example: { password },
  }),
  path('two-factor/disable', {
    summary: 'Take the second factor away',
    description: 'Refused while the password is too short to stand alone.',
    body: ownPassword,
    answer: done,
    errors: [...ownGuessed, 'accounts.password_too_short'],
    example: { password },
  }),
  path('two-factor/get-totp-uri', {
    summary: 'Show the secret for an authenticator app again',
    body: ownPassword,
    answer: {
      summary: 'For the app.',
      json: z.object({ totpURI: z.string() }),
      example: { totpURI: 'otpauth://totp/Baraza:ana%40clinic.example?secret=…&issuer=Baraza' },
    },
    errors: [...ownGuessed, 'accounts.totp_not_enabled'],
    example: { password },
  }),
  path('two-factor/verify-totp', {
    summary: 'Give the code of the app',
    description: 'The second step of signing in, with the cookies of the first; or, signed in, the confirmation of a new second factor.',
    access: 'anyone',
    body: z.strictObject({ code: SecondFactorCode, trustDevice }),
    answer: signedIn,
    errors: [
      ...guessed,
      'accounts.invalid_code',
      'accounts.invalid_two_factor_cookie',
      'accounts.totp_not_enabled',
      'accounts.too_many_attempts_request_new_code',
      'accounts.account_temporarily_locked',
    ],
    example: { code: '012345' },
  }),
  path('two-factor/verify-backup-code', {
    summary: 'Give a backup code in place of the app',
    description: 'Each works once.',
    access: 'anyone',
    body: z.strictObject({ code: z.string().min(1).max(100), trustDevice }),
    answer: signedIn,
    errors: [
      ...guessed,
      'accounts.invalid_backup_code',
      'accounts.invalid_two_factor_cookie',
      'accounts.backup_codes_not_enabled',
      'accounts.too_many_attempts_request_new_code',
      'accounts.account_temporarily_locked',
    ],
    example: { code: 'Zx81k-Qp3Lw' },
  }),
  path('two-factor/generate-backup-codes', {
    summary: 'Make new backup codes; the old ones end',
    body: ownPassword,
    answer: {
      summary: 'To keep on paper.',
      json: z.object({ status: z.boolean(), backupCodes: z.array(z.string()) }),
      example: { status: true, backupCodes },
    },
    errors: [...ownGuessed, 'accounts.two_factor_not_enabled'],
    example: { password },
  }),
];

export const authPaths: readonly DescribedRoute[] = [...signingIn, ...secondFactor];
