import type { FlowTrial, TrialOutcome } from '#contract/flow-trial.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { openTemplates, StoredWords } from '#templates/index.ts';
import { variablesOf } from '../definition/texts.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import { textPrefix, wordsFor } from '../texts/text-variables.ts';
import type { FlowTools } from '../tools.ts';
import { bookOf } from '../turn/book.ts';
import { nest } from '../variables/values.ts';
import { readOwnZone } from '../variables/zone-store.ts';
import { examplesOf } from './examples.ts';
import { type Played, playTrial } from './trial.ts';

/**
 * Plays a definition as it was handed in, from its beginning through everything the one who tries it said. A dry run: steps of modules are
 * named and not done, waits pass at a word, nothing is written. No contact wrote any of it, so the safety gate has nothing to read.
 */
export async function tryFlow(scope: Scope, tools: FlowTools, id: string, trial: FlowTrial): Promise<TrialOutcome> {
  requirePermission(scope, 'flows.read');
  const { name } = await requireFlow(scope, id);
  return (await play(scope, tools, { id, name, trial })).outcome;
}

interface Play {
  readonly id: string;
  readonly name: string;
  readonly trial: FlowTrial;
  /** Now, where the organization is, unless said. */
  readonly at?: Date;
  readonly zone?: string;
}

/** As `tryFlow`, for whoever was found to be allowed to; with the questions that the inputs were answers to. */
export async function play(
  scope: Scope,
  tools: FlowTools,
  { id, name, trial, at = scope.clock.now(), zone: given }: Play,
): Promise<{ outcome: TrialOutcome; asked: Played['asked']; zone: string }> {
  const [templates, published, zone] = await Promise.all([
    openTemplates(),
    tools.books.published(scope.organization.id),
    given ?? readOwnZone(scope.db, scope.organization.id),
  ]);
  const { definition } = trial;
  const own = { name, version: 'draft', flowId: id, definition, uses: variablesOf(definition, templates), zoned: false };
  const examples = await trialValues(scope, tools, { now: at, zone, language: trial.language ?? trial.definition.languages[0] ?? 'en' });
  const language = trial.language ?? definition.languages[0] ?? 'en';
  const inner = published.filter((flow) => flow.name !== name);
  const uses = [...new Set([own, ...inner.filter((flow) => names(definition, flow.name))].flatMap((flow) => flow.uses))];
  const values: Record<string, unknown> = { ...examples, 'contact.language': language, ...trial.values };
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const played = playTrial({
    book: bookOf([...inner, own], []),
    flow: own,
    trial,
    steps: tools.parts().steps,
    clock: scope.clock,
    at,
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
  const used = Object.fromEntries(
    uses.map((one) => [one, values[one] instanceof StoredWords ? String(values[one]) : (values[one] ?? null)]),
  );
  return { outcome: { ...played.outcome, values: used }, asked: played.asked, zone };
}

function names(definition: FlowTrial['definition'], flow: string): boolean {
  return Object.values(definition.nodes).some((node) => node.kind === 'flow' && node.flow === flow);
}

/** The examples, and stored texts in the language of the trial, with the examples in their gaps. */
async function trialValues(
  scope: Scope,
  tools: FlowTools,
  { now, zone, language }: { now: Date; zone: string; language: string },
): Promise<Record<string, unknown>> {
  const examples = await examplesOf(scope, tools, { now, zone });
  const [templates, texts] = await Promise.all([openTemplates(), tools.books.texts(scope.organization.id)]);
  const plain = nest(Object.entries(examples).filter(([name]) => !name.startsWith(textPrefix)));
  const said = [...texts].map(([name, content]) => [
    `${textPrefix}${name}`,
    new StoredWords(templates.render(wordsFor(content, 'whatsapp', [language]), plain).text),
  ]);
  return { ...examples, ...Object.fromEntries(said) };
}
