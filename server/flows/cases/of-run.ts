import type { TrialInput } from '#contract/flow-trial.ts';
import type { FlowDefinition, NodeOf } from '#contract/flows.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listStepRows } from '../runs/run-store.ts';
import { stateOf, visibleRun } from '../runs/runs.ts';
import { ownWords, standIn } from './stand-in.ts';

type Step = Awaited<ReturnType<typeof listStepRows>>[number];

/** What a contact did in a run, as far as its way and its answers tell; hidden answers are not read. */
export async function inputsOfRun(
  scope: Scope,
  definition: FlowDefinition,
  { flowId, flow, run }: { flowId: string; flow: string; run: string },
): Promise<{ inputs: TrialInput[]; exits: Record<string, string>; way: string[]; replaced: string[] }> {
  requirePermission(scope, 'flow_runs.read');
  const row = await visibleRun(scope, run);
  if (row.flow_id !== flowId) throw notFound('run');
  const steps = await listStepRows(scope.db, scope.organization.id, run);
  if (steps.some((step) => step.flow !== flow))
    throw new Refusal('flows.case_not_kept', 'It ran another flow inside. Play it in Test instead.', {
      status: 409,
      details: { answers: [] },
    });
  const frame = stateOf(scope, row).frames[0];
  const answers = Object.fromEntries(Object.entries(frame?.answers ?? {}).filter(([name]) => !frame?.hidden.includes(name)));
  return {
    inputs: steps.flatMap((step) => inputAt(step, definition, answers)),
    exits: Object.fromEntries(steps.flatMap(({ kind, node, exit }) => (kind === 'call' ? [[node, exit]] : []))),
    replaced: steps.flatMap((step) => replacedAt(step, definition)),
    way: steps.map(({ node, exit }) => `${flow}/${node}/${exit}`),
  };
}

function inputAt({ node: name, exit }: Step, definition: FlowDefinition, answers: Readonly<Record<string, unknown>>): TrialInput[] {
  const node = definition.nodes[name];
  if (node?.kind === 'wait') return [node.event !== undefined && exit === 'next' ? { kind: 'event' } : { kind: 'pass' }];
  if (node?.kind !== 'ask') return [];
  if (exit === 'silence') return [{ kind: 'pass' }];
  if (exit === 'skipped') return [{ kind: 'text', text: 'skip' }];
  return exit === 'answered' ? [answered(node, answers[node.save])] : [];
}

/** What they wrote in their own words is theirs, marked as sensitive or not. */
const isTheirs = ({ sensitive, answer }: NodeOf<'ask'>) => sensitive === true || ownWords.has(answer.type);

function replacedAt({ node: name, exit }: Step, definition: FlowDefinition): string[] {
  const node = definition.nodes[name];
  return node?.kind === 'ask' && exit === 'answered' && isTheirs(node) ? [node.save] : [];
}

function answered(node: NodeOf<'ask'>, value: unknown): TrialInput {
  const { answer } = node;
  const instead = isTheirs(node) ? standIn(answer) : null;
  if (instead) return instead;
  if (answer.type === 'image' || answer.type === 'voice' || answer.type === 'file' || answer.type === 'location')
    return { kind: answer.type };
  if (answer.type === 'yes_no') return { kind: 'text', text: value === true ? 'yes' : 'no' };
  if (answer.type === 'choice' || answer.type === 'choices') {
    // By its place in the list, which is the same in every language.
    const chosen = [value].flat().map((one) => answer.choices.findIndex((choice) => choice.value === one) + 1);
    return { kind: 'text', text: chosen.join(', ') };
  }
  return { kind: 'text', text: String(value ?? '-').slice(0, 4096) || '-' };
}
