import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowAudience, FlowDefinition } from '#contract/flows.ts';
import { keywordsOf } from '#core/dialogue/intent.ts';
import type { FlowOffers } from '#core/feature.ts';
import type { VariableDeclaration, VariableProvider } from '#core/variables.ts';
import { type FileRow, findFiles } from '#platform/files/file-store.ts';
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
  return checkDefinition(flow.definition, await worldFor(scope, tools, flow));
}

async function worldFor(
  scope: Scope,
  tools: FlowTools,
  { name, definition }: { name: string; definition: FlowDefinition },
): Promise<CheckWorld> {
  const { db, organization } = scope;
  const { providers, steps, intents, events, audiences } = tools.parts();
  const [published, types, templates, missing, known, files] = await Promise.all([
    listPublished(db, organization.id),
    listChannelTypes(db, organization.id),
    openTemplates(),
    missingGroups(scope, audiences, definition),
    listComplete(scope, providers),
    uploadsOf(scope, definition),
  ]);
  return {
    name,
    published: new Map(published.map((row) => [row.name, readDefinition(row.definition)])),
    steps,
    intents: new Set(intents.map((intent) => intent.name)),
    words: [
      ...guardWords.map(([guard, words]) => ({ owner: `the guard "${guard}"`, words })),
      ...intents.map((intent) => ({ owner: `the intent "${intent.name}"`, words: keywordsOf(intent) })),
    ],
    variable: (wanted) => declarationOf(providers, wanted, known),
    templates,
    channels: types.flatMap((type) => limitsOf(tools, type)),
    events: new Set(events.keys()),
    audiences: new Set(audiences.keys()),
    isThere: (who) => !missing.has(groupKey(who)),
    files,
  };
}

/** Whether anybody provides a variable. `known`: all there are of those providers that can list them. */
export function declarationOf(
  providers: readonly VariableProvider[],
  wanted: string,
  known: ReadonlyMap<string, VariableDeclaration> = new Map(),
): { always: boolean } | null {
  const declared = known.get(wanted) ?? providers.flatMap(({ variables }) => variables).find((one) => one.name === wanted);
  if (declared) return { always: declared.always === true };
  const open = providers.some(
    ({ open: one }) => one && !one.complete && wanted.startsWith(one.prefix) && wanted.length > one.prefix.length,
  );
  return open ? { always: false } : null;
}

async function listComplete(
  { db, organization }: Scope,
  providers: readonly VariableProvider[],
): Promise<ReadonlyMap<string, VariableDeclaration>> {
  const listed = await Promise.all(providers.map(async ({ open }) => (open?.complete ? open.list({ db, organization }) : [])));
  return new Map(listed.flat().map((one) => [one.name, one]));
}

async function uploadsOf({ db }: Scope, definition: FlowDefinition): Promise<ReadonlyMap<string, FileRow>> {
  const ids = Object.values(definition.nodes).flatMap((node) => (node.kind === 'say' && node.media?.file ? [node.media.file] : []));
  const found = ids.length === 0 ? [] : await findFiles(db, [...new Set(ids)]);
  return new Map(found.flatMap((file) => (file.conversationId === null ? [[file.id, file] as const] : [])));
}

const groupKey = ({ kind, value }: FlowAudience) => `${kind} ${value}`;

/** The groups that triggers name and that there are none of. */
async function missingGroups(scope: Scope, audiences: FlowOffers['audiences'], { triggers }: FlowDefinition): Promise<ReadonlySet<string>> {
  const named = triggers.flatMap((trigger): FlowAudience[] =>
    trigger.kind === 'schedule' ? [trigger.who] : trigger.kind === 'tag_added' ? [{ kind: 'tag', value: trigger.tag }] : [],
  );
  const found = await Promise.all(named.map(async (who) => (await audiences.get(who.kind)?.knows(scope, who.value)) === true));
  return new Set(named.filter((_, index) => !found[index]).map(groupKey));
}

function limitsOf({ adapters }: FlowTools, type: string): ChannelLimits[] {
  const abilities = adapters.get(type)?.abilities;
  if (!abilities) return [];
  return [
    {
      name: type,
      textLength: abilities.textLength,
      titleLength: (abilities.list ?? abilities.buttons)?.titleLength ?? null,
      windowHours: abilities.windowHours,
      files: abilities.files,
    },
  ];
}
