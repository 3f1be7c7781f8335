import type { Channel } from '#contract/channels.ts';

/** How a channel is, in one word and a tone. */
export interface ChannelMood {
  readonly word: 'stopped' | 'paused' | 'restricted' | 'tokenEnds' | 'lowQuality' | 'silent' | 'works';
  readonly tone: 'plain' | 'ember' | 'amber' | 'leaf';
}

/** Who has to make a new token needs some days for it: an administrator of the business account does it. */
const tokenWarningMs = 14 * 86_400_000;

/** The worst thing first: what keeps it from working, what soon will, what looks odd. */
export function moodOf({ state, health, webhookUrl }: Channel, now: Date): ChannelMood {
  if (state === 'disabled') return { word: 'stopped', tone: 'plain' };
  if (state === 'paused') return { word: 'paused', tone: 'ember' };
  if (health.restriction) return { word: 'restricted', tone: 'ember' };
  if (health.tokenEndsAt && Date.parse(health.tokenEndsAt) - now.getTime() < tokenWarningMs) return { word: 'tokenEnds', tone: 'amber' };
  if (health.quality === 'red') return { word: 'lowQuality', tone: 'amber' };
  if (webhookUrl !== null && health.lastWebhookAt === null) return { word: 'silent', tone: 'amber' };
  return { word: 'works', tone: 'leaf' };
}

/** A word to give a provider that nobody guesses: Meta repeats it when the address is saved there. */
export function makeVerifyToken(
  random: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
): string {
  return [...random(new Uint8Array(20))].map((byte) => (byte % 36).toString(36)).join('');
}

/** Only what was filled in: an empty field of a form means that nothing is said. */
export function filled<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined));
}

/** The settings of a form that differ from what is stored. */
export function differing(draft: Readonly<Record<string, unknown>>, stored: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name])));
}
