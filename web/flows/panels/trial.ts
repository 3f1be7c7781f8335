import type { TrialInput, TrialLine, TrialOutcome } from '#contract/flow-trial.ts';
import type { Lit } from '../canvas/cards.ts';

/** A test of a draft, as it is kept here: everything somebody did, from the beginning. */
export interface Trial {
  readonly inputs: readonly TrialInput[];
  readonly exits: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

export const beginTrial = (): Trial => ({ inputs: [], exits: {}, values: {} });

/** The nodes it went through and the ways it took, of the flow itself and not of those it runs inside. */
export function litBy({ path, at }: TrialOutcome, flow: string): Lit {
  const own = path.filter((one) => one.flow === flow);
  return {
    at: at.flow === flow ? at.node : (own.at(-1)?.node ?? null),
    passed: new Set(own.map(({ node }) => node)),
    ways: new Set(own.map(({ node, exit }) => `${node}:${exit}`)),
  };
}

export interface Tap {
  readonly id: string;
  readonly title: string;
}

type Said = Extract<TrialLine, { kind: 'said' }>;

/** What can be tapped at a message. */
export function tapsOf({ content }: Said): Tap[] {
  const { buttons, sections } = content as { buttons?: Tap[]; sections?: { rows: Tap[] }[] };
  return (buttons ?? sections?.flatMap(({ rows }) => rows) ?? []).map(({ id, title }) => ({ id, title }));
}

/** Only the last message can be answered by a tap: an earlier one would be another question's. */
export function openTaps(lines: readonly TrialLine[]): readonly Tap[] {
  const last = lines.findLast((line) => line.kind === 'said' || line.kind === 'input');
  return last?.kind === 'said' ? tapsOf(last) : [];
}
