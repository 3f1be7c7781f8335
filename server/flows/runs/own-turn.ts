import { stopIsAsked } from '#core/dialogue/stop-question.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import { sleep } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import type { FlowTools } from '../tools.ts';
import type { Prepared } from '../turn/prepare.ts';
import { FlowsOfTurn } from '../turn/turn-flows.ts';

/** A message of this contact is being answered right now: asked again shortly, for at most two seconds. */
const tries = 10;
const pauseMs = 200;

interface Asked {
  readonly conversationId: string;
  /** A run that may wait for something else than the contact. */
  readonly run?: string;
  /** The contact may be told something by it: refused where nothing may be said. Asked in the turn, for until then anything may happen. */
  readonly speaks: boolean;
}

/** Does something with the flows of a conversation in a turn in which nobody wrote: alone with it, traced and committed like every other. */
export async function inOwnTurn<T>(
  scope: Scope,
  tools: FlowTools,
  { conversationId, run, speaks }: Asked,
  work: (turn: Turn, flows: FlowsOfTurn, prepared: Prepared) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let answer: { value: T } | null = null;
    const done = await tools.own(scope.organization.id, conversationId, async (turn) => {
      if (speaks) requireVoice(turn);
      const prepared = await tools.prepare(turn, run);
      if (!prepared) throw new Refusal('flows.not_published', 'This flow is not published.', { status: 409 });
      answer = { value: await work(turn, new FlowsOfTurn(prepared), prepared) };
      return 'flow';
    });
    if (done && answer !== null) return (answer as { value: T }).value;
    if (attempt === tries) {
      const message = 'A message of this contact is being answered right now. Ask again in a moment.';
      throw new Refusal('contacts.busy', message, { status: 409 });
    }
    await sleep(scope.clock, pauseMs, scope.signal);
  }
}

function requireVoice(turn: Turn): void {
  const quiet = silence(turn);
  if (stopIsAsked(turn.conversation.routing, turn.clock.now())) {
    const message =
      'This person said stop, and was asked whether all messages shall end. Ask again when they have answered, or in an hour.';
    throw new Refusal('flows.stop_asked', message, { status: 409 });
  }
  if (quiet === 'opted_out') throw new Refusal('flows.opted_out', 'This person asked for no more messages here.', { status: 409 });
  if (quiet === null) return;
  throw new Refusal('flows.with_people', 'People have this conversation. Give it back to the assistant first.', { status: 409 });
}
