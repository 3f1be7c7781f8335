import type { Choice } from '#contract/messages.ts';
import { choiceIds } from '#core/dialogue/choices.ts';
import { menuChoices } from '#core/dialogue/menu.ts';
import { offer } from '#core/dialogue/offer.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import type { TraceEntry, Turn } from '#core/turn.ts';
import type { Verdict } from './decide.ts';
import type { Line } from './faq.ts';
import type { OfflineSettings } from './settings.ts';
import { type Known, type Meaning, offlineChoiceIds } from './understand.ts';

/** Says the answer to one meaning, remembers what must be, and writes why into the trace. */
export async function answer(turn: Turn, meaning: Meaning, known: Known, settings: OfflineSettings): Promise<void> {
  if (meaning.kind === 'unclear') return notUnderstood(turn, meaning);
  if (meaning.kind === 'not_text') return onlyText(turn);
  if (meaning.kind === 'wordless') return wordless(turn, known, settings);
  if (meaning.kind === 'aside') return note(turn, 'nothing_to_answer', 'A reaction, an edit or a deletion needs no answer.');
  remember(turn, { clarified: undefined, toldTextOnly: undefined });
  switch (meaning.kind) {
    case 'line':
      note(turn, 'answered', reasonFor(meaning), proofOf(meaning.verdict, { question: meaning.line.q }));
      turn.reply({ kind: 'text', text: meaning.line.a });
      return;
    case 'intent':
      note(turn, 'intent', `The words come near a keyword of "${meaning.intent.name}".`);
      return meaning.intent.handle(turn);
    case 'questions':
      return listQuestions(turn, known);
    case 'none_of_these':
      return offerPerson(turn, 'unknown', 'None of what was offered was meant.');
    case 'declined':
      note(turn, 'declined', 'The contact does not want a person now.');
      return say(turn, 'all_right');
    case 'greeting':
      return greet(turn, known, settings);
    case 'thanks':
      note(turn, 'thanks', 'The contact said thank you.');
      return say(turn, 'thanks');
    case 'identity':
      return offerPerson(turn, 'identity', 'The contact asked who or what answers.');
  }
}

/** What this assistant adds to the menu: the questions it has answers to, if there are any. */
export function ownChoices(turn: Turn, settings: OfflineSettings): Choice[] {
  return settings.faq.length + settings.intents.length > 0
    ? [{ id: offlineChoiceIds.questions, title: turn.sentence('assistants.offline.questions_button') }]
    : [];
}

function greet(turn: Turn, known: Known, settings: OfflineSettings): void {
  const again = turn.conversation.routing.greeted === true;
  note(turn, again ? 'menu' : 'greeting', again ? 'The contact greeted again: the menu is shown.' : 'The contact said hello.');
  const greeting = settings.greeting ?? turn.sentence('assistants.offline.greeting', { organization: turn.channel.organizationName });
  remember(turn, { greeted: true });
  ask(turn, again ? turn.sentence('dialogue.menu.ask') : greeting, menuChoices(turn, known.intents, ownChoices(turn, settings)));
}

/** Someone who begins with a wave is greeted; later an emoji ends a talk more often than it opens one. */
function wordless(turn: Turn, known: Known, settings: OfflineSettings): void {
  if (turn.conversation.routing.greeted) note(turn, 'nothing_to_answer', 'There was nothing in it to answer.');
  else greet(turn, known, settings);
}

type Unclear = Extract<Meaning, { kind: 'unclear' }>;

/** Asks once what is meant; if that did not help, says so and offers a person. */
function notUnderstood(turn: Turn, meaning: Unclear): void {
  const asked = turn.conversation.routing.clarified ?? 0;
  remember(turn, { clarified: asked + 1, toldTextOnly: undefined });
  const candidates = candidatesOf(turn, meaning);
  if (asked > 0) offerPerson(turn, 'unknown', 'It was not understood again, after asking once.', proofOf(meaning.verdict));
  else if (candidates.length === 0) askAgain(turn, meaning);
  else clarify(turn, meaning, candidates);
}

function askAgain(turn: Turn, { verdict }: Unclear): void {
  note(turn, 'asked_again', 'Nothing comes near: asked once to say it in other words.', proofOf(verdict));
  ask(turn, turn.sentence('assistants.offline.ask_again'), [
    { id: choiceIds.menu, title: turn.sentence('dialogue.menu.menu_button') },
    { id: choiceIds.person, title: turn.sentence('dialogue.menu.person_button') },
  ]);
}

function clarify(turn: Turn, meaning: Unclear, candidates: readonly Choice[]): void {
  const evidence = { candidates: candidates.map((one) => one.title) };
  note(turn, 'clarified', 'Some things come near, none surely: asked once which is meant.', proofOf(meaning.verdict, evidence));
  const none = { id: offlineChoiceIds.noneOfThese, title: turn.sentence('assistants.offline.none_button') };
  ask(turn, turn.sentence('assistants.offline.did_you_mean'), [...candidates, none]);
}

/** Three and "none of these" are as many as people read. */
function candidatesOf(turn: Turn, meaning: Unclear): Choice[] {
  const intents = meaning.intents.map((intent) => ({ id: choiceIds.intent(intent.name), title: turn.sentence(intent.title) }));
  const lines = meaning.verdict.candidates.map((line) => ({ id: line.id, title: line.q }));
  return [...intents, ...lines].slice(0, 3);
}

/** Once for a row of pictures and voice messages, also when the row goes on in the next turn. */
function onlyText(turn: Turn): void {
  if (turn.conversation.routing.toldTextOnly) {
    note(turn, 'not_text', 'Only text can be read so far; the contact was told before.');
    return;
  }
  offerPerson(turn, 'only_text', 'Only text can be read so far.');
  remember(turn, { toldTextOnly: true });
}

function listQuestions(turn: Turn, known: Known): void {
  note(turn, 'questions', 'The contact asked which questions there are answers to.');
  // As many as people read, as a list or as numbers to type. The rest is found by asking.
  const choices = known.learnt.faq.lines.slice(0, 20).map((line) => ({ id: line.id, title: line.q }));
  ask(turn, turn.sentence('assistants.offline.questions_ask'), choices);
}

type Proof = Pick<TraceEntry, 'numbers' | 'evidence'>;

function offerPerson(turn: Turn, sentence: 'unknown' | 'identity' | 'only_text', reason: string, proof: Proof = {}): void {
  note(turn, sentence, `${reason} A person was offered.`, proof);
  ask(turn, turn.sentence(`assistants.offline.${sentence}`), [
    { id: choiceIds.person, title: turn.sentence('dialogue.menu.person_button') },
  ]);
}

function ask(turn: Turn, text: string, choices: readonly Choice[]): void {
  for (const effect of offer(turn, { text, choices })) turn.apply(effect);
}

function say(turn: Turn, sentence: 'thanks' | 'all_right'): void {
  turn.reply({ kind: 'text', text: turn.sentence(`assistants.offline.${sentence}`) });
}

function note(turn: Turn, outcome: string, reason: string, proof: Proof = {}): void {
  turn.note({ step: 'assistant.offline', outcome, reason, ...proof });
}

function reasonFor({ line, verdict }: Extract<Meaning, { kind: 'line' }>): string {
  const what = line.name === null ? 'A line of questions and answers' : `The intent "${line.name}"`;
  return verdict === null ? `${what} was chosen from a list.` : `${what} fits: ${verdict.sure}.`;
}

/** What the decision rested on. The words themselves, also those of a line, are evidence: they tell what was asked. */
function proofOf(verdict: Verdict | null, evidence: Readonly<Record<string, unknown>> = {}): Proof {
  if (verdict === null) return { evidence };
  const { score, guesses, threshold } = verdict;
  const [likeliest, runnerUp] = guesses;
  const called = (line: Line) => line.name ?? line.q;
  return {
    numbers: {
      score: round(score),
      ...(likeliest ? { probability: round(likeliest.probability), threshold: round(threshold) } : {}),
      ...(runnerUp ? { runnerUp: round(runnerUp.probability) } : {}),
    },
    evidence: {
      ...evidence,
      ...(likeliest ? { likeliest: called(likeliest.line) } : {}),
      ...(runnerUp ? { runnerUp: called(runnerUp.line) } : {}),
    },
  };
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
