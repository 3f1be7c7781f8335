import { z } from 'zod';
import type { FlowParts } from '#contract/flow-state.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FlowTools } from '../tools.ts';

/** What flows may have modules do, with what each step takes, and what contacts may ask for. */
export async function listParts(scope: Scope, tools: FlowTools): Promise<FlowParts> {
  requirePermission(scope, 'flows.read');
  const { steps, intents, events, audiences } = tools.parts();
  const groups = await Promise.all(
    [...audiences.values()].map(async (one) => (await one.list(scope)).map((group) => ({ kind: one.kind, ...group }))),
  );
  return {
    steps: [...steps.values()].map(({ name, summary, exits, input }) => ({
      name,
      summary,
      exits: [...exits],
      input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    })),
    intents: intents.map(({ name }) => name),
    events: [...events.values()].map(({ name, summary }) => ({ name, summary })),
    audiences: groups.flat(),
  };
}
