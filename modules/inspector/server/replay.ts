import { isDeepStrictEqual } from 'node:util';
import { visibleContact } from '#core/contacts/get-contact.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import type { AssistantSettings, TurnMessage } from '#core/turn.ts';
import { visibleTurn } from '#core/turns/list-turns.ts';
import type { TurnState, TurnStateWords } from '#core/turns/state.ts';
import { openEvidence, toTurn } from '#core/turns/to-turn.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badFields } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { channelFacts } from '#router/index.ts';
import type { Decided, Replay, ReplayRequest } from '../contract.ts';
import { listMade, listPast, listTaken, type MadeRow, type TakenRow } from './store.ts';
import { toDecided } from './to-decided.ts';
import type { InspectorTools } from './tools.ts';

/** As many as an assistant that reads what was said before asks for. */
const pastMax = 12;

/**
 * Decides once more over what a turn decided over, as things stood then and with today's configuration. Nothing is sent and nothing
 * written; what a model that is asked costs counts.
 */
export async function replayTurn(scope: Scope, tools: InspectorTools, { id, ...request }: ReplayRequest & { id: string }): Promise<Replay> {
  requirePermission(scope, 'turns.replay');
  requirePermission(scope, 'conversations.read');
  if (request.assistant) requirePermission(scope, 'assistants.try');
  const row = await visibleTurn(scope, id);
  const conversation = await visibleConversation(scope, row.conversation_id, 'turn');
  const channel = await tools.channels.channel(scope.organization.id, conversation.channel_id);
  if (!channel) throw notFound('channel');
  const around = { organizationId: scope.organization.id, conversationId: row.conversation_id, turnId: id };
  const taken = await listTaken(scope.db, around, { first: row.first_position, last: row.last_position });
  if (taken.length === 0) throw new Refusal('inspector.nothing_kept', 'What was written then is not kept any more.', { status: 409 });
  const contact = await visibleContact(scope, row.contact_id, 'turn');
  const { state, notKept } = stateThen(scope, row, contact.language);
  if (taken.length < row.last_position - row.first_position + 1)
    notKept.push({ what: 'messages', reason: 'Some of what was written then is not kept any more; the rest is decided over.' });
  const facts = channelFacts(channel, tools.channels.adapters.get(channel.type)?.abilities);
  const rehearsed = await tools.rehearse(scope, {
    facts: {
      id,
      contact: { id: contact.id, name: contact.name ?? contact.profile_name, language: state.language },
      conversation: { id: row.conversation_id, handler: state.handler, optedOut: state.optedOut, routing: state.routing },
      messages: taken.map(toTurnMessage),
      channel: { ...facts, assistant: checked(tools, request.assistant) ?? facts.assistant },
    },
    past: await listPast(scope.db, around, { first: row.first_position, most: pastMax }),
    askModel: request.askModel,
  });
  const before = decidedThen(scope, row, { state, made: await listMade(scope.db, around) });
  const now = toDecided(scope, rehearsed);
  return { turnId: id, before, now, differences: differencesOf(before, now), notKept, model: rehearsed.model };
}

/** The settings, if they are good; they are tried as they are, and stay nowhere. */
export function checked(tools: InspectorTools, given: ReplayRequest['assistant']): AssistantSettings | null {
  if (given === undefined) return null;
  const faults = tools.channels.checkAssistant(given);
  if (faults.length > 0) throw badFields(faults);
  return given;
}

type TurnRow = Awaited<ReturnType<typeof visibleTurn>>;
type Then = Omit<TurnState, 'routing'> & { readonly routing: TurnState['routing'] & TurnStateWords };

const nothingKept = 'It was decided before this was kept: as for somebody whom nobody had answered, in the language of today.';
const wordsGone = 'The words are kept for 30 days: a number that was typed then means nothing now.';

function stateThen(scope: Scope, row: TurnRow, language: string | null): { state: Then; notKept: { what: string; reason: string }[] } {
  const kept = row.state as TurnState | null;
  if (!kept) {
    const state = { handler: 'assistant' as const, optedOut: false, language, routing: {}, handedOver: false };
    return { state, notKept: [{ what: 'state', reason: nothingKept }] };
  }
  const words = openEvidence(scope, row).get(-1) as TurnStateWords | undefined;
  const { offered, lock } = words ?? {};
  const routing = { ...kept.routing, ...(offered ? { offered } : {}), ...(lock ? { lock } : {}) };
  return { state: { ...kept, routing }, notKept: kept.words && !words ? [{ what: 'offered choices', reason: wordsGone }] : [] };
}

/** As the router had it: what was spoken had become text by then. */
function toTurnMessage({ id, position, kind, text, content, late, written_at, created_at }: TakenRow): TurnMessage {
  const spoken = typeof content?.transcript === 'string' ? content.transcript : null;
  return { id, position, kind: kind as TurnMessage['kind'], text: text ?? spoken, content, at: written_at ?? created_at, late };
}

function decidedThen(scope: Scope, row: TurnRow, { state, made }: { state: Then; made: readonly MadeRow[] }): Decided {
  const { outcome, trace } = toTurn(scope, row);
  const replies = made.map(({ kind, text, content }) => ({ kind, text, content }));
  return { outcome, handler: state.handedOver ? 'people' : state.handler, replies, trace };
}

function differencesOf(before: Decided, now: Decided): Replay['differences'] {
  const steps = ({ trace }: Decided) => trace.map(({ step, outcome }) => [step, outcome]);
  const compared = [
    ['outcome', before.outcome, now.outcome],
    ['handler', before.handler, now.handler],
    ['replies', before.replies, now.replies],
    ['steps', steps(before), steps(now)],
  ] as const;
  return compared.flatMap(([what, one, other]) => (isDeepStrictEqual(plain(one), plain(other)) ? [] : [what]));
}

/** As JSON has it: what is left out and what is undefined are the same. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
