import type { NodeOf } from '#contract/flows.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { type Button, buttonOf, tell } from './words.ts';
import type { Work } from './work.ts';

/** What a tap on this question of this run sends back: so that a tap on another is known for what it is. */
export function questionId(runId: string, number: number, value: string): string {
  return `flow:${runId}:${number}:${value}`;
}

export interface Tap {
  readonly runId: string;
  readonly number: number;
  readonly value: string;
}

/** What was tapped, if it belongs to a question of any flow. */
export function readTap(id: unknown): Tap | null {
  const found = typeof id === 'string' ? /^flow:([^:]+):(\d{1,9}):(.+)$/.exec(id) : null;
  return found ? { runId: found[1] as string, number: Number(found[2]), value: found[3] as string } : null;
}

/** The value of the button that skips a question. Not one a choice can have. */
export const skipValue = '*skip';

/** A question as the contact sees it; with `text`, what is said in place of the question's own words. */
export function questionContent(work: Work, node: NodeOf<'ask'>, other?: string): OutboundContent {
  const text = other ?? tell(work, node.text);
  const buttons = buttonsOf(work, node);
  if (buttons.length > 0) return { kind: 'buttons', text, buttons };
  if (node.answer.type === 'location' && work.facts.asksLocation) return { kind: 'location_request', text };
  if (node.answer.type !== 'scale' || other !== undefined) return { kind: 'text', text };
  const { from, to } = node.answer;
  return { kind: 'text', text: `${text}\n\n${work.facts.sentence('flows.retry.range', { min: from, max: to })}` };
}

function buttonsOf(work: Work, node: NodeOf<'ask'>): Button[] {
  const id = (value: string) => questionId(work.facts.runId, work.asked, value);
  const own = ownButtons(work, node, id);
  const skip = { id: id(skipValue), title: work.facts.sentence('flows.skip_button') };
  const all = node.optional ? [...own, skip] : own;
  // Where nothing can be tapped, a question that any text answers gets no list of one.
  return own.length === 0 && work.facts.choicesMax < all.length ? [] : all;
}

function ownButtons(work: Work, { answer }: NodeOf<'ask'>, id: (value: string) => string): Button[] {
  switch (answer.type) {
    case 'choice':
    case 'choices':
      return answer.choices.map((choice) => buttonOf(work, choice, id(choice.value)));
    case 'yes_no':
      return ['yes', 'no'].map((value) => ({ id: id(value), title: work.facts.sentence(`flows.${value}_button`) }));
    case 'scale': {
      const count = answer.to - answer.from + 1;
      if (count < 1 || count > work.facts.choicesMax) return [];
      return Array.from({ length: count }, (_, n) => ({ id: id(String(answer.from + n)), title: String(answer.from + n) }));
    }
    default:
      return [];
  }
}
