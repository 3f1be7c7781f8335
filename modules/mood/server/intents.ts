import { defineIntent, type Intent } from '#core/dialogue/intent.ts';
import { numberSaid } from '#core/dialogue/numbers.ts';
import { isUnlocked } from '#core/dialogue/pin.ts';
import { normalise } from '#core/dialogue/text.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import { noWords, yesWords } from '#core/dialogue/words.ts';
import type { Reading } from '#core/reading.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import { askScore, openQuestion } from './asking.ts';
import { sealWords } from './entries.ts';
import { companion, type MoodTools } from './tools.ts';
import { weekOf } from './week.ts';
import { weekInWords } from './week-words.ts';
import words from './words.json' with { type: 'json' };

/** What people may say of their mood: a number, "mood", "how have I been". */
export function moodIntents(tools: MoodTools): readonly Intent[] {
  const mayAsk = (turn: Turn) => turn.channel.assistant.kind === companion && isUnlocked(turn);
  const allowed = async (about: Reading) => ({ allowed: await tools.mayReadMood(about, about.contact.id), at: about.clock.now() });
  const hidden = { mayAsk, inMenu: false, title: 'mood.week_button' } as const;
  return [
    defineIntent({
      ...hidden,
      name: 'mood.keep-score',
      keywords: {},
      means: (turn, message) => saidScore(turn, message) !== null,
      read: allowed,
      handle: async (turn, known) => keepScores(turn, known),
    }),
    defineIntent({
      ...hidden,
      name: 'mood.confirm-score',
      keywords: {},
      means: (turn, _message, said) => typeof openQuestion(turn)?.suggested === 'number' && yesWords.has(said),
      read: allowed,
      async handle(turn, known) {
        const suggested = openQuestion(turn)?.suggested ?? null;
        if (suggested === null || !known.allowed) return askOrTell(turn, known.allowed);
        keepScore(turn, known.at, { score: suggested, note: null, message: turn.messages.at(-1) });
      },
    }),
    defineIntent({
      ...hidden,
      name: 'mood.ask-score',
      keywords: words.ask,
      means: (turn, _message, said) => typeof openQuestion(turn)?.suggested === 'number' && noWords.has(said),
      read: allowed,
      handle: async (turn, known) => askOrTell(turn, known.allowed),
    }),
    defineIntent({
      name: 'mood.show-week',
      title: 'mood.week_button',
      mayAsk,
      keywords: words.week,
      read: async (about) =>
        (await tools.mayReadMood(about, about.contact.id)) ? weekOf(about, about.contact.id, about.clock.now()) : null,
      async handle(turn, week) {
        turn.reply({ kind: 'text', text: week === null ? turn.sentence('mood.not_allowed') : weekInWords(turn.sentence, week) });
      },
    }),
  ];
}

function askOrTell(turn: Turn, isAllowed: boolean): void {
  if (isAllowed) askScore(turn);
  else turn.reply({ kind: 'text', text: turn.sentence('mood.not_allowed') });
}

export interface SaidScore {
  /** NaN: a number, but none from 1 to 10. */
  readonly score: number;
  readonly note: string | null;
}

const names = Object.values(words.name)
  .flat()
  .map(normalise)
  .sort((one, other) => other.length - one.length);
const noteMax = 500;

/** "mood 7", "mood: 4, slept badly", "my mood is 3/10"; a number alone where one was asked for. Null: neither. */
export function saidScore(turn: Turn, { text }: TurnMessage): SaidScore | null {
  if (text === null || text.length > noteMax + 100) return null;
  const said = normalise(text);
  const question = openQuestion(turn);
  const name = names.find((one) => said === one || said.startsWith(`${one} `));
  if (name === undefined) {
    const alone = question === null ? null : numberSaid(said.replace(/ 10$/u, ''));
    return alone === null ? null : { score: inRange(alone), note: null };
  }
  const match =
    /^\s*(\p{Nd}{1,3})(?:\s*(?:\/|of|out of|من|میں سے|में से|mein se|kati ya|sobre|de|sur)\s*10)?(?!\p{Nd})[\s.,:;–-]*(.*)$/su.exec(
      text.normalize('NFKC').replace(/^.*?(?=\p{Nd})/su, ''),
    );
  if (!match || said.slice(name.length).trim() === '') return null;
  // "Mood swings since 7 in the morning" names no score.
  if (!new RegExp(`^${name}(?: (?:is|was|ni|es|est|hai|ہے|है|هو))? \\d`, 'u').test(said)) return null;
  return { score: inRange(Number(normalise(match[1] as string))), note: (match[2] ?? '').trim().slice(0, noteMax) || null };
}

const inRange = (score: number) => (Number.isInteger(score) && score >= 1 && score <= 10 ? score : Number.NaN);

function keepScores(turn: Turn, { allowed, at }: { allowed: boolean; at: Date }): void {
  if (!allowed) turn.reply({ kind: 'text', text: turn.sentence('mood.not_allowed') });
  for (const message of allowed ? turn.messages : []) {
    const said = saidScore(turn, message);
    if (said === null) continue;
    if (Number.isNaN(said.score)) turn.reply({ kind: 'text', text: turn.sentence('mood.range') });
    else keepScore(turn, at, { ...said, message });
  }
}

function keepScore(turn: Turn, knownAt: Date, { score, note, message }: SaidScore & { message: TurnMessage | undefined }): void {
  const id = turn.ids.next();
  const at = message?.at ?? turn.clock.now();
  const sealed = sealWords(turn, id, { label: null, about: [], note });
  const row = { id, message_id: message?.id ?? null, score, sealed_words: sealed, at, known_at: knownAt };
  turn.apply({ kind: 'keep', by: 'mood.said', row });
  remember(turn, { asked: undefined });
  turn.reply({ kind: 'text', text: turn.sentence('mood.kept', { score }) });
}
