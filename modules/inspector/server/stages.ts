import type { TraceLine } from '#contract/conversations.ts';
import type { TurnDetail } from '../contract.ts';
import type { MadeRow, TakenRow } from './store.ts';

type Stage = TurnDetail['stages'][number];

interface Decided {
  readonly took_ms: number;
  readonly created_at: Date;
  readonly trace: unknown;
}

/** The way from what was written to what was read, as times. A step of the trace begins where the one before it ended. */
export function stagesOf(turn: Decided, { taken, made }: { taken: readonly TakenRow[]; made: readonly MadeRow[] }): Stage[] {
  const [first] = taken;
  const begun = turn.created_at.getTime() - turn.took_ms;
  const lines = (turn.trace as TraceLine[]).map((line) => ({ stage: line.step, at: begun + (line.atMs ?? 0) }));
  const moments = [
    at('written', first?.written_at),
    at('arrived', first?.created_at),
    { stage: 'begun', at: begun },
    ...lines,
    { stage: 'committed', at: turn.created_at.getTime() },
    at('sent', earliest(made.map((message) => message.sent_at))),
    at('delivered', earliest(made.map((message) => message.delivered_at))),
    at('read', earliest(made.map((message) => message.read_at))),
  ].filter((moment) => moment !== null);
  return moments.map((moment, index) => {
    const next = moments[index + 1];
    // Two clocks may be compared here, the provider's and ours.
    return { stage: moment.stage, at: new Date(moment.at).toISOString(), tookMs: next ? Math.max(0, next.at - moment.at) : null };
  });
}

function at(stage: string, moment: Date | null | undefined): { stage: string; at: number } | null {
  return moment ? { stage, at: moment.getTime() } : null;
}

function earliest(moments: readonly (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null).map((moment) => moment.getTime());
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}
