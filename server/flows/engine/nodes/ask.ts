import type { NodeOf } from '#contract/flows.ts';
import { normalise } from '#core/dialogue/text.ts';
import { questionContent, readTap, skipValue, type Tap } from '../question.ts';
import { type Fault, readAnswer } from '../read-answer.ts';
import type { Said, Value, Wait } from '../state.ts';
import { backWords, skipWords, tell } from '../words.ts';
import { changeFrame, type Done, definitionOf, end, frameOf, giveToPeople, keep, leave, note, type Work, waitFor } from '../work.ts';
import type { NodeRule } from './define.ts';

/** How long a run waits for an answer when nobody says otherwise: three days. */
const expiresMinutes = 4320;
/** "back" leads back through so many questions. */
const backMax = 50;

type Ask = NodeOf<'ask'>;
type Asking = Extract<Wait, { for: 'answer' }>;

export const askRule: NodeRule<'ask'> = {
  enter(work, node) {
    work.asked += 1;
    note(work, 'asked', 'The question was asked.', { numbers: { question: work.asked } });
    ask(work, node);
    wait(work, node, 0);
  },
  take(work, node, input) {
    const waits = work.wait as Asking;
    if (input.kind === 'messages') takeMessages(work, node, input.messages);
    else if (input.kind === 'again') again(work, node, input.why);
    else if (input.kind === 'time' && work.facts.now.toISOString() >= waits.until) silent(work, node);
  },
};

function ask(work: Work, node: Ask, text?: string): Done {
  work.effects.push({ kind: 'say', content: questionContent(work, node, text) });
}

function wait(work: Work, node: Ask, attempts: number): Done {
  const minutes = node.silence?.minutes ?? definitionOf(work)?.expiresMinutes ?? expiresMinutes;
  const { now } = work.facts;
  const until = new Date(now.getTime() + minutes * 60_000).toISOString();
  waitFor(work, { for: 'answer', number: work.asked, attempts, since: now.toISOString(), until });
}

const whyAgain = {
  language: 'The contact changed the language: the question is asked in the new one.',
  interrupted: 'What came between has ended: the question is asked once more.',
  menu: 'The contact looked at something else and came back: the question is asked once more.',
};

function again(work: Work, node: Ask, why: keyof typeof whyAgain): Done {
  note(work, 'asked_again', whyAgain[why]);
  ask(work, node);
  wait(work, node, (work.wait as Asking).attempts);
}

/** What one message means to the question that waits. */
type Decisive = { readonly kind: 'answer'; readonly value: Value } | { readonly kind: 'back' } | { readonly kind: 'skip' };
type Meaning =
  | Decisive
  | { readonly kind: 'old'; readonly outcome: 'old_button' | 'old_question' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'aside' };

const asides: readonly string[] = ['reaction', 'edit', 'delete', 'system'];

function meaningOf(work: Work, node: Ask, said: Said): Meaning {
  if (asides.includes(said.kind)) return { kind: 'aside' };
  const tap = said.kind === 'choice' || said.kind === 'button' ? readTap(said.content?.id) : null;
  const old = isOld(work, said, tap);
  if (old !== null) return { kind: 'old', outcome: old };
  return tap?.value === skipValue ? { kind: 'skip' } : meaningOfWords(work, node, said, tap);
}

/** It answers another question than the one that waits. */
function isOld(work: Work, { quotedAt }: Said, tap: Tap | null): 'old_button' | 'old_question' | null {
  const { number, since } = work.wait as Asking;
  if (tap && (tap.runId !== work.facts.runId || tap.number !== number)) return 'old_button';
  return quotedAt && quotedAt.toISOString() < since ? 'old_question' : null;
}

function meaningOfWords(work: Work, node: Ask, said: Said, tap: Tap | null): Meaning {
  const words = tap ? '' : normalise((said.text ?? '').slice(0, 60));
  if (node.optional && skipWords.has(words)) return { kind: 'skip' };
  const reading = readAnswer(work, node.answer, said, tap?.value ?? null);
  // A choice may be called "Back"; any other text that says so wants to go there.
  if (backWords.has(words) && !('choices' in node.answer && 'value' in reading)) return { kind: 'back' };
  return 'value' in reading ? { kind: 'answer', value: reading.value } : { kind: 'fault', fault: reading.fault };
}

function isDecisive(meaning: Meaning): meaning is Decisive {
  return meaning.kind === 'answer' || meaning.kind === 'back' || meaning.kind === 'skip';
}

/** Several messages of one breath are one answer: a text is what they say together, of everything else the last good one counts. */
function takeMessages(work: Work, node: Ask, messages: readonly Said[]): Done {
  const meanings = messages.map((said) => meaningOf(work, node, said));
  const decisive = meanings.filter(isDecisive);
  const last = decisive.at(-1);
  if (!last) return takeNothing(work, node, meanings);
  if (last.kind === 'back') return back(work, node);
  if (last.kind === 'skip') return skip(work, node);
  const value = node.answer.type === 'text' ? joined(work, node, decisive) : last.value;
  if (decisive.length > 1 && node.answer.type !== 'text') {
    note(work, 'last_counts', 'Several answers came at once: the last one counts.', { numbers: { answers: decisive.length } });
  }
  answer(work, node, value ?? last.value);
}

/** Null: together they are longer than an answer may be, and the last one stands alone. */
function joined(work: Work, node: Ask, decisive: readonly Decisive[]): Value | null {
  const texts = decisive.flatMap((one) => (one.kind === 'answer' ? [String(one.value)] : []));
  if (texts.length < 2) return null;
  const whole = { kind: 'text', text: texts.join('\n'), content: null, id: '', quotedAt: null } as const;
  const reading = readAnswer(work, node.answer, whole, null);
  if (!('value' in reading)) return null;
  note(work, 'joined', 'Several messages came at once: together they are the answer.', { numbers: { messages: texts.length } });
  return reading.value;
}

function answer(work: Work, node: Ask, value: Value): Done {
  const hidden = node.sensitive === true;
  note(work, 'answered', hidden ? 'The answer fits; it is sensitive and not shown here.' : 'The answer fits.', {
    evidence: hidden ? {} : { answer: value },
  });
  keep(work, node.save, value, hidden);
  passed(work);
  leave(work, 'answered', node.next);
}

function skip(work: Work, node: Ask): Done {
  note(work, 'skipped', 'The contact left the question out.');
  keep(work, node.save, null, false);
  passed(work);
  leave(work, 'skipped', node.skipped ?? node.next);
}

function passed(work: Work): Done {
  const { back: before, node } = frameOf(work);
  changeFrame(work, { back: [...before, node].slice(-backMax) });
}

function back(work: Work, node: Ask): Done {
  const { back: before } = frameOf(work);
  const target = before.at(-1);
  if (target === undefined) {
    note(work, 'no_way_back', 'The contact wants to go back, and this is the first question: it is asked once more.');
    ask(work, node);
    return wait(work, node, (work.wait as Asking).attempts);
  }
  note(work, 'back', 'The contact goes back to the question before.');
  changeFrame(work, { back: before.slice(0, -1) });
  leave(work, 'back', target);
}

const oldReasons = {
  old_button: 'A button of an earlier question was tapped: it is no answer to this one, which is shown again.',
  old_question: 'The message quotes something from before this question: it is no answer to it, and the question is shown again.',
};

/** No message answers. Nothing counts as a failed attempt but an answer that does not fit. */
function takeNothing(work: Work, node: Ask, meanings: readonly Meaning[]): Done {
  const old = meanings.findLast((one) => one.kind === 'old');
  const wrong = meanings.findLast((one) => one.kind === 'fault');
  if (old?.kind === 'old' && !wrong) {
    note(work, old.outcome, oldReasons[old.outcome]);
    ask(work, node, `${work.facts.sentence('flows.earlier')}\n\n${tell(work, node.text)}`);
    return wait(work, node, (work.wait as Asking).attempts);
  }
  if (wrong?.kind === 'fault') return retry(work, node, wrong.fault);
  note(work, 'aside', 'A reaction, an edit or a deletion is no answer.');
  work.status = 'waiting';
}

function retry(work: Work, node: Ask, fault: Fault): Done {
  const attempts = (work.wait as Asking).attempts + 1;
  if (attempts >= node.attempts) {
    note(work, 'gave_up', 'No answer fitted, as often as the question may be asked.', { numbers: { attempts } });
    if (node.failed === undefined) return giveToPeople(work, 'flow_not_understood', 'The question has no exit for that.');
    return leave(work, 'failed', node.failed);
  }
  note(work, 'invalid', 'The answer does not fit; the contact was told what would.', { numbers: { attempts } });
  ask(work, node, node.retry === undefined ? work.facts.sentence(fault.sentence, fault.values) : tell(work, node.retry));
  wait(work, node, attempts);
}

function silent(work: Work, node: Ask): Done {
  if (node.silence) {
    note(work, 'silence', 'Nobody answered in time.');
    return leave(work, 'silence', node.silence.next);
  }
  note(work, 'expired', 'Nobody answered for so long that the run ends; nothing is said.');
  end(work, 'expired');
}
