import { choiceOf } from '#core/dialogue/choices.ts';
import { normalise } from '#core/dialogue/text.ts';
import { noWords, said, yesWords } from '#core/dialogue/words.ts';
import type { Effect, Routing, SafetyMemory, Turn, TurnCare, TurnMessage } from '#core/turn.ts';
import {
  besideRules,
  composeScript,
  emergencyWords,
  type Found,
  findingsOf,
  isAtLeast,
  languageOf,
  linesFor,
  type SafetyGate,
  type Sentence,
  saidEverything,
  saidLately,
  statedAge,
  topicOf,
  watches,
} from '#safety/index.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * What the gate found decides first. Every message was read before it was stored (inbox/accept.ts); here it is read again, which costs
 * nothing and says the same, and with it what has been heard and seen since, and what answers the gate's own question. It answers a cry for
 * help by itself, also where people answer and after a STOP, unless a person wrote minutes ago. Never ends a turn for what others said in
 * it: a STOP beside a cry for help counts. A process that waits keeps its place.
 */
export const safetyGuard = defineGuard({
  name: 'safety',
  check(turn, { gate }): Ruling {
    const found = foundIn(turn, gate);
    const worst = worstOf(found);
    const memory = turn.conversation.routing.safety;
    if (worst && isAtLeast(worst.severity, 'moderate')) return ruleOn(turn, found, worst);
    if (memory && turn.care && watches(memory, turn.clock.now())) return keepWatch(turn, memory, turn.care, worst);
    if (!worst) return { outcome: 'none', reason: 'The safety rules found nothing.', effects: [], rest: turn.messages };
    return { outcome: worst.severity, reason: worst.finding.reason, effects: modelFindings(found), rest: turn.messages };
  },
});

/** By the rules, with a model's reading where there is one, and by what answers the gate's own question. */
function foundIn(turn: Turn, gate: SafetyGate): Found[] {
  const { safety } = turn.conversation.routing;
  const isWatching = safety !== undefined && watches(safety, turn.clock.now());
  const byRules = turn.messages.flatMap((message) =>
    findingsOf(gate, message).map((finding) => ({ message, severity: finding.severity, finding })),
  );
  const answers = turn.messages.flatMap((message) => answerIn(turn, message) ?? []);
  return [...besideRules(turn.messages, byRules, { reading: turn.reading, isWatching }), ...answers];
}

/** "Yes" to the gate's own question, and the button that asks for help, say what the words alone do not. */
function answerIn(turn: Turn, message: TurnMessage): Found | null {
  const { safety } = turn.conversation.routing;
  const severity =
    choiceIn(turn, message) === 'safety.help' ? 'imminent' : safety?.asked && yesWords.has(said(message)) ? safety.asked : null;
  if (severity === null) return null;
  const reason = 'Message needs attention: it answers the direct question with yes, or asks for help now.';
  const finding = { source: 'question', severity, categories: ['suicidal'], hard: true, evidence: [], reason, rules: 'question' };
  return { message, severity, finding };
}

/** A tapped button of the question how they are, or its title typed. Null: neither. */
function choiceIn(turn: Turn, message: TurnMessage): string | null {
  const choice = choiceOf(turn, message);
  const { safety } = turn.conversation.routing;
  if (choice?.startsWith('safety.') || !safety || said(message) === '') return choice;
  const titles = ['okay', 'hard', 'help'] as const;
  const typed = titles.find((one) => normalise(turn.sentence(`safety.${one}_button`, {}, safety.language)) === said(message));
  return typed ? `safety.${typed}` : choice;
}

function worstOf(found: readonly Found[]): Found | undefined {
  return found.reduce<Found | undefined>((sofar, one) => (sofar && isAtLeast(sofar.severity, one.severity) ? sofar : one), undefined);
}

/** What was found with the message was stored with it; what came later commits with the turn. */
function laterFindings(found: readonly Found[]): Effect[] {
  return found
    .filter(({ finding }) => finding.source !== 'message')
    .map(({ message, finding }) => ({ kind: 'add_finding', messageId: message.id, finding }));
}

/** Where nothing else is done about it: why something counts less than it did. */
function modelFindings(found: readonly Found[]): Effect[] {
  return laterFindings(found.filter(({ finding }) => finding.source === 'model'));
}

function ruleOn(turn: Turn, found: readonly Found[], worst: Found): Ruling {
  const { severity, finding } = worst;
  // Who is too young for this service is a person's business also where others are asked a question.
  const wantsPeople = isAtLeast(severity, 'high') || (isYoung(turn) && isAtLeast(severity, 'moderate'));
  const people = wantsPeople && turn.conversation.handler !== 'people';
  const handOver: Effect[] = people ? [{ kind: 'hand_over', reason: 'safety' }] : [];
  const brings = people ? ' People take over.' : '';
  const later = laterFindings(found);
  const speech = answerOf(turn, found, worst);
  if ('silent' in speech) {
    const remembered = speech.memory ? [rememberSafety(turn, speech.memory)] : [];
    const effects = [...later, ...handOver, ...remembered];
    return { outcome: severity, reason: `${finding.reason}${brings} ${speech.silent}`, effects, rest: turn.messages };
  }
  const grave = new Set(found.filter((one) => isAtLeast(one.severity, 'moderate')).map((one) => one.message));
  return {
    outcome: severity,
    reason: `${finding.reason}${brings} The gate answered: ${speech.what}.`,
    effects: [...later, ...handOver, { kind: 'reply', content: { kind: 'text', text: speech.text } }, rememberSafety(turn, speech.memory)],
    receipt: true,
    rest: turn.messages.filter((message) => !grave.has(message)),
    evidence: { said: speech.text },
  };
}

type Speech =
  | { readonly silent: string; readonly memory?: SafetyMemory }
  | { readonly text: string; readonly what: string; readonly memory: SafetyMemory };

/** Why the gate says nothing by itself; null: it speaks. */
function silenceOf(care: TurnCare, message: TurnMessage): string | null {
  if (!care.replies) return 'The organization has switched the gate’s own answers off.';
  if (care.personWroteAt !== null) return 'A person wrote minutes ago: what the gate would say stands in the incident.';
  return message.late ? 'It came late: it is left to people.' : null;
}

function answerOf(turn: Turn, all: readonly Found[], worst: Found): Speech {
  const { care } = turn;
  if (!care) return { silent: 'Nothing was said by itself.' };
  const before = turn.conversation.routing.safety;
  const found = turn.clock.now().toISOString();
  const language = languageOf(turn, worst.message.text ?? '', worst.finding) ?? before?.language;
  const memory: SafetyMemory = { ...before, found, ...(language ? { language } : {}) };
  const silent = silenceOf(care, worst.message);
  if (silent !== null) return { silent, memory };
  const voice: Voice = { turn, care, memory, before, sentence: (key, values) => turn.sentence(key, values, language) };
  return worst.severity === 'moderate' ? askOnce(voice, worst) : answerGrave(voice, all, worst);
}

interface Voice {
  readonly turn: Turn;
  readonly care: TurnCare;
  readonly memory: SafetyMemory;
  readonly before: SafetyMemory | undefined;
  readonly sentence: Sentence;
}

function askOnce({ turn, care, memory, before, sentence }: Voice, { finding }: Found): Speech {
  const now = turn.clock.now();
  const askedBefore = before && watches(before, now) && (saidEverything(before, now) || before.asked !== undefined);
  if (askedBefore) return { silent: 'It was asked before.', memory };
  const heard = { ...memory, said: now.toISOString() };
  if (topicOf(finding.categories) === 'someone')
    return {
      text: sentence('safety.someone', { emergency: emergencyWords(sentence, care.emergency) }),
      what: 'how to help',
      memory: heard,
    };
  const question = sentence('safety.question');
  const text = isYoung(turn) ? [question, ...linesFor(sentence, care, ageOf(turn))].join('\n\n') : question;
  return { text, what: 'one direct question', memory: { ...heard, asked: 'high' } };
}

/** As they say it now, or said it where they were asked. */
function ageOf({ messages, conversation }: Turn): number | null {
  const said = messages.map(({ text }) => statedAge(text ?? '')).filter((age) => age !== null);
  return said.at(-1) ?? conversation.routing.age ?? null;
}

function isYoung(turn: Turn): boolean {
  const age = ageOf(turn);
  return age !== null && turn.care !== undefined && age < turn.care.minimumAge;
}

/** Everything once, then shortly; and everything again for who says yes to the direct question, and for what is worse or of another kind. */
function answerGrave({ turn, care, memory, before, sentence }: Voice, all: readonly Found[], { severity, finding }: Found): Speech {
  const now = turn.clock.now();
  const heard = { ...memory, said: now.toISOString() };
  const isAnswer = finding.source === 'question';
  const repeats = before !== undefined && saidEverything(before, now);
  const about = repeats ? (before.about ?? {}) : {};
  const medical = all.some((one) => isAtLeast(one.severity, 'high') && topicOf(one.finding.categories) === 'medical');
  // Who has been told what to do and then takes something needs a doctor, not the same once more.
  const topic = repeats && medical && about.medical === undefined ? 'medical' : topicOf(finding.categories);
  if (repeats && !isAnswer && isAtLeast(about[topic] ?? 'none', severity)) {
    return { text: shortWords(turn, care, sentence), what: 'shortly, for everything was said', memory: heard };
  }
  const text = composeScript(sentence, {
    topic,
    severity: severity as 'high' | 'imminent',
    care,
    organization: turn.channel.organizationName,
    age: ageOf(turn),
  });
  const asks = topic === 'self' && severity === 'high' ? 'imminent' : undefined;
  return {
    text,
    what: 'whom to call, and a person',
    memory: { ...heard, block: heard.said, about: { ...about, [topic]: severity }, asked: asks },
  };
}

/** Nothing new was found, but something was in the last days: the gate stays in the conversation until a person is there. */
function keepWatch(turn: Turn, memory: SafetyMemory, care: TurnCare, low: Found | undefined): Ruling {
  const rest = turn.messages;
  const reason = 'The safety rules found nothing new; the gate still watches this conversation.';
  // Only the next answer answers the question; a "yes" of tomorrow is about something else.
  const effects = memory.asked ? [rememberSafety(turn, { ...memory, asked: undefined })] : [];
  const nothing = { outcome: low?.severity ?? 'watching', reason, effects, rest };
  const message = turn.messages.find(({ kind }) => kind !== 'system' && kind !== 'reaction');
  if (!message || silenceOf(care, message) !== null) return nothing;
  const { language } = memory;
  const said = shortAnswer(turn, memory, care, { message, sentence: (key, values) => turn.sentence(key, values, language) });
  if (!said) return nothing;
  return {
    outcome: said.outcome,
    reason: 'The gate watches this conversation, and no person has written in the last minutes: it answered shortly.',
    effects: [
      { kind: 'reply', content: { kind: 'text', text: said.text } },
      rememberSafety(turn, { ...memory, said: turn.clock.now().toISOString(), asked: undefined }),
    ],
    receipt: true,
    // Who waits may be asking for silence: that is for the next guard.
    rest: said.outcome === 'held' ? rest : rest.filter((one) => one !== message),
  };
}

/** What is said to an answer to our question, or to somebody who waits for people; null: it is not ours to answer. */
function shortAnswer(
  turn: Turn,
  memory: SafetyMemory,
  care: TurnCare,
  { message, sentence }: { message: TurnMessage; sentence: Sentence },
): { outcome: string; text: string } | null {
  const choice = choiceIn(turn, message);
  if (choice === 'safety.okay') return { outcome: 'answered', text: sentence('safety.okay') };
  if (memory.asked !== undefined && noWords.has(said(message)))
    return { outcome: 'answered', text: sentence('safety.not_so', { emergency: emergencyWords(sentence, care.emergency) }) };
  const waits = turn.conversation.handler === 'people' && memory.block !== undefined && !saidLately(memory, turn.clock.now());
  return waits || choice === 'safety.hard' ? { outcome: 'held', text: shortWords(turn, care, sentence) } : null;
}

function shortWords(turn: Turn, care: TurnCare, sentence: Sentence): string {
  const emergency = emergencyWords(sentence, care.emergency);
  const told = care.told ? [sentence('safety.told', { organization: turn.channel.organizationName })] : [];
  return [sentence('safety.short', { emergency }), ...told].join('\n\n');
}

function rememberSafety(turn: Turn, safety: SafetyMemory): Effect {
  const age = ageOf(turn);
  const routing: Routing = {
    ...turn.conversation.routing,
    safety: JSON.parse(JSON.stringify(safety)) as SafetyMemory,
    ...(age === null ? {} : { age }),
  };
  return { kind: 'set_routing', routing };
}
