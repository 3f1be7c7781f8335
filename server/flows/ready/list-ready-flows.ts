import type { ReadyFlow } from '#contract/flow-state.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readyFlows } from './index.ts';

/** What a new flow can begin as. */
export function listReadyFlows(scope: Scope): { items: ReadyFlow[] } {
  requirePermission(scope, 'flows.read');
  return { items: [...readyFlows] };
}
