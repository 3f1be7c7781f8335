import type { TraceLine } from '#contract/conversations.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { visibleTurn } from '#core/turns/list-turns.ts';
import { mayReadEvidence, openEvidence, toTurn } from '#core/turns/to-turn.ts';
import { readCallsOfTurn } from '#models/index.ts';
import type { Scope } from '#platform/scope.ts';
import type { TurnDetail } from '../contract.ts';
import { stagesOf } from './stages.ts';
import { listMade, listTaken, type MadeRow, type TakenRow } from './store.ts';

type TurnRow = Awaited<ReturnType<typeof visibleTurn>>;
type Evidence = Readonly<Record<string, unknown>>;

/** Why a conversation was answered so: everything that is known of one decision, as far as the asker may see it. */
export async function getTurn(scope: Scope, id: string): Promise<TurnDetail> {
  const row = await visibleTurn(scope, id);
  const { db, organization } = scope;
  const around = { organizationId: organization.id, conversationId: row.conversation_id, turnId: id };
  const { channel_id } = await visibleConversation(scope, row.conversation_id, 'turn');
  const taken = await listTaken(db, around, { first: row.first_position, last: row.last_position });
  const made = await listMade(db, around);
  const calls = await readCallsOfTurn(scope, id);
  const readsWords = scope.actor.permissions.has('conversations.read');
  const turn = toTurn(scope, row);
  return {
    ...turn,
    trace: mayReadEvidence(scope) ? turn.trace : withLengths(turn.trace, openEvidence(scope, row)),
    channelId: channel_id,
    assistant: assistantOf(turn.trace),
    evidence: evidenceState(scope, row),
    stages: stagesOf(row, { taken, made }),
    took: taken.map((message) => toTaken(message, readsWords)),
    made: made.map((message) => toMade(message, readsWords)),
    prompt: promptOf(turn.trace),
    tools: toolsOf(turn.trace),
    model: calls.length > 0 ? toModel(calls) : null,
  };
}

function evidenceState(scope: Scope, row: TurnRow): TurnDetail['evidence'] {
  const opened = openEvidence(scope, row);
  const hasWords = [...opened.keys()].some((index) => index >= 0);
  if (hasWords) return mayReadEvidence(scope) ? 'shown' : 'not_permitted';
  // Evidence is taken away after 30 days; a day is left for the work that does it.
  const days = (scope.clock.now().getTime() - row.created_at.getTime()) / 86_400_000;
  return row.sealed_evidence === null && days > 29 ? 'expired' : 'none';
}

/** Who may not read the words learns how many there are. */
function withLengths(trace: readonly TraceLine[], evidence: ReadonlyMap<number, Evidence>): TurnDetail['trace'] {
  return trace.map((line, index) => {
    const found = evidence.get(index);
    return found ? { ...line, lengths: lengthsOf(found) } : { ...line };
  });
}

function lengthsOf(evidence: Evidence): Record<string, number> {
  const size = (value: unknown) =>
    typeof value === 'string' ? value.length : Array.isArray(value) ? value.length : Object.keys((value as object | null) ?? {}).length;
  return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, size(value)]));
}

function assistantOf(trace: readonly TraceLine[]): string | null {
  return trace.find(({ step, outcome }) => step === 'router.open' && outcome !== 'no_assistant')?.outcome ?? null;
}

function promptOf(trace: readonly TraceLine[]): TurnDetail['prompt'] {
  const asked = trace.find(({ step, evidence }) => step === 'assistant.model' && typeof evidence?.system === 'string')?.evidence;
  if (!asked) return null;
  const list = (value: unknown) => (Array.isArray(value) ? value : []);
  return { system: String(asked.system), messages: list(asked.messages), answers: list(asked.answers) };
}

/** A word that names an intent has a dot in it; all other outcomes are words of ours. */
function toolsOf(trace: readonly TraceLine[]): string[] {
  const named = trace.filter(({ step, outcome }) => step === 'router.command' || (step === 'assistant.model' && outcome.includes('.')));
  return [...new Set(named.map((line) => line.outcome))];
}

function toTaken({ id, kind, text, late, created_at }: TakenRow, readsWords: boolean): TurnDetail['took'][number] {
  return { id, kind, text: readsWords ? text : null, characters: text?.length ?? null, late, arrivedAt: created_at.toISOString() };
}

function toMade(row: MadeRow, readsWords: boolean): TurnDetail['made'][number] {
  return {
    id: row.id,
    kind: row.kind,
    text: readsWords ? row.text : null,
    characters: row.text?.length ?? null,
    status: row.status,
    trouble: row.trouble as TurnDetail['made'][number]['trouble'],
    sentAt: row.sent_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    readAt: row.read_at?.toISOString() ?? null,
  };
}

type Calls = Awaited<ReturnType<typeof readCallsOfTurn>>;

function toModel(calls: Calls): TurnDetail['model'] {
  const costs = new Map<string, number>();
  for (const { cost } of calls) if (cost) costs.set(cost.currency, (costs.get(cost.currency) ?? 0) + cost.amount);
  return {
    calls: calls.map(({ turnId: _turn, contactId: _contact, ...call }) => call),
    inputTokens: sumOf(calls.map((call) => call.inputTokens)),
    outputTokens: sumOf(calls.map((call) => call.outputTokens)),
    cost: calls.some((call) => call.cost === null) ? null : [...costs].map(([currency, amount]) => ({ amount, currency })),
  };
}

/** One that is not known makes the sum unknown. */
function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
