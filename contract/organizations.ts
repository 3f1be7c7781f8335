import { z } from 'zod';
import { Id, Slug } from './identifiers.ts';
import { Email, Language, line, Time, TimeZone } from './values.ts';

export const Role = z.enum(['owner', 'admin', 'agent', 'clinician', 'organiser', 'developer']);
export type Role = z.infer<typeof Role>;

export const Organization = z.object({
  id: Id,
  slug: Slug,
  name: z.string(),
  language: z.string().describe('Used where a contact’s own language is not known.'),
  timeZone: z.string().describe('IANA name: "Africa/Nairobi".'),
  country: z.string().nullable().describe('Two letters (ISO 3166): how phone numbers without a country code are read.'),
  secondFactorRoles: z.array(Role).describe('Roles whose members must have a second factor.'),
  createdAt: Time,
});
export type Organization = z.infer<typeof Organization>;

export const OrganizationChange = z.strictObject({
  name: line(120).optional(),
  language: Language.optional(),
  timeZone: TimeZone.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Must be two capital letters, such as KE.')
    .nullable()
    .optional(),
  secondFactorRoles: z.array(Role).max(6).optional().describe('Only an owner changes this.'),
});
export type OrganizationChange = z.infer<typeof OrganizationChange>;

export const OrganizationCreation = z.strictObject({
  slug: Slug.optional().describe('What stands in addresses; made from the name when missing.'),
  name: line(120),
  language: Language.default('en'),
  timeZone: TimeZone.default('UTC'),
});
export type OrganizationCreation = z.infer<typeof OrganizationCreation>;

/** An organization as one of its members sees it in their list. */
export const MyOrganization = Organization.extend({ role: Role, memberId: Id });
export type MyOrganization = z.infer<typeof MyOrganization>;

/** What the roles may do, as the modules declare it. */
export const Permission = z.object({
  name: z.string().describe('"contacts.read": the noun, a dot, the verb.'),
  summary: z.string(),
  roles: z.array(Role).describe('Who may, by role; owners may everything.'),
  apiKey: z.boolean().describe('Whether an API key can be given it.'),
});
export type Permission = z.infer<typeof Permission>;

export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  secondFactor: z.boolean().nullable().describe('Whether they have a second factor; null: not yours to see.'),
  lastSeenAt: Time.nullable().describe('When they last asked for anything in this organization, to the minute; null: never yet.'),
  disabledAt: Time.nullable().describe('Since when they have no access; null: they have.'),
  leftAt: Time.nullable().describe('When they left by themselves; an invitation brings them back.'),
  createdAt: Time,
});
export type Member = z.infer<typeof Member>;
export const MemberChange = z.strictObject({ role: Role });
export type MemberChange = z.infer<typeof MemberChange>;

export const InvitationState = z.enum(['open', 'accepted', 'revoked', 'expired']);
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  state: InvitationState,
  expiresAt: Time,
  createdAt: Time,
});
export type Invitation = z.infer<typeof Invitation>;
export const InvitationCreation = z.strictObject({ email: Email, role: Role });
export type InvitationCreation = z.infer<typeof InvitationCreation>;
export const CreatedInvitation = Invitation.extend({
  link: z.url().describe('Give it to the person; it is shown this once and works for seven days.'),
  mailed: z.boolean().describe('A mail with a link of its own is on its way; false: this installation sends no mail.'),
});
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;
export const InvitationAcceptance = z.strictObject({
  token: z.string().min(1).max(200),
  name: line(120).optional().describe('For a person without an account.'),
  password: z
    .string()
    .min(1)
    .max(512)
    .optional()
    .describe('The new password, or the one of the account that exists. Not needed when signed in.'),
});
export type InvitationAcceptance = z.infer<typeof InvitationAcceptance>;
export const AcceptedInvitation = z.object({ organization: Organization, memberId: Id });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  start: z.string().describe('The first characters, to tell keys apart.'),
  everything: z.boolean().describe('It may do everything a key may do, also what comes with later versions.'),
  scopes: z.array(z.string()).describe('What it may do, as names of permissions.'),
  expiresAt: Time.nullable().describe('From then on it is refused; null: never.'),
  previousUntil: Time.nullable().describe('After a rotation: until when the secret before this one works as well.'),
  notice: z
    .object({ code: z.enum(['expires_soon', 'expired', 'sees_nobody']), message: z.string() })
    .nullable()
    .describe('What somebody should do about it: from seven days before it expires; or when it may read contacts and sees none.'),
  revokedAt: Time.nullable().describe('When it ended; null: it works.'),
  lastUsedAt: Time.nullable().describe('To the minute; null: never.'),
  createdAt: Time,
});
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyCreation = z.strictObject({
  name: line(80),
  scopes: z
    .array(z.string().max(80))
    .min(1)
    .max(200)
    .optional()
    .describe('What it may do; at most what you may do yourself. Left out: everything of that.'),
  expiresAt: Time.optional().describe('A time to come; left out: it does not expire.'),
});
export type ApiKeyCreation = z.infer<typeof ApiKeyCreation>;
export const ApiKeyRotation = z.strictObject({
  graceHours: z.number().int().min(0).max(168).default(24).describe('For how long the old secret goes on working, at most seven days.'),
});
export type ApiKeyRotation = z.infer<typeof ApiKeyRotation>;
export const CreatedApiKey = ApiKey.extend({ key: z.string().describe('The key itself; it is shown this once.') });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
