import type { TurnDetail } from '../contract.ts';

export interface Bar {
  readonly stage: string;
  /** Since the first moment shown. */
  readonly afterMs: number;
  readonly tookMs: number | null;
  /** Where its bar begins and how long it is, of the whole; null: it lies outside of what is drawn to scale. */
  readonly scale: { readonly start: number; readonly length: number } | null;
}

/** Before a message came here and after its answer went out, others take their time: hours beside milliseconds would hide them. */
const ours = { from: 'arrived', to: 'sent' } as const;

/** The stages of a decision as bars on one axis, from the arrival to the sending. */
export function barsOf(stages: TurnDetail['stages']): readonly Bar[] {
  const timed = stages.map((stage) => ({ ...stage, time: Date.parse(stage.at) }));
  const origin = timed.find(({ stage }) => stage === ours.from)?.time ?? timed[0]?.time ?? 0;
  const end = timed.find(({ stage }) => stage === ours.to)?.time ?? timed.findLast(({ stage }) => !after.has(stage))?.time ?? origin;
  const whole = Math.max(1, end - origin);
  return timed.map(({ stage, time, tookMs }) => {
    const afterMs = time - origin;
    const inside = afterMs >= 0 && time < end && tookMs !== null;
    const length = inside ? Math.min(tookMs, end - time) / whole : 0;
    return { stage, afterMs, tookMs, scale: inside ? { start: afterMs / whole, length } : null };
  });
}

const after: ReadonlySet<string> = new Set(['delivered', 'read']);
