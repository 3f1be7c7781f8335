import type { AnswerRule } from '#contract/flow-parts.ts';
import type { TrialInput } from '#contract/flow-trial.ts';

/** A made-up answer that fits, in the place of one that is not to be kept. Null: any answer of this kind holds nothing. */
export function standIn(rule: AnswerRule): TrialInput | null {
  const words = fitting(rule);
  return words === null ? null : { kind: 'text', text: words };
}

function fitting(rule: AnswerRule): string | null {
  switch (rule.type) {
    case 'text':
      return 'example'.padEnd(rule.min ?? 0, '.').slice(0, rule.max ?? 4000);
    case 'number':
      return String(rule.min ?? Math.min(1, rule.max ?? 1));
    case 'scale':
      return String(rule.from);
    case 'choice':
    case 'choices':
    case 'yes_no':
      return '1';
    case 'date':
      return dayIn(rule);
    case 'time':
      return '12:00';
    case 'phone':
      return '+254 700 000000';
    case 'email':
      return 'example@example.org';
    default:
      return null;
  }
}

function dayIn({ earliest, latest }: Extract<AnswerRule, { type: 'date' }>): string {
  const days = [earliest, latest].filter((day) => day !== undefined);
  if (days.includes('today')) return 'today';
  return days[0] ?? '2000-01-31';
}

/** What a contact wrote in words of their own, or is found by: a run's are never kept, marked as sensitive or not. */
export const ownWords: ReadonlySet<AnswerRule['type']> = new Set(['text', 'number', 'phone', 'email', 'date', 'time']);
