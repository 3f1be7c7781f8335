import { restSecondsFor } from '#assistants/index.ts';
import { choiceOf } from '#core/dialogue/choices.ts';
import { remember, silence } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import { later } from '#platform/clock.ts';
import { wantsCare } from '#safety/index.ts';
import type { Brain } from './brain.ts';
import { commandOf } from './command.ts';
import type { Ruling } from './guards/define.ts';
import { guards } from './guards/index.ts';

/**
 * Whoever asks a model again and again gets an answer every few seconds, to all they wrote meanwhile: nothing is dropped, and nothing but
 * the assistant waits; nor does it where the safety gate has found something or watches. Returns when it will answer again; null: now, or
 * it is not the assistant's turn. Before a file is listened to.
 */
export function restsUntil(turn: Turn, brain: Brain): Date | null {
  const { answeredAt, lock } = turn.conversation.routing;
  if (answeredAt === undefined || lock || silence(turn) !== null) return null;
  const now = turn.clock.now();
  const until = restEnd(turn, brain, answeredAt);
  if (!(until > now)) return null;
  const others =
    wantsCare(turn, brain.gate) ||
    guards.some((guard) => acts(turn, guard.check(turn, brain))) ||
    turn.messages.some((message) => choiceOf(turn, message) !== null || commandOf(turn, message, brain.intents) !== null);
  return others || turn.messages.every((message) => message.kind === 'system') ? null : until;
}

/** Some guards only note that they found nothing. */
function acts(turn: Turn, ruling: Ruling | null): boolean {
  return ruling !== null && (ruling.effects.length > 0 || ruling.rest.length < turn.messages.length);
}

function restEnd(turn: Turn, brain: Brain, answeredAt: string): Date {
  // A clock that was set back must not make it rest for longer.
  const given = Math.min(Date.parse(answeredAt), turn.clock.now().getTime());
  return later(new Date(given), restSecondsFor(brain.assistants, turn.channel.assistant));
}

/** Says in the trace that what was written had to wait. */
export function tellRest(turn: Turn, brain: Brain): void {
  const { answeredAt } = turn.conversation.routing;
  const first = turn.messages[0];
  if (answeredAt === undefined || !first || first.at < new Date(answeredAt) || first.at >= restEnd(turn, brain, answeredAt)) return;
  const reason = 'The assistant had just answered: what was written in the seconds after is answered together.';
  turn.note({ step: 'router.rest', outcome: 'waited', reason, numbers: { messages: turn.messages.length } });
}

/** The assistant has answered: it rests from now on, where it rests at all. */
export function beginRest(turn: Turn, brain: Brain): void {
  if (restSecondsFor(brain.assistants, turn.channel.assistant) > 0) remember(turn, { answeredAt: turn.clock.now().toISOString() });
}
