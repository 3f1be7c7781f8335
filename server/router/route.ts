import { settingsFor } from '#assistants/index.ts';
import { choiceIds } from '#core/dialogue/choices.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { remember, type Silence, silence, withMessages } from '#core/dialogue/turn-tools.ts';
import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import type { Brain, Outcome } from './brain.ts';
import { checkedTurn } from './check-answer.ts';
import { commandOf } from './command.ts';
import type { Guard, Ruling } from './guards/define.ts';
import { guards } from './guards/index.ts';
import { beginRest, tellRest } from './rest.ts';

/**
 * Decides a turn: guards, then silence where people answer, then the process that waits, then commands, then the
 * assistant. Pure: all it does is say so to the turn. Whatever throws here (a module, an assistant)
 * is the turn runner's to catch.
 */
export async function route(turn: Turn, brain: Brain): Promise<Outcome> {
  if (turn.messages.every((message) => message.kind === 'system')) {
    turn.note({ step: 'router.silence', outcome: 'nothing_said', reason: 'The provider told something about the contact; nobody wrote.' });
    return { path: 'silent', by: 'router.silence' };
  }
  const guarded = passGuards(turn, brain);
  if (guarded.outcome) return guarded.outcome;
  const rest = withMessages(turn, guarded.rest);

  const reason = silence(rest);
  if (reason !== null) return keepSilent(rest, reason);

  const before = turn.conversation.routing.offered;
  const outcome = (await toProcess(rest, brain)) ?? (await toCommandsAndAssistant(rest, brain));
  closeQuestion(turn, before);
  return outcome;
}

/**
 * The channel is disabled: nothing is said, and people find what was written. The guards still read it, because who asks for
 * silence gets it also while nobody could answer.
 */
export function leave(turn: Turn, brain: Brain): Outcome {
  turn.note({ step: 'router.leave', outcome: 'channel_disabled', reason: 'The channel is disabled: stored for people, not answered.' });
  passGuards(muted(turn), brain);
  if (!turn.conversation.optedOut && turn.conversation.handler !== 'people') turn.handOver('channel_disabled');
  return { path: 'people', by: 'router.leave' };
}

/** The same turn, in which nothing can be said or offered. */
function muted(turn: Turn): Turn {
  const apply = (effect: Effect) => (effect.kind === 'reply' || effect.kind === 'set_routing' ? undefined : turn.apply(effect));
  return Object.create(turn, { apply: { value: apply }, reply: { value: () => undefined } }) as Turn;
}

function passGuards(turn: Turn, brain: Brain): { rest: readonly TurnMessage[]; outcome: Outcome | null } {
  let rest = turn.messages;
  for (const guard of guards) {
    const ruling = guard.check(withMessages(turn, rest), brain);
    if (ruling === null) continue;
    carryOut(withMessages(turn, rest), guard, ruling);
    rest = ruling.rest;
    if (rest.length === 0) return { rest, outcome: { path: 'guard', by: `guard.${guard.name}` } };
  }
  return { rest, outcome: null };
}

function carryOut(turn: Turn, guard: Guard, ruling: Ruling): void {
  turn.note({ step: `guard.${guard.name}`, outcome: ruling.outcome, reason: ruling.reason, evidence: ruling.evidence });
  // Asked before the effects: the reply to "talk to a person" is said although people have the conversation from then on.
  const hush = ruling.receipt ? null : silence(turn);
  for (const effect of ruling.effects) {
    if (effect.kind === 'reply' && hush !== null) turn.note({ step: 'router.silence', outcome: hush, reason: silenceReasons[hush] });
    else turn.apply(effect);
  }
}

const silenceReasons: Readonly<Record<Silence, string>> = {
  opted_out: 'The contact asked for silence here: stored, not answered.',
  people: 'People have this conversation: stored for them, not answered automatically.',
  late: 'A message arrived more than 24 hours after it was written: left to people, not answered automatically.',
};

function keepSilent(turn: Turn, reason: Silence): Outcome {
  turn.note({ step: 'router.silence', outcome: reason, reason: silenceReasons[reason] });
  if (reason === 'late') turn.handOver('late');
  return reason === 'opted_out' ? { path: 'silent', by: 'router.silence' } : { path: 'people', by: 'router.silence' };
}

async function toProcess(turn: Turn, brain: Brain): Promise<Outcome | null> {
  const { lock } = turn.conversation.routing;
  if (!lock) return null;
  const process = brain.processes.get(lock.process);
  if (!process) {
    turn.note({
      step: 'router.locked',
      outcome: 'process_gone',
      reason: `The process "${lock.process}" that waited for an answer no longer exists.`,
    });
    remember(turn, { lock: undefined });
    return null;
  }
  turn.note({ step: 'router.locked', outcome: process.name, reason: 'A process waits for this answer.' });
  await process.answer(turn, lock.state);
  return { path: 'locked', by: process.name };
}

/**
 * In order of arrival: each command goes to its intent, and what was written between commands goes to the assistant
 * together, as one thing said in several messages.
 */
async function toCommandsAndAssistant(turn: Turn, brain: Brain): Promise<Outcome> {
  let outcome: Outcome = { path: 'open', by: 'router' };
  for (const part of partsOf(turn, brain)) {
    const inside = withMessages(turn, part.messages);
    outcome = part.intent ? await toIntent(inside, part.intent) : await toAssistant(inside, brain);
  }
  return outcome;
}

interface Part {
  readonly intent: Intent | null;
  readonly messages: TurnMessage[];
}

function partsOf(turn: Turn, brain: Brain): Part[] {
  const parts: Part[] = [];
  for (const message of turn.messages) {
    const intent = commandOf(turn, message, brain.intents);
    const last = parts.at(-1);
    // A command said twice in one breath (a button tapped again) is one command.
    if (last && last.intent === intent) last.messages.push(message);
    else parts.push({ intent, messages: [message] });
  }
  return parts;
}

async function toIntent(turn: Turn, intent: Intent): Promise<Outcome> {
  turn.note({
    step: 'router.command',
    outcome: intent.name,
    reason: 'Its word was written or its choice was made.',
    evidence: { text: turn.messages[0]?.text },
  });
  await intent.handle(turn);
  return { path: 'command', by: intent.name };
}

async function toAssistant(turn: Turn, brain: Brain): Promise<Outcome> {
  const { kind } = turn.channel.assistant;
  const assistant = brain.assistants.get(kind);
  const checked = assistant ? settingsFor(assistant, turn.channel.assistant) : null;
  if (!assistant || !checked || checked.faults.length > 0) {
    const wrong = checked?.faults.map(({ field, message }) => `${field} ${message}`).join('; ');
    const reason = assistant ? `The settings of "${kind}" are wrong: ${wrong}.` : `There is no assistant "${kind}".`;
    turn.note({ step: 'router.open', outcome: 'no_assistant', reason: `${reason} People take over.` });
    turn.handOver('no_assistant');
    return { path: 'people', by: 'router.open' };
  }
  turn.note({ step: 'router.open', outcome: kind, reason: 'No guard, process or command took it: the assistant answers.' });
  tellRest(turn, brain);
  // The echo says the contact's own words.
  const checkedFor = kind === 'echo' ? turn : checkedTurn(turn, { thinks: assistant.thinks === true, settings: checked.settings });
  await assistant.answer(checkedFor, checked.settings);
  beginRest(turn, brain);
  return { path: 'open', by: `assistant.${kind}` };
}

/**
 * "Would you like to talk to a person?" is only a question until the next answer; afterwards a "yes" or "ok" is about
 * something else. Menus and lists stay: people come back to them for a second number.
 */
function closeQuestion(turn: Turn, before: Turn['conversation']['routing']['offered']): void {
  const now = turn.conversation.routing.offered;
  if (now === before && now?.[0]?.id === choiceIds.person) remember(turn, { offered: undefined });
}
