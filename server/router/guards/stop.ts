import startList from '#core/dialogue/words/start.json' with { type: 'json' };
import stopList from '#core/dialogue/words/stop.json' with { type: 'json' };
import { type PhraseList, phrases, plainly, said } from '#core/dialogue/words.ts';
import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * Silence on request, and back. Words count only as a whole message, but for "please" and its like, and never approximately. A stop word in any message of the
 * turn wins over everything else in it; only a start word after it, the contact's later wish, takes it back. Every change
 * is written down as proof; the last one is confirmed, once.
 */
export const stopGuard = defineGuard({
  name: 'stop',
  check(turn) {
    const wishes = turn.messages.flatMap((message) => wishIn(turn, message));
    const { changes, optedOut } = changesOf(wishes, turn.conversation.optedOut);
    const last = changes.at(-1);
    if (!last) return optedOut ? alreadySilent(turn, wishes) : null;
    return optedOut ? optOut(turn, changes, last) : optIn(turn, changes, last);
  },
});

interface Wish {
  readonly kind: 'opt_out' | 'opt_in';
  readonly message: TurnMessage;
  /** As it was written: the proof. */
  readonly word: string;
}

function wishIn(turn: Turn, message: TurnMessage): Wish[] {
  const words = said(message);
  const word = message.text?.trim() ?? '';
  if (words === '') return [];
  if (means(stopWords, words, turn)) return [{ kind: 'opt_out', message, word }];
  // A late START may be older than a STOP we already have; silence is the safer mistake. A late STOP is always obeyed.
  if (!message.late && means(startWords, words, turn)) return [{ kind: 'opt_in', message, word }];
  return [];
}

/** The wishes that change something, in order, and where they lead. */
function changesOf(wishes: readonly Wish[], before: boolean): { changes: Wish[]; optedOut: boolean } {
  let optedOut = before;
  const changes = wishes.filter((wish) => {
    const wanted = wish.kind === 'opt_out';
    if (wanted === optedOut) return false;
    optedOut = wanted;
    return true;
  });
  return { changes, optedOut };
}

function optOut(turn: Turn, changes: readonly Wish[], last: Wish): Ruling {
  const confirmation = turn.sentence('router.stop.done', { organization: turn.channel.organizationName });
  return {
    outcome: 'opted_out',
    reason: last.message.late
      ? 'The contact asked for silence here. The message came late, so it is obeyed but not answered.'
      : 'The contact asked for silence here; this was confirmed once.',
    effects: [...changes.map(effectOf), ...(last.message.late ? [] : [text(confirmation)])],
    receipt: true,
    rest: [],
    evidence: { word: last.word },
  };
}

function optIn(turn: Turn, changes: readonly Wish[], last: Wish): Ruling {
  return {
    outcome: 'opted_in',
    reason: 'The contact wants to talk again.',
    effects: [...changes.map(effectOf), text(turn.sentence('router.start.done', { organization: turn.channel.organizationName }))],
    receipt: true,
    // What was written after START wants an answer; what was written before it was written into silence.
    rest: turn.messages.slice(turn.messages.indexOf(last.message) + 1),
    evidence: { word: last.word },
  };
}

function alreadySilent(turn: Turn, wishes: readonly Wish[]): Ruling | null {
  const again = wishes.find((wish) => wish.kind === 'opt_out');
  if (!again) return null;
  return {
    outcome: 'already_opted_out',
    reason: 'The contact asked for silence again; it was confirmed before.',
    effects: [],
    rest: turn.messages.filter((message) => wishes.every((wish) => wish.message !== message)),
    evidence: { word: again.word },
  };
}

function effectOf(wish: Wish): Effect {
  return { kind: wish.kind, messageId: wish.message.id, word: wish.word };
}
function text(words: string): Effect {
  return { kind: 'reply', content: { kind: 'text', text: words } };
}

interface WishWords {
  readonly always: ReadonlySet<string>;
  readonly sms: ReadonlySet<string>;
  readonly ownLanguage: Readonly<Record<string, ReadonlySet<string>>>;
}

function wishWords(list: { always: PhraseList; sms: PhraseList; ownLanguage: PhraseList }): WishWords {
  const ownLanguage = Object.fromEntries(
    Object.entries(list.ownLanguage).map(([language, words]) => [language, phrases({ [language]: words })]),
  );
  return { always: phrases(list.always), sms: phrases(list.sms), ownLanguage };
}
const stopWords = wishWords(stopList);
const startWords = wishWords(startList);

/** Which list counts where, and why, is told in core/dialogue/words/README.md. */
function means(list: WishWords, words: string, turn: Turn): boolean {
  const language = (turn.contact.language ?? turn.channel.organizationLanguage).split('-')[0] ?? '';
  const plain = plainOnce(words);
  return list.always.has(plain) || (turn.channel.type === 'sms' && list.sms.has(words)) || list.ownLanguage[language]?.has(plain) === true;
}

/** Without politeness, and "stop stop stop" once. */
function plainOnce(words: string): string {
  const plain = plainly(words);
  const [first = '', ...others] = plain.split(' ');
  return others.every((word) => word === first) ? first : plain;
}
