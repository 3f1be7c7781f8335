import { type PlanItem, planSteps } from '../../contract.ts';
import type { PlanItems } from './items.ts';

export type Sentence = (key: string, values?: Readonly<Record<string, string>>) => string;

interface Told {
  readonly items: PlanItems;
  readonly lines: readonly string[];
  readonly emergency: string | null;
}

/** The plan as it is sent in the chat: what is written, step by step, then whom to call. Steps that say nothing are left out. */
export function planText(sentence: Sentence, { items, lines, emergency }: Told): string {
  const steps = planSteps.flatMap((step) => {
    const own = items[step];
    return own.length === 0 ? [] : [`${sentence(`care.step_${step}`)}\n${own.map((item) => `• ${itemText(item)}`).join('\n')}`];
  });
  const help = [
    ...lines.map((line) => `• ${line}`),
    ...(emergency === null ? [] : [`• ${sentence('care.emergency', { number: isolated(emergency) })}`]),
  ];
  const more = help.length === 0 ? [] : [`${sentence('care.help_lines')}\n${help.join('\n')}`];
  return [sentence('care.plan_title'), ...steps, ...more].join('\n\n');
}

const itemText = ({ text, phone }: PlanItem) => (phone === null ? text : `${text}: ${isolated(phone)}`);

/** A number keeps its order in a line that runs the other way. */
const isolated = (number: string) => `\u2066${number}\u2069`;
