import { type Assistant, settingsFor } from '#assistants/index.ts';
import { choiceIds, choiceOf } from '#core/dialogue/choices.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { remember, type Silence, silence, withMessages } from '#core/dialogue/turn-tools.ts';
import type { AssistantSettings, Effect, Turn, TurnMessage } from '#core/turn.ts';
import { type Brain, type FlowBeginning, type FlowCommand, flowProcess, type Outcome, type Stage, type TurnFlows } from './brain.ts';
import { checkedTurn } from './check-answer.ts';
import { commandOf } from './command.ts';
import type { Guard, Ruling } from './guards/define.ts';
import { guards } from './guards/index.ts';
import { beginRest, tellRest } from './rest.ts';

/**
 * Decides a turn: guards, then silence where people answer, then the flow that waits, then commands, then the
 * assistant. Pure: all it does is say so to the turn. Whatever throws here (a module, an assistant)
 * is the turn runner's to catch. Flows are read only after the guards, which must not wait for them, nor fail with them.
 */
export async function route(turn: Turn, brain: Brain, readFlows: ReadFlows = noFlows): Promise<Outcome> {
  if (turn.messages.every((message) => message.kind === 'system')) {
    turn.note({ step: 'router.silence', outcome: 'nothing_said', reason: 'The provider told something about the contact; nobody wrote.' });
    return { path: 'silent', by: 'router.silence' };
  }
  const { language } = turn.contact;
  const guarded = passGuards(turn, brain);
  if (guarded.stopped) leaveFlows(turn);
  if (guarded.outcome) {
    await tellFlows(turn, readFlows, { language });
    return guarded.outcome;
  }
  const rest = withMessages(turn, guarded.rest);

  const reason = silence(rest);
  if (reason !== null) return keepSilent(rest, reason);

  const flows = await readFlows(rest);
  const before = turn.conversation.routing.offered;
  const outcome = await toCommandsAndAssistant(rest, { brain, flows });
  closeQuestion(turn, before);
  return outcome;
}

/** Reads what the flows of a turn need; null: there are none to think of. */
export type ReadFlows = (turn: Turn) => Promise<TurnFlows | null>;
const noFlows: ReadFlows = async () => null;

/**
 * The channel is disabled: nothing is said, and people find what was written. The guards still read it, because who asks for
 * silence gets it also while nobody could answer.
 */
export function leave(turn: Turn, brain: Brain): Outcome {
  turn.note({ step: 'router.leave', outcome: 'channel_disabled', reason: 'The channel is disabled: stored for people, not answered.' });
  heed(turn, brain);
  if (!turn.conversation.optedOut && turn.conversation.handler !== 'people') turn.handOver('channel_disabled');
  return { path: 'people', by: 'router.leave' };
}

/** The guards alone, for a turn that nobody answers: they find and obey, and say nothing. */
export function heed(turn: Turn, brain: Brain): void {
  if (passGuards(muted(turn), brain).stopped) leaveFlows(turn);
}

/** The same turn, in which nothing can be said or offered. */
function muted(turn: Turn): Turn {
  const apply = (effect: Effect) => (effect.kind === 'reply' || effect.kind === 'set_routing' ? undefined : turn.apply(effect));
  return Object.create(turn, {
    apply: { value: apply },
    reply: { value: () => undefined },
    conversation: { get: () => unasked(turn) },
  }) as Turn;
}

/** Where no question can be asked: STOP means everything. */
function unasked({ conversation }: Turn): Turn['conversation'] {
  const { lock, ...routing } = conversation.routing;
  return lock ? { ...conversation, routing: { ...routing, lock: { process: lock.process } } } : conversation;
}

interface Guarded {
  readonly rest: readonly TurnMessage[];
  /** Somebody asked for silence, even where they took it back in the same breath. */
  readonly stopped: boolean;
  readonly outcome: Outcome | null;
}

function passGuards(turn: Turn, brain: Brain): Guarded {
  let rest = turn.messages;
  let stopped = false;
  for (const guard of guards) {
    const ruling = guard.check(withMessages(turn, rest), brain);
    if (ruling === null) continue;
    carryOut(withMessages(turn, rest), guard, ruling);
    rest = ruling.rest;
    stopped ||= ruling.effects.some(({ kind }) => kind === 'opt_out');
    if (rest.length === 0) return { rest, stopped, outcome: { path: 'guard', by: `guard.${guard.name}` } };
  }
  return { rest, stopped, outcome: null };
}

/** The commit of a STOP ends every run, without any of them being read (effects/consent-store.ts); here nothing waits for an answer any more. */
function leaveFlows(turn: Turn): void {
  if (turn.conversation.routing.lock?.process !== flowProcess) return;
  turn.note({ step: 'router.flow', outcome: 'opted_out', reason: 'The flow that waited here is left.' });
  remember(turn, { lock: undefined, offered: undefined });
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

/** A guard took all there was: whoever changed the language is asked in the new one. */
async function tellFlows(turn: Turn, readFlows: ReadFlows, before: { language: string | null }): Promise<void> {
  if (turn.contact.language === before.language || silence(turn) !== null) return;
  const flows = await readFlows(turn);
  if (flows?.isWaiting(turn)) await flows.again(turn, 'language');
}

/** What the rest of a turn is decided with: the brain, and the flows as they are for this turn; null: there are none. */
interface Deciding {
  readonly brain: Brain;
  readonly flows: TurnFlows | null;
}

async function toWaitingFlow(turn: Turn, { brain, flows }: Deciding): Promise<Outcome | null> {
  if (!turn.conversation.routing.lock) return null;
  if (!flows?.isWaiting(turn)) {
    turn.note({ step: 'router.locked', outcome: 'process_gone', reason: 'The flow that waited for an answer here is over.' });
    remember(turn, { lock: undefined });
    return null;
  }
  turn.note({ step: 'router.locked', outcome: flowProcess, reason: 'A flow waits for this answer.' });
  await flows.answer(turn, (inside, stage) => toAssistant(inside, brain, stage));
  return { path: 'locked', by: flowProcess };
}

/**
 * In order of arrival: each command goes to its intent, and what was written between commands goes to the assistant
 * together, as one thing said in several messages.
 */
async function toCommandsAndAssistant(turn: Turn, deciding: Deciding): Promise<Outcome> {
  let outcome: Outcome = { path: 'open', by: 'router' };
  for (const part of partsOf(turn, deciding)) outcome = await toPart(withMessages(turn, part.messages), deciding, part);
  return outcome;
}

async function toPart(turn: Turn, deciding: Deciding, { intent, command }: Part): Promise<Outcome> {
  const { brain, flows } = deciding;
  if (command && flows) return toFlow(turn, flows, command);
  if (!intent) return (await toWaitingFlow(turn, deciding)) ?? toAssistant(turn, brain);
  const outcome = await toIntent(turn, intent);
  // What came between is done: the flow that waits asks once more.
  if (flows?.isWaiting(turn) && silence(turn) === null) await flows.again(turn, 'menu');
  return outcome;
}

/** What messages in a row mean together: an intent, something that is asked of flows, or neither. */
interface Part {
  readonly intent: Intent | null;
  readonly command: FlowCommand | null;
  readonly messages: TurnMessage[];
}

function partsOf(turn: Turn, deciding: Deciding): Part[] {
  const parts: Part[] = [];
  for (const message of turn.messages) {
    const { intent, command } = meantBy(turn, message, deciding);
    const last = parts.at(-1);
    // A command said twice in one breath (a button tapped again) is one command.
    if (last && last.intent === intent && last.command?.flow === command?.flow) last.messages.push(message);
    else parts.push({ intent, command, messages: [message] });
  }
  return parts;
}

/** Where a flow waits, a word may be its answer: only what is tapped is a command of somebody else's then. */
function meantBy(turn: Turn, message: TurnMessage, { brain, flows }: Deciding): Pick<Part, 'intent' | 'command'> {
  const answers = flows?.isWaiting(turn) === true && choiceOf(turn, message) === null;
  const intent = answers ? null : commandOf(turn, message, brain.intents);
  const command = intent ? (flows?.inPlaceOf(intent) ?? null) : (flows?.meantBy(turn, message) ?? null);
  return { intent: command ? null : intent, command };
}

async function toFlow(turn: Turn, flows: TurnFlows, command: FlowCommand): Promise<Outcome> {
  const { flow } = command;
  const reason = flowReasons[command.does === 'begin' ? command.by : command.does];
  turn.note({ step: 'router.flow', outcome: flow, reason, evidence: { text: turn.messages[0]?.text } });
  await flows.obey(turn, command);
  return { path: 'command', by: `flow.${flow}` };
}

const flowReasons: Readonly<Record<FlowBeginning['by'] | 'stay' | 'over', string>> = {
  keyword: 'Its word was written.',
  button: 'Its button was tapped.',
  intent: 'It is begun where this is asked for.',
  first_message: 'It is begun by the first message.',
  referral: 'They come from an advertisement of it.',
  stay: 'The contact goes on with what waits.',
  over: 'A button of a flow that is over was tapped; the contact was told so.',
};

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

async function toAssistant(turn: Turn, brain: Brain, stage?: Stage): Promise<Outcome> {
  const { kind } = turn.channel.assistant;
  const assistant = brain.assistants.get(kind);
  const checked = assistant ? settingsFor(assistant, instructed(assistant, turn.channel.assistant, stage)) : null;
  if (!assistant || !checked || checked.faults.length > 0) {
    const wrong = checked?.faults.map(({ field, message }) => `${field} ${message}`).join('; ');
    const reason = assistant ? `The settings of "${kind}" are wrong: ${wrong}.` : `There is no assistant "${kind}".`;
    turn.note({ step: 'router.open', outcome: 'no_assistant', reason: `${reason} People take over.` });
    turn.handOver('no_assistant');
    return { path: 'people', by: 'router.open' };
  }
  const reason = stage ? 'A flow lets the assistant answer in this stage.' : 'No guard, flow or command took it: the assistant answers.';
  turn.note({ step: 'router.open', outcome: kind, reason });
  tellRest(turn, brain);
  // The echo says the contact's own words.
  const checkedFor = kind === 'echo' ? turn : checkedTurn(turn, { thinks: assistant.thinks === true, settings: checked.settings });
  const prepared = await assistant.prepare?.(brain.reading(turn), checked.settings);
  await assistant.answer(checkedFor, checked.settings, prepared);
  beginRest(turn, brain);
  return { path: 'open', by: `assistant.${kind}` };
}

/** The longest instructions an assistant takes. */
const instructionsMax = 8000;

/** The channel's own settings, and what the stage adds to what it is told. */
function instructed(assistant: Assistant, settings: AssistantSettings, stage: Stage | undefined): AssistantSettings {
  if (!stage || !assistant.takesInstructions) return settings;
  const own = typeof settings.instructions === 'string' ? `${settings.instructions}\n\n` : '';
  // The stage's are what counts now: where both are too long, the channel's are cut.
  return { ...settings, instructions: `${own.slice(0, Math.max(0, instructionsMax - stage.instructions.length))}${stage.instructions}` };
}

/**
 * "Would you like to talk to a person?" is only a question until the next answer; afterwards a "yes" or "ok" is about
 * something else. Menus and lists stay: people come back to them for a second number.
 */
function closeQuestion(turn: Turn, before: Turn['conversation']['routing']['offered']): void {
  const now = turn.conversation.routing.offered;
  if (now === before && now?.[0]?.id === choiceIds.person) remember(turn, { offered: undefined });
}
