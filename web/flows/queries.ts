import type { QueryClient } from '@tanstack/react-query';
import type { Flow, FlowParts, FlowStarts, FlowVariable, FlowWithDraft, ReadyFlow } from '#contract/flow-state.ts';
import { listQuery, oneQuery } from '#web/data/by-address.ts';

/** What the pages of flows read, each by its address. */

export const flowsQuery = listQuery<Flow>('/api/flows');
export const flowQuery = (id: string) => oneQuery<FlowWithDraft>(`/api/flows/${id}`);
export const readyQuery = oneQuery<{ items: ReadyFlow[] }>('/api/ready-flows');
export const variablesQuery = oneQuery<{ items: FlowVariable[] }>('/api/flow-variables');
export const startsQuery = (id: string) => oneQuery<FlowStarts>(`/api/flows/${id}/starts`);
export const partsQuery = oneQuery<FlowParts>('/api/flow-parts');

/** A flow was published, archived, restored or renamed. */
export function refreshFlow(queries: QueryClient, id: string): void {
  void queries.invalidateQueries({ queryKey: flowsQuery.queryKey });
  void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1] ?? '').startsWith(`/api/flows/${id}`) });
}
