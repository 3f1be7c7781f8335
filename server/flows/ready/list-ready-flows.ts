import type { ReadyFlow } from '#contract/flow-state.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FlowTools } from '../tools.ts';
import { readyFlows } from './index.ts';

/** What a new flow can begin as. */
export function listReadyFlows(scope: Scope, { parts }: Pick<FlowTools, 'parts'>): { items: ReadyFlow[] } {
  requirePermission(scope, 'flows.read');
  return { items: [...readyFlows, ...parts().readyFlows] };
}
