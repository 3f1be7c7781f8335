import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import { stopIsAsked } from '#core/dialogue/stop-question.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import startList from '#core/dialogue/words/start.json' with { type: 'json' };
import stopList from '#core/dialogue/words/stop.json' with { type: 'json' };
import { noWords, type PhraseList, phrases, plainly, said, yesWords } from '#core/dialogue/words.ts';
import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import { type FlowLock, flowProcess } from '../brain.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * Silence on request, and back. Words count only as a whole message, but for "please" and its like, and never approximately. A stop word in any message of the
 * turn wins over everything else in it; only a start word after it, the contact's later wish, takes it back. Every change
 * is written down as proof; the last one is confirmed, once.
 *
 * Inside a flow a bare "stop" may mean the flow alone: it is left at once, and the contact is asked whether all messages shall
 * end. Yes, and STOP again, opt out; anything else stays. Nobody is asked where a flow advertises, where nothing can be tapped, or
 * where the question would not be heard.
 */
export const stopGuard = defineGuard({
  name: 'stop',
  check(turn) {
    const wishes = turn.messages.flatMap((message) => wishIn(turn, message));
    const { changes, optedOut } = changesOf(wishes, turn.conversation.optedOut);
    const last = changes.at(-1);
    if (!last) return optedOut ? alreadySilent(turn, wishes) : stay(turn);
    if (optedOut && asksFirst(turn, wishes)) return leaveAndAsk(turn, last);
    return optedOut ? optOut(turn, changes, last) : optIn(turn, changes, last);
  },
});

interface Wish {
  readonly kind: 'opt_out' | 'opt_in';
  readonly message: TurnMessage;
  /** As it was written: the proof. */
  readonly word: string;
  /** "stop", and no word of what. */
  readonly bare?: true;
}

function wishIn(turn: Turn, message: TurnMessage): Wish[] {
  const words = said(message);
  const word = message.text?.trim() ?? '';
  if (choiceOf(turn, message) === choiceIds.stopAll || saysYes(turn, message)) return [{ kind: 'opt_out', message, word }];
  if (words === '') return [];
  if (stopWords.bare.has(plainly(words))) return [{ kind: 'opt_out', message, word, bare: true }];
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

function isAsked(turn: Turn, { at }: TurnMessage): boolean {
  const { routing } = turn.conversation;
  return stopIsAsked(routing, at) && !routing.lock && silence(turn) === null;
}

function saysYes(turn: Turn, message: TurnMessage): boolean {
  return message === turn.messages[0] && yesWords.has(said(message)) && isAsked(turn, message);
}

/** A flow waits here that may be all that was meant, and the question would be heard. Who says it twice means it. */
function asksFirst(turn: Turn, wishes: readonly Wish[]): boolean {
  const { lock, stopAsked } = turn.conversation.routing;
  const asks = lock?.process === flowProcess && (lock.state as Partial<FlowLock> | undefined)?.stop === 'asks';
  const canAsk = turn.channel.choices.buttons > 0 && silence(turn) === null;
  return asks && canAsk && stopAsked === undefined && wishes.length === 1 && wishes[0]?.bare === true;
}

function leaveAndAsk(turn: Turn, { message, word }: Wish): Ruling {
  const buttons = [
    { id: choiceIds.stopAll, title: turn.sentence('router.stop.all_button') },
    { id: choiceIds.stopStay, title: turn.sentence('router.stop.stay_button') },
  ];
  const question = turn.sentence('router.stop.ask', { organization: turn.channel.organizationName });
  const { lock: _left, ...routing } = turn.conversation.routing;
  return {
    outcome: 'asked',
    reason: 'The contact said stop inside a flow: it is left, and they are asked whether all messages shall stop.',
    effects: [
      { kind: 'leave_flows', outcome: 'stopped' },
      { kind: 'reply', content: { kind: 'buttons', text: question, buttons } },
      { kind: 'set_routing', routing: { ...routing, offered: buttons, stopAsked: message.at.toISOString() } },
    ],
    rest: [],
    evidence: { word },
  };
}

/** They were asked, and did not say yes: messages go on, and what they said is heard. */
function stay(turn: Turn): Ruling | null {
  const { stopAsked } = turn.conversation.routing;
  const spoke = turn.messages.find(({ kind }) => kind !== 'system' && kind !== 'reaction');
  const declined = turn.messages.find((message) => choiceOf(turn, message) === choiceIds.stopStay);
  const no = declined ?? (stopAsked !== undefined && spoke && noWords.has(said(spoke)) && isAsked(turn, spoke) ? spoke : undefined);
  if (!no && (stopAsked === undefined || !spoke)) return null;
  if (!no)
    return { outcome: 'stays', reason: 'The contact said something else: messages go on.', effects: forget(turn), rest: turn.messages };
  return {
    outcome: 'stays',
    reason: 'The contact wants messages to go on.',
    effects: [...forget(turn), text(turn.sentence('router.stop.stays', { organization: turn.channel.organizationName }))],
    rest: turn.messages.filter((message) => message !== no),
    evidence: { word: no.text },
  };
}

function forget(turn: Turn): Effect[] {
  const { stopAsked, offered: _offered, ...routing } = turn.conversation.routing;
  return stopAsked === undefined ? [] : [{ kind: 'set_routing', routing }];
}

function optOut(turn: Turn, changes: readonly Wish[], last: Wish): Ruling {
  const confirmation = turn.sentence('router.stop.done', { organization: turn.channel.organizationName });
  return {
    outcome: 'opted_out',
    reason: last.message.late
      ? 'The contact asked for silence here. The message came late, so it is obeyed but not answered.'
      : 'The contact asked for silence here; this was confirmed once.',
    effects: [...changes.map(effectOf), ...forget(turn), ...(last.message.late ? [] : [text(confirmation)])],
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
  readonly bare: ReadonlySet<string>;
  readonly always: ReadonlySet<string>;
  readonly sms: ReadonlySet<string>;
  readonly ownLanguage: Readonly<Record<string, ReadonlySet<string>>>;
}

function wishWords(list: { bare?: PhraseList; always: PhraseList; sms: PhraseList; ownLanguage: PhraseList }): WishWords {
  const ownLanguage = Object.fromEntries(
    Object.entries(list.ownLanguage).map(([language, words]) => [language, phrases({ [language]: words })]),
  );
  return { bare: phrases(list.bare ?? {}), always: phrases(list.always), sms: phrases(list.sms), ownLanguage };
}
const stopWords = wishWords(stopList);
const startWords = wishWords(startList);

/** Which list counts where, and why, is told in core/dialogue/words/README.md. */
function means(list: WishWords, words: string, turn: Turn): boolean {
  const language = (turn.contact.language ?? turn.channel.organizationLanguage).split('-')[0] ?? '';
  const plain = plainOnce(words);
  return (
    list.bare.has(plain) ||
    list.always.has(plain) ||
    (turn.channel.type === 'sms' && list.sms.has(words)) ||
    list.ownLanguage[language]?.has(plain) === true
  );
}

/** Without politeness, and "stop stop stop" once. */
function plainOnce(words: string): string {
  const plain = plainly(words);
  const [first = '', ...others] = plain.split(' ');
  return others.every((word) => word === first) ? first : plain;
}
