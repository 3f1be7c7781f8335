import type { FlowTrial, TrialOutcome } from '#contract/flow-trial.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { openTemplates } from '#templates/index.ts';
import { variablesOf } from '../definition/texts.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import { wallClock } from '../engine/index.ts';
import type { FlowTools } from '../tools.ts';
import { bookOf } from '../turn/book.ts';
import { nowVariables } from '../variables/own-variables.ts';
import { nest } from '../variables/values.ts';
import { readOwnZone } from '../variables/zone-store.ts';
import { playTrial } from './trial.ts';

/**
 * Plays a definition as it was handed in, from its beginning through everything the one who tries it said. A dry run: steps of modules are
 * named and not done, waits pass at a word, nothing is written. No contact wrote any of it, so the safety gate has nothing to read.
 */
export async function tryFlow(scope: Scope, tools: FlowTools, id: string, trial: FlowTrial): Promise<TrialOutcome> {
  requirePermission(scope, 'flows.read');
  const { name } = await requireFlow(scope, id);
  const [templates, published, zone] = await Promise.all([
    openTemplates(),
    tools.books.published(scope.organization.id),
    readOwnZone(scope.db, scope.organization.id),
  ]);
  const { definition } = trial;
  const own = { name, version: 'draft', flowId: id, definition, uses: variablesOf(definition, templates), zoned: false };
  const language = trial.language ?? definition.languages[0] ?? 'en';
  const inner = published.filter((flow) => flow.name !== name);
  const uses = [...new Set([own, ...inner.filter((flow) => names(definition, flow.name))].flatMap((flow) => flow.uses))];
  const values: Record<string, unknown> = { ...examplesOf(tools, scope.clock.now(), zone), 'contact.language': language, ...trial.values };
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const played = playTrial({
    book: bookOf([...inner, own], []),
    flow: own,
    trial,
    steps: tools.parts().steps,
    clock: scope.clock,
    facts: {
      zone,
      runId: 'trial',
      languages: [language, ...definition.languages],
      // As WhatsApp has them: the most that a message can offer anywhere.
      choicesMax: 10,
      asksLocation: true,
      values: nest(Object.entries(known)),
      render: templates.render,
      sentence: (key, given) => tools.say(key, [language, definition.languages[0]], given),
    },
  });
  return { ...played, values: Object.fromEntries(uses.map((one) => [one, values[one] ?? null])) };
}

function names(definition: FlowTrial['definition'], flow: string): boolean {
  return Object.values(definition.nodes).some((node) => node.kind === 'flow' && node.flow === flow);
}

/** Every variable as its provider shows it; the time is that of now, where the organization is. */
function examplesOf({ parts }: FlowTools, now: Date, zone: string): Record<string, unknown> {
  const declared = parts().providers.flatMap(({ variables }) => variables.map(({ name, example }) => [name, example] as const));
  const iso = wallClock(now, zone).toISOString();
  const times = [iso.slice(0, 10), iso.slice(11, 16), Number(iso.slice(11, 13)), wallClock(now, zone).getUTCDay() || 7];
  return { ...Object.fromEntries(declared), ...Object.fromEntries(nowVariables.variables.map(({ name }, index) => [name, times[index]])) };
}
