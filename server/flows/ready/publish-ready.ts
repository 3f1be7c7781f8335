import type { ReadyFlow } from '#contract/flow-state.ts';
import type { Scope } from '#platform/scope.ts';
import { createFlow } from '../drafts/create-flow.ts';
import { publishFlow } from '../drafts/publish-flow.ts';
import { findFlowNamed } from '../drafts/store.ts';
import type { FlowTools } from '../tools.ts';

/** A flow of a module, published for an organization that switches the module on. One of that name stays as it is: somebody may have changed it. */
export async function publishReadyFlow(scope: Scope, tools: FlowTools, { name, title, definition }: ReadyFlow): Promise<void> {
  if (await findFlowNamed(scope.db, name)) return;
  const { id } = await createFlow(scope, { name, title: title.en ?? name, definition });
  await publishFlow(scope, tools, id, {});
}
