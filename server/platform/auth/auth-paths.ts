import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { Email, Time } from '#contract/values.ts';
import type { DescribedAnswer, DescribedRoute } from '#platform/module.ts';
import { weaknessOf } from './password.ts';

/** What of better-auth may be reached from outside. Everything else (sign-up, reset, social …) is not there until it is wanted. */

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
const Session = z.object({
  id: z.string(),
  createdAt: Time,
  updatedAt: Time,
  expiresAt: Time,
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
});
const session = {
  id: exampleId,
  createdAt: exampleTime,
  updatedAt: exampleTime,
  expiresAt: '2026-11-27T14:00:00.000Z',
  ipAddress: '192.0.2.10',
  userAgent: 'Mozilla/5.0',
};
const token = 'yxbfFc5V7oTbk6KMuApN6elyfHB7VvLT';

const Password = z.string().min(1).max(512);
const NewPassword = z.string().refine((text) => weaknessOf(text) === null, { error: (issue) => weaknessOf(String(issue.input)) ?? '' });
const Code = z.string().regex(/^[0-9]{6}$/, 'Must be the six digits the app shows.');
const trustDevice = z.boolean().optional().describe('Ask for no second factor in this browser for 30 days.');
const ownPassword = z.strictObject({ password: Password });
const password = 'a sentence only you would think of';

const done: DescribedAnswer = { summary: 'Done.', json: z.object({ status: z.boolean() }), example: { status: true } };
const signedIn: DescribedAnswer = { summary: 'Signed in.', json: z.object({ user: Person }), example: { user: person } };
const backupCodes = ['Zx81k-Qp3Lw', 'mN4tY-7uVbe'];

/** Where a password or a code is guessed. */
const guessed = ['bad_request', 'cross_site', 'too_many_requests', 'accounts.refused', 'internal_error', 'unavailable'];
const own = ['unauthenticated', ...guessed];
const ownGuessed = [...own, 'accounts.invalid_password'];

interface Path extends Pick<DescribedRoute, 'summary' | 'description' | 'body'> {
  readonly access?: 'anyone';
  readonly answer: DescribedAnswer;
  readonly errors: readonly string[];
  readonly example?: unknown;
}

const path = (method: 'GET' | 'POST', name: string, { answer, example, access = undefined, ...rest }: Path): DescribedRoute => ({
  method,
  path: `/api/auth/${name}`,
  access: access ?? 'signed-in',
  answers: { 200: answer },
  example: rest.body ? { body: example } : {},
  ...rest,
});

const sessions: readonly DescribedRoute[] = [
  path('POST', 'sign-in/email', {
    summary: 'Sign in with e-mail and password',
    description:
      'Sets the session cookie. A person with a second factor gets `twoFactorRedirect` and no session yet: send their code next, with the cookies of this answer. After several wrong passwords the answer is 429 and says how long to wait.',
    access: 'anyone',
    body: z.strictObject({
      email: Email,
      password: Password,
      rememberMe: z.boolean().optional().describe('false: the session ends with the browser.'),
    }),
    answer: {
      summary: 'Signed in, or the second factor is to follow.',
      json: z.union([z.object({ user: Person }), z.object({ twoFactorRedirect: z.literal(true), twoFactorMethods: z.array(z.string()) })]),
      example: { user: person },
    },
    errors: [...guessed, 'accounts.invalid_email_or_password'],
    example: { email: 'ana@clinic.example', password },
  }),
  path('POST', 'sign-out', {
    summary: 'Sign out',
    description: 'Ends the session of the cookie and removes the cookie. Without one it does nothing.',
    access: 'anyone',
    answer: { summary: 'Signed out.', json: z.object({ success: z.boolean() }), example: { success: true } },
    errors: ['bad_request', 'cross_site', 'internal_error', 'unavailable'],
  }),
  path('GET', 'get-session', {
    summary: 'Show who is signed in',
    access: 'anyone',
    answer: {
      summary: 'The person and their session; null: nobody is signed in.',
      json: z.object({ session: Session, user: Person }).nullable(),
      example: { session, user: person },
    },
    errors: ['bad_request', 'internal_error', 'unavailable'],
  }),
  path('GET', 'list-sessions', {
    summary: 'List the sessions you have, in all browsers',
    answer: {
      summary: 'Each with the token that ends it.',
      json: z.array(Session.extend({ token: z.string() })),
      example: [{ ...session, token }],
    },
    errors: ['bad_request', 'unauthenticated', 'internal_error', 'unavailable'],
  }),
  path('POST', 'revoke-session', {
    summary: 'End one of your sessions',
    description: 'A token that is not yours, or ended already, changes nothing.',
    body: z.strictObject({ token: z.string().min(1).max(200).describe('From the list of sessions.') }),
    answer: done,
    errors: own,
    example: { token },
  }),
  path('POST', 'revoke-sessions', { summary: 'End all your sessions, this one too', answer: done, errors: own }),
  path('POST', 'revoke-other-sessions', { summary: 'End all your sessions but this one', answer: done, errors: own }),
  path('POST', 'change-password', {
    summary: 'Change your password',
    body: z.strictObject({
      currentPassword: Password,
      newPassword: NewPassword.describe('At least 12 characters; a sentence is good.'),
      revokeOtherSessions: z.boolean().optional().describe('Whether to end your sessions in other browsers.'),
    }),
    answer: { summary: 'Changed.', json: z.object({ user: Person }), example: { user: person } },
    errors: ownGuessed,
    example: { currentPassword: password, newPassword: 'the rain has stopped' },
  }),
];

const secondFactor: readonly DescribedRoute[] = [
  path('POST', 'two-factor/enable', {
    summary: 'Begin to set up a second factor',
    description: 'Shows the secret for an authenticator app, and backup codes. It counts from the first code that is verified.',
    body: ownPassword,
    answer: {
      summary: 'For the app, and to keep on paper.',
      json: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
      example: { totpURI: 'otpauth://totp/Baraza:ana%40clinic.example?secret=…&issuer=Baraza', backupCodes },
    },
    errors: [...ownGuessed, 'accounts.totp_already_enabled'],
    example: { password },
  }),
  path('POST', 'two-factor/disable', {
    summary: 'Take the second factor away',
    body: ownPassword,
    answer: done,
    errors: ownGuessed,
    example: { password },
  }),
  path('POST', 'two-factor/get-totp-uri', {
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
  path('POST', 'two-factor/verify-totp', {
    summary: 'Give the code of the app',
    description: 'The second step of signing in, with the cookies of the first; or, signed in, the confirmation of a new second factor.',
    access: 'anyone',
    body: z.strictObject({ code: Code, trustDevice }),
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
  path('POST', 'two-factor/verify-backup-code', {
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
  path('POST', 'two-factor/generate-backup-codes', {
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

export const authPaths: readonly DescribedRoute[] = [...sessions, ...secondFactor];
