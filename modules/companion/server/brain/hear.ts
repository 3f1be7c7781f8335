import { normalise } from '#core/dialogue/text.ts';
import type { Turn } from '#core/turn.ts';
import heard from './heard.json' with { type: 'json' };

/** What somebody wants of the companion. Anything else is told: it is listened to. */
export type Wish = keyof typeof heard | 'tell' | 'unread' | 'aside';

/** In the order in which they are asked for: what must not be answered wrongly first. */
const order = [
  'what',
  'person',
  'medicine',
  'diagnosis',
  'tool',
  'advice',
  'thanks',
  'bye',
  'greet',
] as const satisfies (keyof typeof heard)[];
/** These are meant only where little else is said: "hello" begins many a letter. */
const small: ReadonlySet<Wish> = new Set(['greet', 'thanks', 'bye']);
const smallWords = 6;

const phrasesOf = Object.fromEntries(
  order.map((wish) => [
    wish,
    // From the beginning of a word; many of our languages hang something onto its end.
    [
      ...new Set(
        Object.values(heard[wish]).flatMap((list) =>
          list.map((phrase) => (phrase.endsWith(' ') ? ` ${normalise(phrase)} ` : ` ${normalise(phrase)}`)),
        ),
      ),
    ],
  ]),
) as unknown as Readonly<Record<(typeof order)[number], readonly string[]>>;

export function wishIn(text: string): Wish {
  const words = ` ${normalise(text.slice(0, 2_000))} `;
  const count = words.trim().split(' ').length;
  for (const wish of order) {
    if (small.has(wish) && count > smallWords) continue;
    if (phrasesOf[wish].some((phrase) => words.includes(phrase))) return wish;
  }
  return 'tell';
}

const asides: ReadonlySet<string> = new Set(['reaction', 'edit', 'delete', 'system', 'sticker']);

export interface Heard {
  readonly wish: Wish;
  /** Everything of the turn in words. */
  readonly text: string;
}

/** The turn as one thing said in several messages. */
export function hear(turn: Pick<Turn, 'messages'>): Heard {
  const said = turn.messages.filter(({ kind }) => !asides.has(kind));
  const text = said
    .map((message) => message.text ?? (typeof message.content?.description === 'string' ? message.content.description : ''))
    .filter((one) => one.trim() !== '')
    .join('\n');
  if (said.length === 0) return { wish: 'aside', text };
  if (text === '') return { wish: 'unread', text };
  // A heart, a thumb: nothing to read in it.
  if (normalise(text) === '' && !/\p{Nd}/u.test(text)) return { wish: 'tell', text };
  return { wish: wishIn(text), text };
}
