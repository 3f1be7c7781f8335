import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { keywordsOf } from '#core/dialogue/intent.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { guardWords } from '#router/index.ts';
import { openTemplates } from '#templates/index.ts';
import { checkDefinition } from '../check/definition.ts';
import type { ChannelLimits, CheckWorld } from '../check/world.ts';
import { readDefinition } from '../definition/read-definition.ts';
import type { FlowTools } from '../tools.ts';
import { requireFlow } from './get-flow.ts';
import { listChannelTypes, listPublished } from './store.ts';

/** Everything that keeps the draft from being published, and what else somebody should look at. */
export async function checkFlow(scope: Scope, tools: FlowTools, id: string): Promise<{ faults: FlowFault[] }> {
  requirePermission(scope, 'flows.read');
  const row = await requireFlow(scope, id);
  return { faults: await faultsOf(scope, tools, { name: row.name, definition: readDefinition(row.draft) }) };
}

export async function faultsOf(scope: Scope, tools: FlowTools, flow: { name: string; definition: FlowDefinition }): Promise<FlowFault[]> {
  return checkDefinition(flow.definition, await worldFor(scope, tools, flow.name));
}

async function worldFor({ db, organization }: Scope, tools: FlowTools, name: string): Promise<CheckWorld> {
  const [published, types, templates] = await Promise.all([
    listPublished(db, organization.id),
    listChannelTypes(db, organization.id),
    openTemplates(),
  ]);
  const { providers, steps, intents } = tools.parts();
  return {
    name,
    published: new Map(published.map((row) => [row.name, readDefinition(row.definition)])),
    steps,
    intents: new Set(intents.map((intent) => intent.name)),
    words: [
      ...guardWords.map(([guard, words]) => ({ owner: `the guard "${guard}"`, words })),
      ...intents.map((intent) => ({ owner: `the intent "${intent.name}"`, words: keywordsOf(intent) })),
    ],
    variable(wanted) {
      const declared = providers.flatMap(({ variables }) => variables).find((one) => one.name === wanted);
      if (declared) return { always: declared.always === true };
      const open = providers.some((one) => one.open && wanted.startsWith(one.open.prefix) && wanted.length > one.open.prefix.length);
      return open ? { always: false } : null;
    },
    templates,
    channels: types.flatMap((type) => limitsOf(tools, type)),
  };
}

function limitsOf({ adapters }: FlowTools, type: string): ChannelLimits[] {
  const abilities = adapters.get(type)?.abilities;
  if (!abilities) return [];
  return [{ name: type, textLength: abilities.textLength, titleLength: (abilities.list ?? abilities.buttons)?.titleLength ?? null }];
}
