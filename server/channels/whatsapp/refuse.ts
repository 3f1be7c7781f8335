import { ChannelError } from '#channels/channel.ts';
import type { Choice } from '#contract/messages.ts';

/** What is beyond a limit is refused with the field, the limit and what to do. */

export function atMost(field: string, value: string | undefined, limit: number): void {
  if (value === undefined || value.length <= limit) return;
  refuse(
    field,
    'too_long',
    `${field} has ${value.length} characters; WhatsApp allows ${limit}.`,
    'Shorten it, or send it in several messages.',
  );
}

export function tooMany(things: string, count: number, limit: number, field = things): void {
  if (count > limit) refuse(field, 'too_many', `There are ${count} ${things}; WhatsApp allows ${limit}.`, 'Offer fewer choices.');
}

export function allDifferent(things: string, property: 'id' | 'title', choices: readonly Choice[], field = things): void {
  if (new Set(choices.map((choice) => choice[property])).size === choices.length) return;
  refuse(
    field,
    'not_different',
    `Two of the ${things} have the same ${property}; WhatsApp wants them to differ.`,
    `Give each its own ${property}.`,
  );
}

export function refuse(field: string, word: string, reason: string, advice: string): never {
  throw new ChannelError('never', { code: `whatsapp.${word}`, reason, advice }, { field });
}
