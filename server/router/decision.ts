import type { OutboundContent } from '#contract/messages.ts';
import type { Change } from '#contract/realtime.ts';
import { toColumns } from '#core/messages/content.ts';
import type { Effect, Routing } from '#core/turn.ts';
import type { TurnState, TurnStateWords } from '#core/turns/state.ts';
import type { ClaimedWork } from '#core/work.ts';
import type { Ids } from '#platform/ids.ts';
import type { BufferedTurn } from './buffered-turn.ts';
import type { Decision, Reply } from './commit-store.ts';
import { changesOfEffects, rowsOfEffects } from './effects/index.ts';

interface Facts {
  readonly work: ClaimedWork;
  readonly outcome: string;
  readonly tookMs: number;
  sendsAtOnce(first: OutboundContent): boolean;
}

/** What a turn decided, as rows to commit. Evidence is sealed: it may hold the contact's words. */
export function decisionOf(turn: BufferedTurn, { work, outcome, tookMs, sendsAtOnce }: Facts): Decision {
  const { effects, trace } = turn;
  const said = effects.flatMap((effect) => (effect.kind === 'reply' ? [effect.content] : []));
  const last = <K extends Effect['kind']>(kind: K) =>
    effects.findLast((effect) => effect.kind === kind) as Extract<Effect, { kind: K }> | undefined;
  const { state, words } = stateOf(
    turn,
    effects.some((effect) => effect.kind === 'hand_over'),
  );
  const evidence = [...trace.flatMap((entry, index) => (entry.evidence ? [{ index, ...entry.evidence }] : [])), ...words];
  const consent = effects.findLast((effect) => effect.kind === 'opt_out' || effect.kind === 'opt_in');
  const handOver = last('hand_over');
  return {
    turn_id: turn.id,
    lease: work.lease,
    contact_id: work.contact.id,
    conversation_id: work.conversation.id,
    first_position: work.messages[0]?.position ?? (work.done ?? 0) + 1,
    last_position: work.messages.at(-1)?.position ?? work.done ?? 0,
    outcome,
    trace: trace.map(({ evidence: _evidence, ...structure }, index) => {
      const atMs = turn.times[index] ?? 0;
      return atMs > 0 ? { ...structure, atMs } : structure;
    }),
    state,
    sealed_evidence:
      evidence.length > 0 ? turn.key.seal({ table: 'turns', column: 'sealed_evidence', row: turn.id }, JSON.stringify(evidence)) : null,
    took_ms: tookMs,
    replies: said.map((content, n) => toReply(turn.ids, n, content)),
    at_once: said[0] !== undefined && sendsAtOnce(said[0]),
    language: last('set_language')?.language ?? null,
    routing: (last('set_routing')?.routing as Routing | undefined) ?? null,
    handler: handOver ? 'people' : null,
    handler_was: work.conversation.handler,
    handler_reason: handOver?.reason ?? null,
    opted_out: consent ? consent.kind === 'opt_out' : null,
    silenced: effects.some((effect) => effect.kind === 'opt_out'),
    rows: rowsOfEffects(effects, { ids: turn.ids, lease: work.lease, handler: work.conversation.handler }),
  };
}

/** Beside the evidence of the trace's lines: what had been offered, and what a flow remembered. */
const stateIndex = -1;

/** What the turn began with, for deciding it again. What may hold words goes with the evidence: sealed, and for its time. */
function stateOf({ begun }: BufferedTurn, handedOver: boolean): { state: TurnState; words: (TurnStateWords & { index: number })[] } {
  const { handler, optedOut, routing } = begun.conversation;
  const { offered, lock, ...rest } = routing;
  const hasWords = offered !== undefined || lock !== undefined;
  const state = {
    handler,
    optedOut,
    language: begun.contact.language,
    routing: rest,
    handedOver,
    ...(hasWords ? { words: true as const } : {}),
  };
  return { state, words: hasWords ? [{ index: stateIndex, offered, lock }] : [] };
}

function toReply(ids: Ids, n: number, content: OutboundContent): Reply {
  return { id: ids.next(), n, ...toColumns(content) };
}

/** What pages are told of a committed turn. */
export function changesOfDecision(decision: Decision): Change[] {
  const where = { conversationId: decision.conversation_id, contactId: decision.contact_id };
  const told = changesOfEffects(decision.rows, where);
  const changed = decision.handler !== null || decision.opted_out !== null;
  return [
    { kind: 'turn.created', ...where, turnId: decision.turn_id },
    ...decision.replies.map((reply) => ({ kind: 'message.created' as const, ...where, messageId: reply.id })),
    ...told,
    ...(changed && !told.some(({ kind }) => kind === 'conversation.changed') ? [{ kind: 'conversation.changed' as const, ...where }] : []),
    ...(decision.language === null ? [] : [{ kind: 'contact.changed' as const, contactId: decision.contact_id }]),
  ];
}
