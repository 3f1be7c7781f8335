import { z } from 'zod';
import { defineStep, type FlowStep } from '#core/flow-step.ts';
import type { Turn } from '#core/turn.ts';
import { later } from '#platform/clock.ts';
import { planSteps } from '../../contract.ts';
import { sealItems } from '../plan/items.ts';
import { firstReviewDays } from '../plan/write-plan.ts';
import { readItems } from './read-items.ts';

const said = z.string().max(4096).nullable().optional();
const PlanSaid = z.strictObject(
  Object.fromEntries(planSteps.map((step) => [step, said])) as Record<(typeof planSteps)[number], typeof said>,
);

/** What a flow may have done with the plan of whoever it talks with. */
export const careSteps: readonly FlowStep[] = [
  defineStep({
    name: 'care.keep-plan',
    summary:
      'Keeps what a person answered as their safety plan, a line for each thing they named. A question without an answer changes nothing.',
    input: PlanSaid,
    exits: ['kept', 'nothing'],
    run(turn, input) {
      const steps = planSteps.flatMap((step) => {
        const items = readItems(step, input[step] ?? '');
        if (items.length === 0) return [];
        const id = turn.ids.next();
        return [{ id, step, sealed_items: sealItems(turn.key, id, items) }];
      });
      if (steps.length === 0) return { exit: 'nothing' };
      const review_at = later(turn.clock.now(), firstReviewDays * 86_400).toISOString();
      turn.apply({ kind: 'keep', by: 'care.plans', row: { id: turn.ids.next(), review_at, steps } });
      return { exit: 'kept' };
    },
  }),
  defineStep({
    name: 'care.share-plan',
    summary: 'Lets those who look after the person now see their safety plan; or, with shared: false, nobody.',
    input: z.strictObject({ shared: z.boolean() }),
    exits: ['done'],
    run(turn, { shared }) {
      keepSharing(turn, shared);
      return { exit: 'done' };
    },
  }),
];

export function keepSharing(turn: Turn, shared: boolean): void {
  turn.apply({ kind: 'keep', by: shared ? 'care.shares' : 'care.unshares', row: { id: turn.ids.next() } });
}
