import type { Choice } from '#contract/messages.ts';
import { choiceIds } from '#core/dialogue/choices.ts';
import type { MoodReading } from '../mind.ts';
import type { Heard } from './hear.ts';
import { type Family, familyOf, topicOf } from './moods.ts';

/** What the offline companion says: pure, from what it hears and what it has said. */

/** How often each kind of sentence was said in this conversation. Never a word of the person's. */
export interface Said {
  readonly [pool: string]: number;
}

export interface Facts {
  readonly heard: Heard;
  readonly mood: MoodReading | null;
  readonly said: Said;
  /** Empty: it is not known. */
  readonly name: string;
  readonly organization: string;
  /** Something they said before that matters now; null: nothing, or not to be spoken of. */
  readonly memory: string | null;
  /** The gate watches: nothing is offered but a person. */
  readonly watch: boolean;
  sentence(key: string, values?: Readonly<Record<string, string | number>>): string;
}

export interface Reply {
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly said: Said;
  /** For the trace: "reflect", "medicine". */
  readonly plan: string;
}

const listens = 9;
const questions = 10;
/** After so many heavy turns in a row an exercise is offered, and then not for long. */
const heavyBefore = 4;
const offersEvery = 10;

export function replyTo(facts: Facts): Reply {
  const { wish } = facts.heard;
  const { sentence, said, organization, watch } = facts;
  switch (wish) {
    case 'tell':
      return listen(facts);
    case 'greet':
      return greet(facts);
    case 'thanks':
      return plain(facts, 'thanks', sentence(`companion.thanks.${((said.thanks ?? 0) % 2) + 1}`));
    case 'what':
      return identity(facts);
    case 'medicine':
    case 'diagnosis':
    case 'advice':
      // The same refusal twice is a wall: the second time another question follows it.
      return said[wish] ? asked(facts, wish, `companion.${wish}`) : plain(facts, wish, sentence(`companion.${wish}`));
    case 'person':
      return plain(facts, 'person', sentence('companion.person', { organization }), [person(facts)]);
    case 'tool':
      return watch ? watching(facts) : plain(facts, 'tool', sentence('companion.tool'), tools(facts));
    case 'bye':
      return plain(facts, 'bye', sentence('companion.bye'));
    default:
      return plain(facts, wish, sentence('companion.unread'));
  }
}

function plain({ said }: Facts, plan: string, text: string, choices: readonly Choice[] = []): Reply {
  return { plan, text, choices, said: { ...said, [plan]: (said[plan] ?? 0) + 1 } };
}

function greet(facts: Facts): Reply {
  const { said, sentence, name } = facts;
  if (said.greet) return asked(facts, 'greet', 'listen');
  return plain(facts, 'greet', sentence(`companion.greet.${said.tell ? 'again' : 'first'}`, { name: called(name) }));
}

function identity(facts: Facts): Reply {
  const { said, sentence, organization } = facts;
  if (!said.what) return plain(facts, 'what', sentence('companion.what', { organization }));
  return plain(facts, 'what', `${sentence('assistants.model.disclosure')} ${question(facts, said.what)}`);
}

function called(name: string): string {
  return name === '' ? '' : `, ${name}`;
}

/** What they feel, or what it is about, or that it was heard; and one question. */
function listen(facts: Facts): Reply {
  const { mood, said, memory, watch } = facts;
  const family = familyOf(mood);
  const heavy = (mood?.valence ?? 0) < 0 ? (said.heavy ?? 0) + 1 : 0;
  const turns = { ...said, tell: (said.tell ?? 0) + 1, heavy };
  if (watch && (said.tell ?? 0) % 3 === 0) return watching({ ...facts, said: turns });
  if (memory !== null && !watch) {
    const { text, said: told } = opening({ ...facts, said: turns }, family);
    const remembered = { ...told, remember: turns.tell };
    return { plan: 'remember', text: `${text} ${facts.sentence('companion.remember', { memory })}`, choices: [], said: remembered };
  }
  if (!watch && heavy >= heavyBefore && (said.offered ?? -offersEvery) + offersEvery <= (said.tell ?? 0)) {
    return {
      plan: 'offer',
      text: facts.sentence('companion.tool_offer'),
      choices: tools(facts),
      said: { ...turns, offered: turns.tell, heavy: 0 },
    };
  }
  const first = opening({ ...facts, said: turns }, family);
  const asks = questionFor({ ...facts, said: first.said }, first.plan, family);
  return { plan: first.plan, text: `${first.text} ${asks.text}`, choices: [], said: asks.said };
}

/** A sentence for the mood while there are new ones; then for what it is about; then that one listens. */
function opening({ sentence, said, mood }: Facts, family: Family | null): { plan: string; text: string; said: Said } {
  const use = (plan: string, pool: string, key: (n: number) => string) => ({
    plan,
    text: sentence(key((said[pool] ?? 0) + 1)),
    said: { ...said, [pool]: (said[pool] ?? 0) + 1 },
  });
  if (family !== null && (said[family] ?? 0) < 2) return use('reflect', family, (n) => `companion.reflect.${family}.${n}`);
  const topic = topicOf(mood);
  if (topic !== null && !said[`about_${topic}`]) return use('topic', `about_${topic}`, () => `companion.topic.${topic}`);
  return use('listen', 'listen', (n) => `companion.listen.${((n - 1) % listens) + 1}`);
}

/**
 * One at a time. Nine ways to listen go round with ten questions, so that together the same comes again after ninety turns; what reflects is
 * said once, and takes a question that is neither the last one nor the next.
 */
function questionFor(facts: Facts, plan: string, family: Family | null): { text: string; said: Said } {
  const { said, sentence } = facts;
  if ((family === 'glad' || family === 'calm') && !said.question_glad) {
    return { text: sentence('companion.question.glad'), said: { ...said, question_glad: 1 } };
  }
  // Who mourns is not asked what would be lighter.
  if (plan !== 'listen' && (family === 'grief' || topicOf(facts.mood) === 'loss')) {
    const asked = said.question_grief ?? 0;
    return { text: question(facts, asked % 2 === 0 ? 7 : 5), said: { ...said, question_grief: asked + 1 } };
  }
  const heard = said.listen ?? 0;
  if (plan === 'listen') return { text: question(facts, heard - 1), said };
  const step = 2 * (said.question ?? 0);
  const other = heard + 3 + step + ((4 + step) % questions === 0 ? 2 : 0);
  return { text: question(facts, other), said: { ...said, question: (said.question ?? 0) + 1 } };
}

function question({ sentence }: Facts, n: number): string {
  return sentence(`companion.question.${(n % questions) + 1}`);
}

/** Something that was said before is not said alone again. */
function asked(facts: Facts, plan: string, key: string): Reply {
  const { said, sentence } = facts;
  const times = said[plan] ?? 0;
  const told = { ...said, [plan]: times + 1 };
  if (key === 'listen') {
    const first = opening({ ...facts, said: told }, null);
    const asks = questionFor({ ...facts, said: first.said }, first.plan, null);
    return { plan, text: `${first.text} ${asks.text}`, choices: [], said: asks.said };
  }
  // Without the question that the sentence ends with: one at a time.
  return { plan, text: `${withoutQuestion(sentence(key))} ${question(facts, times)}`, choices: [], said: told };
}

/** What is left of an answer when its question is taken away; the whole where there is nothing else. */
export function withoutQuestion(text: string): string {
  const sentences = [...splitter.segment(text)].map(({ segment }) => segment);
  const kept = sentences.filter((one) => !/[?؟]\s*$/u.test(one));
  return (kept.length > 0 ? kept : sentences).join('').trim();
}
const splitter = new Intl.Segmenter('en', { granularity: 'sentence' });

function watching(facts: Facts): Reply {
  const { said, sentence } = facts;
  const first = (said.watch ?? 0) === 0;
  const told = { ...said, watch: (said.watch ?? 0) + 1, listen: (said.listen ?? 0) + 1 };
  const text = first ? sentence('companion.watch') : sentence(`companion.listen.${((said.listen ?? 0) % listens) + 1}`);
  return { plan: 'watch', text, choices: [person(facts)], said: told };
}

function person({ sentence }: Facts): Choice {
  return { id: choiceIds.person, title: sentence('dialogue.menu.person_button') };
}

function tools({ sentence }: Facts): Choice[] {
  return (
    [
      ['breathe', 'breathe'],
      ['ground', 'ground'],
      ['write-thought', 'thought'],
    ] as const
  ).map(([intent, title]) => ({ id: choiceIds.intent(`companion.${intent}`), title: sentence(`companion.${title}_button`) }));
}
