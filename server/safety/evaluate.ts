import type { SafetyReading } from './finding.ts';
import { isAtLeast, type Severity } from './severity.ts';

/** What somebody says a message is: nothing, worth a question, or worth a person at once. */
export const labels = ['none', 'concern', 'crisis'] as const;
export type Label = (typeof labels)[number];

/** One message of a set, with what the rules made of it. */
export interface Judged {
  readonly lang: string;
  readonly kind: string;
  readonly label: Label;
  readonly reading: Pick<SafetyReading, 'severity'>;
}

/** How many of how many, and where the true share lies with 95 % certainty (Wilson 1927). */
export interface Share {
  readonly some: number;
  readonly all: number;
  readonly low: number;
  readonly high: number;
}

/** Recall and false alarms of one group. Never one without the other: either is easy alone. */
export interface GroupFigures {
  readonly name: string;
  /** Crises that were high or imminent. */
  readonly found: Share;
  /** Crises that were at least asked about (moderate). */
  readonly asked: Share;
  /** Messages of no concern that were high or imminent … */
  readonly falseAlarms: Share;
  /** … or asked about. */
  readonly falseQuestions: Share;
  /** Concerns that were high or imminent. Neither right nor wrong. */
  readonly concerns: Share;
}

export interface SafetyFigures {
  readonly all: GroupFigures;
  readonly languages: readonly GroupFigures[];
  readonly kinds: readonly GroupFigures[];
}

export function countReadings(judged: readonly Judged[]): SafetyFigures {
  return { all: countGroup('all', judged), languages: countBy(judged, 'lang'), kinds: countBy(judged, 'kind') };
}

function countBy(judged: readonly Judged[], field: 'lang' | 'kind'): GroupFigures[] {
  const names = [...new Set(judged.map((one) => one[field]))].sort();
  return names.map((name) =>
    countGroup(
      name,
      judged.filter((one) => one[field] === name),
    ),
  );
}

function countGroup(name: string, judged: readonly Judged[]): GroupFigures {
  const count = (label: Label, from: Severity) => {
    const all = judged.filter((one) => one.label === label);
    return share(all.filter((one) => isAtLeast(one.reading.severity, from)).length, all.length);
  };
  return {
    name,
    found: count('crisis', 'high'),
    asked: count('crisis', 'moderate'),
    falseAlarms: count('none', 'high'),
    falseQuestions: count('none', 'moderate'),
    concerns: count('concern', 'high'),
  };
}

/** A crisis that no person would hear of, or an alarm for nothing. */
export function isWrong({ label, reading }: Judged): boolean {
  if (label === 'concern') return false;
  return isAtLeast(reading.severity, 'high') !== (label === 'crisis');
}

/** Of the normal distribution, for 95 %. */
const z = 1.959964;

export function share(some: number, all: number): Share {
  if (all === 0) return { some, all, low: 0, high: 1 };
  const rate = some / all;
  const middle = rate + (z * z) / (2 * all);
  const reach = z * Math.sqrt((rate * (1 - rate)) / all + (z * z) / (4 * all * all));
  const whole = 1 + (z * z) / all;
  return { some, all, low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}
