import type { ChatMessage } from '#models/index.ts';

/** A message as the database or the turn has it. */
export interface SaidMessage {
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly text: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
}

/** What was said before, from the last so many messages: enough to know what "and on Sunday?" means. */
export const pastMessagesMax = 12;
/** Of one earlier message, and of all that the person says now. A letter of 65,000 characters is read from both its ends. */
const pastLength = 1_500;
const nowLength = 8_000;

/** The conversation as a model reads it. Neighbours of one side are joined: many models know only strict turns. */
export function toConversation(past: readonly SaidMessage[], now: readonly SaidMessage[]): ChatMessage[] {
  const before = past.slice(-pastMessagesMax).map((one) => ({ role: roleOf(one), text: shorten(wordsOf(one), pastLength) }));
  const current = { role: 'user' as const, text: shorten(now.map(wordsOf).join('\n'), nowLength) };
  const joined: { role: 'user' | 'assistant'; text: string }[] = [];
  for (const one of [...before, current]) {
    const last = joined.at(-1);
    if (last?.role === one.role) last.text += `\n${one.text}`;
    else joined.push(one);
  }
  return joined;
}

function roleOf({ direction }: SaidMessage): 'user' | 'assistant' {
  return direction === 'in' ? 'user' : 'assistant';
}

/** The words of a message, or what it is when it has none. */
function wordsOf({ kind, text, content }: SaidMessage): string {
  const seen = typeof content?.description === 'string' ? `[a picture: ${content.description}]` : null;
  const heard = typeof content?.transcript === 'string' && text === null ? content.transcript : null;
  const words = [seen, text ?? heard].filter((part) => part !== null && part !== '').join('\n');
  return words === '' ? `[${kind}]` : words;
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text.toWellFormed();
  const half = Math.floor(length / 2);
  return `${text.slice(0, half)} […] ${text.slice(-half)}`.toWellFormed();
}
