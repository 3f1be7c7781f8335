import { z } from 'zod';

/** Parts of messages that both directions share. */

/** "https://…": fetched by the provider, never by us. */
export const HttpsLink = z.url({ protocol: /^https$/, error: 'Must be a web address that begins with https://.' }).max(2000);

export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** The kinds whose content is one file. */
export const mediaKinds = ['image', 'audio', 'voice', 'video', 'document', 'sticker'] as const;
export type MediaKind = (typeof mediaKinds)[number];
