import type { TurnFinding, TurnMessage, TurnReading } from '#core/turn.ts';
import type { SafetyGate } from '../gate.ts';
import { type Finding, findingIn } from '../read-message.ts';
import { isAtLeast, type Severity, severities } from '../severity.ts';
import { partsIn } from '../words-in.ts';

/** What the rules found in one text, as far as a model may have a say in it. */
export interface ByRules {
  readonly severity: Severity;
  readonly hard: boolean;
}

const levelOf = (severity: string) => severities.indexOf(severity as Severity);

/**
 * What something the rules found counts with a model's reading beside it. Plain words are a floor. What rests on less, a model lowers by one
 * class, never to nothing, and not while the gate watches. Where a model was asked and gave no answer, what the rules half took back is asked
 * about.
 */
export function besideModel({ severity, hard }: ByRules, reading: TurnReading, isWatching: boolean): Severity {
  if (hard) return severity;
  if (reading.severity === null) return severity === 'low' ? 'moderate' : severity;
  if (isWatching || !reading.mayLower || levelOf(reading.severity) >= levelOf(severity)) return severity;
  return severities[Math.max(levelOf('low'), levelOf(severity) - 1)] as Severity;
}

/** Something that was found in a message, and what it counts. */
export interface Found {
  readonly message: TurnMessage;
  readonly severity: Severity;
  readonly finding: TurnFinding;
}

/** What the rules found in a turn, with what a model made of it: lowered where it may be, and joined by what the model found itself. */
export function besideRules(
  messages: readonly TurnMessage[],
  byRules: readonly Found[],
  { reading, isWatching }: { readonly reading: TurnReading | undefined; readonly isWatching: boolean },
): readonly Found[] {
  if (!reading) return byRules;
  const weighed = byRules.map((one) => {
    const severity = besideModel({ severity: one.severity, hard: one.finding.hard }, reading, isWatching);
    return severity === one.severity
      ? one
      : { ...one, severity, finding: { ...one.finding, severity, reason: besideReason(one, severity) } };
  });
  const most = (found: readonly Found[]) => Math.max(0, ...found.map(({ severity }) => levelOf(severity)));
  const lowered = most(weighed) < most(byRules) ? { from: severities[most(byRules)] as Severity } : null;
  const finding = findingOfModel(reading, lowered);
  const message = messages.find(({ id }) => id === reading.places[0]?.messageId) ?? messages.at(-1);
  return finding && message ? [...weighed, { message, severity: finding.severity as Severity, finding }] : weighed;
}

function besideReason({ severity: before, finding: { reason } }: Found, after: Severity): string {
  return levelOf(after) < levelOf(before)
    ? `${reason.slice(0, -1)}; a model reads less danger in it, so it counts one class less.`
    : `${reason.slice(0, -1)}; the model that reads beside the rules gave no answer, so it is asked about.`;
}

/** What a model found, to be stored as its finding; null: nothing that anybody need see. `lowered`: what the rules found counts less for it. */
function findingOfModel(reading: TurnReading, lowered: { readonly from: Severity } | null): TurnFinding | null {
  const isGrave = reading.severity !== null && isAtLeast(reading.severity as Severity, 'moderate');
  if (reading.severity === null || (!isGrave && !lowered)) return null;
  return {
    source: 'model',
    severity: isGrave ? reading.severity : 'low',
    categories: reading.categories,
    hard: false,
    evidence: placesOfFirst(reading).map(({ start, end }) => ({ start, end, rule: 'model' })),
    reason: lowered
      ? 'A model reads less danger in it than the rules do: what they found counts one class less.'
      : `Message needs attention: a model reads it so${aboutOf(reading.categories)}.`,
    rules: reading.by,
    ...(lowered?.from === 'high' ? { lowers: true as const } : {}),
  };
}

/** One message can be named; what was found in others stands in the trace. */
function placesOfFirst({ places }: TurnReading): TurnReading['places'] {
  return places.filter(({ messageId }) => messageId === places[0]?.messageId);
}

function aboutOf(categories: readonly string[]): string {
  return categories.length > 0 ? ` (${categories.map((one) => one.replaceAll('_', ' ')).join(', ')})` : '';
}

/** Whether a reading says other than the rules alone where they found nothing grave: what was decided without it does not hold. */
export function changesRules({ severity }: TurnReading, messages: readonly TurnMessage[], gate: SafetyGate): boolean {
  if (severity !== null) return isAtLeast(severity as Severity, 'moderate');
  return messages.some((message) => findingsOf(gate, message).some((one) => !one.hard && one.severity === 'low'));
}

/** What the rules find in everything that was said with a message. */
export function findingsOf(gate: SafetyGate, message: TurnMessage): Finding[] {
  return partsIn(message).flatMap(({ source, words }) => findingIn(gate, words, source) ?? []);
}
