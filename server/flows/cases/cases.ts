import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { CaseContent, CaseCreation, CaseResult, FlowCase } from '#contract/flow-cases.ts';
import type { TrialInput } from '#contract/flow-trial.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { unlessTaken } from '#platform/db/unless-taken.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { requireFlow } from '../drafts/get-flow.ts';
import type { FlowTools } from '../tools.ts';
import { play } from '../trial/try-flow.ts';
import { type CaseRow, deleteCase, findCase, insertCase, listCaseRows, updateCase } from './case-store.ts';
import { inputsOfRun } from './of-run.ts';
import { standIn } from './stand-in.ts';
import { tell } from './told.ts';

/** All of a flow's are played before it is published. */
const casesMax = 50;

type Setting = Pick<CaseContent, 'language' | 'at' | 'zone' | 'values' | 'exits'>;

export async function listCases(scope: Scope, flowId: string): Promise<{ items: FlowCase[] }> {
  requirePermission(scope, 'flows.read');
  await requireFlow(scope, flowId);
  const rows = await listCaseRows(scope.db, scope.organization.id, flowId);
  return { items: rows.map(toCase) };
}

/** Keeps a talk as it goes with the draft today; a case that was exported as it is. */
export async function keepCase(
  scope: Scope,
  tools: FlowTools,
  flowId: string,
  { name, test, run, content }: CaseCreation,
): Promise<{ case: FlowCase; replaced: string[] }> {
  requirePermission(scope, 'flows.change');
  if ([test, run, content].filter((one) => one !== undefined).length !== 1)
    throw badField('test', 'must be given, or run, or content: one of them');
  const flow = await requireFlow(scope, flowId);
  const definition = readDefinition(flow.draft);
  const about = { id: flowId, name: flow.name, definition };
  const given = test ?? (run === undefined ? null : await inputsOfRun(scope, definition, { flowId, flow: flow.name, run }));
  const made = given
    ? await makeContent(scope, tools, about, given)
    : { content: await checkContent(scope, tools, about, content as CaseContent), replaced: [] };
  const id = scope.ids.next();
  const rows = await listCaseRows(scope.db, scope.organization.id, flowId);
  if (rows.length >= casesMax)
    throw new Refusal('flows.too_many_cases', `A flow may have ${casesMax} tests. Delete one that says the same as another.`, {
      status: 409,
    });
  await unlessTaken(taken, () =>
    insertCase(scope.db, {
      organization_id: scope.organization.id,
      id,
      flow_id: flowId,
      name,
      content: made.content,
      now: scope.clock.now(),
    }),
  );
  return { case: toCase(await requireCase(scope, id)), replaced: made.replaced };
}

const taken = { code: 'flows.case_name_taken', field: 'name', message: 'This flow has a test of this name.' };

interface About {
  readonly id: string;
  readonly name: string;
  readonly definition: FlowDefinition;
}

interface Given {
  readonly language?: string | undefined;
  readonly inputs: readonly TrialInput[];
  readonly exits?: Record<string, string> | undefined;
  readonly values?: CaseContent['values'] | undefined;
  /** The way it went, where that is known: the case must go it too. */
  readonly way?: readonly string[];
  /** Answers in whose place made-up ones stand already. */
  readonly replaced?: readonly string[];
}

/** Made-up answers stand in the place of those that are nobody's to keep. Where it then goes another way, nothing is kept. */
async function makeContent(
  scope: Scope,
  tools: FlowTools,
  about: About,
  given: Given,
): Promise<{ content: CaseContent; replaced: string[] }> {
  const language = given.language ?? about.definition.languages[0] ?? 'en';
  const at = scope.clock.now().toISOString();
  const first = await replay(scope, tools, about, {
    setting: { language, at, exits: given.exits ?? {}, values: given.values ?? {} },
    inputs: given.inputs,
  });
  const replaced = new Set(given.replaced);
  const inputs = given.inputs.map((input, index) => {
    const question = first.asked[index];
    if (!question?.sensitive || input.kind === 'pass' || input.kind === 'event') return input;
    const instead = standIn(question.answer);
    if (instead === null || isDeepStrictEqual(instead, input)) return input;
    replaced.add(question.save);
    return instead;
  });
  const values: CaseContent['values'] = Object.fromEntries(
    // Stored texts are the organization's own words: a case is to notice when they change.
    Object.entries(first.outcome.values).flatMap(([key, value]) => (isPlain(value) && !key.startsWith('text.') ? [[key, value]] : [])),
  );
  const setting: Setting = { language, at, zone: first.zone, values, exits: given.exits ?? {} };
  const second = await replay(scope, tools, about, { setting, inputs });
  const way = given.way ?? wayOf(first.outcome.path);
  if (!isDeepStrictEqual(wayOf(second.outcome.path), way))
    throw new Refusal('flows.case_not_kept', notKept(replaced), { status: 409, details: { answers: [...replaced] } });
  return { content: { ...setting, ...tell(second.outcome, inputs) }, replaced: [...replaced] };
}

const wayOf = (path: readonly { flow: string; node: string; exit: string }[]) =>
  path.map(({ flow, node, exit }) => `${flow}/${node}/${exit}`);

function notKept(replaced: ReadonlySet<string>): string {
  return replaced.size > 0
    ? `It goes another way without answers that are not kept (${[...replaced].join(', ')}). Play it in Test with answers that nobody gave, at questions that are not sensitive.`
    : 'It cannot be played again: the draft goes another way by now, or it went by what is known of the contact. Play it in Test instead.';
}

const isPlain = (value: unknown): value is CaseContent['values'][string] =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** What came from outside holds no answer to a sensitive question but a made-up one. */
async function checkContent(scope: Scope, tools: FlowTools, about: About, content: CaseContent): Promise<CaseContent> {
  const inputs = inputsIn(content);
  const { asked } = await replay(scope, tools, about, { setting: content, inputs });
  for (const [index, input] of inputs.entries()) {
    const question = asked[index];
    const plain = input.kind === 'text' || input.kind === 'tap';
    if (question?.sensitive && plain && !isDeepStrictEqual(standIn(question.answer), input))
      throw new Refusal('flows.case_not_kept', `It holds an answer to “${question.save}”, which is sensitive.`, {
        status: 409,
        details: { answers: [question.save] },
      });
  }
  return content;
}

const inputsIn = ({ talk }: Pick<CaseContent, 'talk'>): TrialInput[] => talk.flatMap((line) => ('comes' in line ? [line.comes] : []));

async function replay(
  scope: Scope,
  tools: FlowTools,
  { id, name, definition }: About,
  { setting, inputs }: { setting: Omit<Setting, 'zone'> & { zone?: string }; inputs: readonly TrialInput[] },
) {
  const { language, at, zone, values, exits } = setting;
  const trial = { definition, language, inputs: [...inputs], values, exits };
  return play(scope, tools, { id, name, trial, at: new Date(at), ...(zone === undefined ? {} : { zone }) });
}

/** Plays every case of a flow against a definition, one after the other; between them others have their turn. */
export async function playCases(
  scope: Scope,
  tools: FlowTools,
  { id, definition }: { id: string; definition?: FlowDefinition | undefined },
): Promise<CaseResult[]> {
  requirePermission(scope, 'flows.read');
  const flow = await requireFlow(scope, id);
  const about = { id, name: flow.name, definition: definition ?? readDefinition(flow.draft) };
  const results: CaseResult[] = [];
  for (const row of await listCaseRows(scope.db, scope.organization.id, id)) {
    results.push(await playCase(scope, tools, about, row));
    await setImmediate();
  }
  return results;
}

async function playCase(scope: Scope, tools: FlowTools, about: About, row: CaseRow): Promise<CaseResult> {
  const content = row.content as unknown as CaseContent;
  const inputs = inputsIn(content);
  const { outcome } = await replay(scope, tools, about, { setting: content, inputs });
  const expected = { talk: content.talk, ends: content.ends };
  const seen = tell(outcome, inputs);
  return { id: row.id, name: row.name, passed: isDeepStrictEqual(seen, expected), expected, seen };
}

/** "This is right now": what comes of it with the draft of today is what shall come of it. */
export async function acceptCase(scope: Scope, tools: FlowTools, id: string): Promise<FlowCase> {
  requirePermission(scope, 'flows.change');
  const row = await requireCase(scope, id);
  const flow = await requireFlow(scope, row.flow_id);
  const about = { id: flow.id, name: flow.name, definition: readDefinition(flow.draft) };
  const before = row.content as unknown as CaseContent;
  const inputs = inputsIn(before);
  await checkContent(scope, tools, about, before);
  const { outcome } = await replay(scope, tools, about, { setting: before, inputs });
  await updateCase(scope.db, id, { content: { ...before, ...tell(outcome, inputs) }, now: scope.clock.now() });
  return toCase(await requireCase(scope, id));
}

export async function removeCase(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'flows.change');
  await requireCase(scope, id);
  await deleteCase(scope.db, id);
}

async function requireCase({ db }: Pick<Scope, 'db'>, id: string): Promise<CaseRow> {
  const row = await findCase(db, id);
  if (!row) throw notFound('case');
  return row;
}

function toCase({ id, name, content, created_at, changed_at }: CaseRow): FlowCase {
  return { id, name, ...(content as unknown as CaseContent), createdAt: created_at.toISOString(), changedAt: changed_at.toISOString() };
}
