import { z } from 'zod';
import type { Account, DirectoryKey } from '#channels/channel.ts';
import { Slug } from '#contract/identifiers.ts';

/** What a person configures to put another system in between as a channel. */
export const Settings = z.object({
  /** Names this gateway to us in every request it makes; nobody else in the installation may have it. */
  gateway: Slug,
  /** Where our outgoing messages are posted. */
  url: z
    .url({ protocol: /^https?$/, error: 'Must be a web address that begins with https://.' })
    .max(2000)
    .refine((text) => isWithout(text, 'username', 'password', 'hash'), 'Must not hold a user name, a password or a "#".'),
  /** What it can show; what it cannot is written as text with numbers to type. */
  abilities: z
    .strictObject({
      textLength: z.int().min(100).max(65_536).default(4096),
      buttons: z.int().min(0).max(10).default(0),
      listRows: z.int().min(0).max(100).default(0),
    })
    .default({ textLength: 4096, buttons: 0, listRows: 0 }),
});
export type Settings = z.infer<typeof Settings>;

/** One secret signs both ways. The previous one is still believed, so that it can be replaced without losing a message. */
export const Secrets = z.object({
  signingSecret: z.string().min(32).max(512),
  previousSigningSecret: z.string().min(32).max(512).optional(),
});
export type Secrets = z.infer<typeof Secrets>;

export type GatewayAccount = Account<Settings, Secrets>;

export const GATEWAY_KEY = 'gateway.name';

export function directoryKeys(settings: Settings): DirectoryKey[] {
  return [{ kind: GATEWAY_KEY, value: settings.gateway, unique: true }];
}

function isWithout(text: string, ...absent: readonly ('username' | 'password' | 'hash')[]): boolean {
  return !URL.canParse(text) || absent.every((part) => new URL(text)[part] === '');
}
