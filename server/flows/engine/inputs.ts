import type { SetValue } from '#contract/flow-parts.ts';
import type { Value, Values } from './state.ts';
import { tell } from './words.ts';
import { type Done, frameOf, isHiddenIn, keep, type Work } from './work.ts';

/** The longest text a run keeps under one name: a loop that adds to a text must not grow without end. */
const longest = 4096;

function filledIn(work: Work, value: SetValue): Value {
  if (typeof value === 'string') return tell(work, value).slice(0, longest).toWellFormed();
  return typeof value === 'object' && value !== null ? value.increase : value;
}

export function keepInput(work: Work, name: string, value: SetValue): Done {
  if (typeof value !== 'object' || value === null) return keep(work, name, filledIn(work, value), isHiddenIn(work, value));
  const { answers, hidden } = frameOf(work);
  const before = Object.hasOwn(answers, name) ? Number(answers[name]) : 0;
  keep(work, name, (Number.isFinite(before) ? before : 0) + value.increase, hidden.includes(name));
}

/** Which of the inputs are made of hidden answers. */
export function hiddenInputs(work: Work, inputs: Readonly<Record<string, SetValue>> = {}): string[] {
  return Object.keys(inputs).filter((name) => isHiddenIn(work, inputs[name]));
}

/** What a step or another flow is given. */
export function inputsOf(work: Work, inputs: Readonly<Record<string, SetValue>> = {}): Values {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, filledIn(work, value)]));
}
