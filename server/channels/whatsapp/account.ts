import { z } from 'zod';
import type { Account, DirectoryKey } from '#channels/channel.ts';

/** Meta's ids of numbers and accounts are decimal digits, longer than any phone number. */
const MetaId = z.string().regex(/^[0-9]{1,32}$/, 'Must be digits only, as shown in Meta’s WhatsApp Manager.');

/**
 * An origin, maybe with a path. A password in it would be shown to whoever may see the channel; behind a "?" or "#" our own
 * path would be lost. That it is https, and not of a private network, is asked for where it is configured: check-addresses.ts.
 */
const GraphUrl = z
  .url({ protocol: /^https?$/, error: 'Must be a web address that begins with https://, such as https://graph.facebook.com.' })
  .max(500)
  .refine((text) => isWithout(text, 'username', 'password'), 'Must not hold a user name or password; the accessToken is what signs in.')
  .refine((text) => isWithout(text, 'search', 'hash'), 'Must end before any "?" or "#".');

function isWithout(text: string, ...absent: readonly ('username' | 'password' | 'search' | 'hash')[]): boolean {
  return !URL.canParse(text) || absent.every((part) => new URL(text)[part] === '');
}

/** What a person copies from Meta's WhatsApp Manager to connect one number. */
export const Settings = z.object({
  /** "Phone number ID": names the number in every request; not the phone number itself. */
  phoneNumberId: MetaId,
  /** "WhatsApp Business Account ID" (WABA): owns the number, its templates and its quality. */
  businessAccountId: MetaId,
  /** The number as people dial it, for display only. */
  displayPhoneNumber: z.string().min(3).max(32),
  /** Another address for tests and for providers that copy the Graph API; who may be reached is checked by the HTTP client. */
  graphUrl: GraphUrl.default('https://graph.facebook.com'),
  graphVersion: z
    .string()
    .regex(/^v[0-9]{1,3}\.[0-9]{1,2}$/, 'Must be a version such as v23.0.')
    .default('v23.0'),
});
export type Settings = z.infer<typeof Settings>;

export const Secrets = z.object({
  /** Signs every webhook ("App secret" in the app's basic settings). Never empty: an empty key proves nothing. */
  appSecret: z.string().min(1).max(512),
  /** A word we choose and Meta repeats in the handshake. */
  verifyToken: z.string().min(1).max(512),
  /** The Bearer token of a system user with whatsapp_business_messaging. */
  accessToken: z.string().min(1).max(4096),
  /** The ones before, for a day after a change. */
  previous: z.object({ appSecret: z.string().optional(), verifyToken: z.string().optional() }).optional(),
});
export type Secrets = z.infer<typeof Secrets>;

export type WhatsappAccount = Account<Settings, Secrets>;

export const NUMBER_KEY = 'whatsapp.number';
export const ACCOUNT_KEY = 'whatsapp.account';
export const VERIFY_KEY = 'whatsapp.verify';

/** A number belongs to one channel; a business account and a verify token may be shared by several. */
export function directoryKeys(settings: Settings, secrets: Secrets): DirectoryKey[] {
  return [
    { kind: NUMBER_KEY, value: settings.phoneNumberId, unique: true },
    { kind: ACCOUNT_KEY, value: settings.businessAccountId, unique: false },
    { kind: VERIFY_KEY, value: secrets.verifyToken, unique: false },
    ...(secrets.previous?.verifyToken ? [{ kind: VERIFY_KEY, value: secrets.previous.verifyToken, unique: false }] : []),
  ];
}
