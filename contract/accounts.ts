import { z } from 'zod';
import { Id } from './identifiers.ts';
import { MyOrganization, Organization, Role } from './organizations.ts';
import { Email, line, Time, TimeZone } from './values.ts';

/** A person's own account: who they are, how they sign in, how they like the pages to be. */

/** The languages the pages for people exist in. */
export const StaffLanguage = z.enum(['en', 'ur', 'sw']);
export type StaffLanguage = z.infer<typeof StaffLanguage>;

/** "amina.n": what may be typed in place of the e-mail address. Never an "@", so that the two cannot be mistaken. */
export const UserName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9._-]{2,29}$/,
    'Must have 3 to 30 characters: letters of A to Z, digits, dot, dash, underscore; a letter comes first.',
  );

export const Preferences = z.object({
  language: StaffLanguage.nullable().describe('null: as the browser asks.'),
  theme: z.enum(['system', 'light', 'dark']),
  timeZone: z.string().nullable().describe('IANA name; null: that of the device.'),
  density: z.enum(['comfortable', 'compact']),
  clock: z.enum(['system', '12', '24']).describe('How many hours the clock has; "system": as the device counts.'),
});
export type Preferences = z.infer<typeof Preferences>;
export const defaultPreferences: Preferences = { language: null, theme: 'system', timeZone: null, density: 'comfortable', clock: 'system' };

export const PreferencesChange = z.strictObject({
  language: StaffLanguage.nullable().optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  timeZone: TimeZone.nullable().optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  clock: z.enum(['system', '12', '24']).optional(),
});
export type PreferencesChange = z.infer<typeof PreferencesChange>;

/** What a page must know before anybody has signed in. */
export const Installation = z.object({
  version: z.string(),
  mailWorks: z.boolean().describe('false: mails lie in the data folder, and the operator passes links on.'),
  firstRun: z.boolean().describe('Nobody has an account yet: the printed link makes the first.'),
  password: z
    .object({ least: z.int(), leastWithSecondFactor: z.int(), most: z.int() })
    .describe('How many characters a new password must and may have.'),
});
export type Installation = z.infer<typeof Installation>;

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean().describe('Whether somebody has shown that the address is theirs.'),
  pendingEmail: z.string().nullable().describe('The new address that waits to be confirmed.'),
  userName: z.string().nullable(),
  secondFactor: z.boolean().describe('Whether a code is asked for after the password.'),
  preferences: Preferences,
  createdAt: Time,
});
export type Person = z.infer<typeof Person>;

/** An organization with what the person may do there. */
export const MyPlace = MyOrganization.extend({
  permissions: z.array(z.string()),
  secondFactorRequired: z.boolean().describe('The role needs a second factor.'),
  blockedBy: z
    .enum(['second_factor'])
    .nullable()
    .describe('What must be done before anything else: every request is answered `organizations.second_factor_required`.'),
});
export type MyPlace = z.infer<typeof MyPlace>;

/** Everything the staff app needs at its start. */
export const Me = z.object({
  person: Person,
  organizations: z.array(MyPlace).describe('The longest membership first.'),
  session: z.object({ id: Id, createdAt: Time, endsAt: Time.describe('At the latest; earlier when it is not used.') }),
  csrfToken: z.string().describe('Goes with every change in the header Baraza-CSRF; also in the cookie baraza.csrf.'),
  installation: Installation,
});
export type Me = z.infer<typeof Me>;

export const PersonChange = z.strictObject({
  name: line(120).optional(),
  userName: UserName.nullable().optional().describe('null: sign in by e-mail only.'),
  preferences: PreferencesChange.optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** A password as it is typed to prove who somebody is. */
export const Password = z.string().min(1).max(512);
/** Its rules depend on the account, and are said in `details.field`. */
export const NewPassword = z.string().min(1).max(512);

export const PasswordChange = z.strictObject({
  currentPassword: Password,
  newPassword: NewPassword,
  endOtherSessions: z.boolean().default(true).describe('Whether to sign out everywhere else.'),
});
export type PasswordChange = z.infer<typeof PasswordChange>;

export const SecondFactorCode = z.string().regex(/^[0-9]{6}$/, 'Must be the six digits the app shows.');
export const EmailChange = z.strictObject({
  email: Email,
  password: Password,
  code: SecondFactorCode.optional().describe('Needed when the account has a second factor.'),
});
export type EmailChange = z.infer<typeof EmailChange>;

/** A token out of a mailed link. */
export const LinkToken = z.string().min(1).max(200);
/** Answered the same whether the account exists or not. */
export const ResetRequest = z.strictObject({ login: line(254).describe('E-mail address or user name.') });
export type ResetRequest = z.infer<typeof ResetRequest>;
export const PasswordReset = z.strictObject({ token: LinkToken, password: NewPassword });
export type PasswordReset = z.infer<typeof PasswordReset>;
export const EmailConfirmation = z.strictObject({ token: LinkToken });
export const ConfirmedEmail = z.object({ email: z.string().describe('The address that is proven now.') });
export type ConfirmedEmail = z.infer<typeof ConfirmedEmail>;

export const SignIn = z.strictObject({
  login: line(254).describe('E-mail address or user name.'),
  password: Password,
  rememberMe: z.boolean().optional().describe('false: the session ends with the browser.'),
});

export const PersonalSession = z.object({
  id: Id,
  browser: z.string().nullable().describe('"Firefox"; null: not recognised.'),
  system: z.string().nullable().describe('"Android"; null: not recognised.'),
  address: z.string().nullable().describe('The internet address it was begun from.'),
  createdAt: Time,
  lastUsedAt: Time.describe('To the minute.'),
  current: z.boolean().describe('The one that asks.'),
});
export type PersonalSession = z.infer<typeof PersonalSession>;

/** What an invitation's link leads to. */
export const OpenedInvitation = z.object({
  organization: z.object({ name: z.string() }),
  email: z.string(),
  role: Role,
  hasAccount: z.boolean().describe('The person signs in to it, or gives its password, in place of choosing name and password.'),
});
export type OpenedInvitation = z.infer<typeof OpenedInvitation>;

/** The token of a link, where it is only looked at. */
export const GivenToken = z.strictObject({ token: LinkToken });
export const FirstRun = z.strictObject({
  token: LinkToken.describe('From the link that was printed.'),
  name: line(120),
  organization: line(120),
  email: Email,
  password: NewPassword,
  language: StaffLanguage.optional().describe('Of the person and, to begin with, the organization.'),
  timeZone: TimeZone.optional().describe('Of the organization.'),
});
export type FirstRun = z.infer<typeof FirstRun>;
export const FirstRunDone = z.object({ organization: Organization });
