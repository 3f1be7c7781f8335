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

/** Names the later of two that are the same. */
export function allDifferent(property: 'id' | 'title', choices: readonly { readonly choice: Choice; readonly path: string }[]): void {
  const first = new Map<string, string>();
  for (const { choice, path } of choices) {
    const same = first.get(choice[property]);
    if (same !== undefined) {
      refuse(
        `${path}.${property}`,
        'not_different',
        `${path}.${property} is the same as that of ${same}; WhatsApp wants them to differ.`,
        `Give each its own ${property}.`,
      );
    }
    first.set(choice[property], path);
  }
}

export function refuse(field: string, word: string, reason: string, advice: string): never {
  throw new ChannelError('never', { code: `whatsapp.${word}`, reason, advice }, { field });
}
