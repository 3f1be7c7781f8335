import type { TraceLine } from '#contract/conversations.ts';
import { say, says } from '#web/i18n/i18n.ts';

/** What the codes of a decision mean, in the reader's language; where that has no sentence for one, in the program's own words. */

export function explainStep({ step, outcome, reason }: Pick<TraceLine, 'step' | 'outcome' | 'reason'>): string {
  const exact = `inspector:step.${step}.${outcome}`;
  if (says(exact)) return say(exact);
  const other = `inspector:step.${step}.other`;
  return says(other) ? say(other, { name: outcome }) : reason;
}

/** A step or a moment as a heading: "Safety rules", "Sent". */
export function nameStage(stage: string): string {
  const key = `inspector:stage.${stage.replaceAll('.', '_')}`;
  return says(key) ? say(key) : stage;
}

export function explainOutcome(outcome: string): string {
  const key = `inspector:outcome.${outcome}`;
  return says(key) ? say(key) : say('inspector:outcome.other', { name: outcome });
}
