import type { AskModel } from '#core/assistant.ts';
import { choiceIds } from '#core/dialogue/choices.ts';
import { offer } from '#core/dialogue/offer.ts';
import { splitText } from '#core/dialogue/split-text.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import { statedAge } from '#safety/index.ts';
import { type Heard, hear } from '../brain/hear.ts';
import { type Reply, replyTo, type Said, withoutQuestion } from '../brain/reply.ts';
import { keepPerson } from '../keep.ts';
import type { Aside } from '../mind.ts';
import { allows } from '../person.ts';
import { isNight, nudgeFor } from './nudge.ts';
import { type Lock, ruleOnPin } from './pin.ts';
import type { Prepared } from './prepare.ts';
import { promptHash, promptVersion, renderPrompt } from './prompt.ts';
import type { CompanionAssistantSettings } from './settings.ts';
import { unfit } from './unfit.ts';

/** What the companion remembers of its own answers, in `routing.own`. */
interface Own {
  readonly said?: Said;
  readonly pin?: Lock;
  /** The day on which something was last asked beside an answer. */
  readonly aside?: string;
}

const step = 'assistant.companion';
/** Listening (12 s) and this stay below the 45 s of a turn; a friend who needs longer has gone. */
const answerSecondsMax = 20;
/** Whoever talks with a program is told so at the beginning, and again after so long. */
const disclosureHours = 3;

export function createAnswer(ask: AskModel) {
  return async (turn: Turn, settings: CompanionAssistantSettings, prepared: Prepared): Promise<void> => {
    const heard = hear(turn);
    if (heard.wish === 'aside') return note(turn, 'aside', 'A reaction, an edit or a deletion needs no answer.');
    if (!prepared.on) return handOff(turn, 'off', 'The companion is not switched on here: people get what was written.');
    if (isYoung(prepared, heard)) return meetYoung(turn);
    if (prepared.person?.state !== 'ready' || !allows(prepared.consents, 'storing')) return welcome(turn, prepared);
    const own = (turn.conversation.routing.own ?? {}) as Own;
    const ruling = ruleOnPin(turn, prepared.person.pin, own.pin ?? {});
    if (ruling) return askPin(turn, own, ruling);
    if (prepared.person.pin === null) remember(turn, { behindPin: undefined });
    countDay(turn, prepared);
    await converse(turn, { heard, settings, prepared, own, ask });
  };
}

/** Also who says it later: the age that was told at the beginning may not have been true. */
function isYoung({ person, minimumAge }: Prepared, { text }: Heard): boolean {
  const age = statedAge(text);
  return person?.state === 'minor' || (age !== null && age < minimumAge);
}

function meetYoung(turn: Turn): void {
  keepPerson(turn, { age_group: 'minor', state: 'minor' });
  handOff(turn, 'minor', 'The person is younger than the companion is for: people take over.');
}

function handOff(turn: Turn, sentence: 'off' | 'minor', reason: string): void {
  note(turn, sentence, reason);
  turn.reply({ kind: 'text', text: turn.sentence(`companion.${sentence}`, { organization: turn.channel.organizationName }) });
  turn.handOver(sentence === 'off' ? 'companion_off' : 'young');
}

/** Before the welcome is through nothing is talked about: nobody has said yes to it. */
function welcome(turn: Turn, { person }: Prepared): void {
  const begun = person !== null;
  note(
    turn,
    begun ? 'resume' : 'begin',
    begun ? 'The welcome was left: going on with it is offered.' : 'Nobody was welcomed yet: that is offered.',
  );
  const text = turn.sentence(begun ? 'companion.resume' : 'companion.begin', { organization: turn.channel.organizationName });
  const choices = [
    { id: choiceIds.intent('companion.begin-welcome'), title: turn.sentence('companion.begin_button') },
    { id: choiceIds.person, title: turn.sentence('dialogue.menu.person_button') },
  ];
  for (const effect of offer(turn, { text, choices })) turn.apply(effect);
}

function askPin(turn: Turn, own: Own, { say, lock }: NonNullable<ReturnType<typeof ruleOnPin>>): void {
  note(turn, `pin_${say}`, 'A PIN is set for this phone: nothing is spoken of before it is written.');
  turn.reply({ kind: 'text', text: turn.sentence(`companion.pin.${say}`) });
  remember(turn, { own: { ...own, pin: lock }, behindPin: lock.opened === undefined ? {} : { opened: lock.opened } });
}

function countDay(turn: Turn, { local }: Prepared): void {
  const messages = turn.messages.length;
  turn.apply({ kind: 'keep', by: 'companion.days', row: { day: local.day, messages, night: isNight(local.hour) ? messages : 0 } });
}

interface Conversing {
  readonly heard: Heard;
  readonly settings: CompanionAssistantSettings;
  readonly prepared: Prepared;
  readonly own: Own;
  readonly ask: AskModel;
}

async function converse(turn: Turn, talk: Conversing): Promise<void> {
  const { heard, prepared, own } = talk;
  const language = turn.contact.language ?? turn.channel.organizationLanguage;
  const mood = allows(prepared.consents, 'mood') ? prepared.readMood(heard.text, language) : null;
  const said = own.said ?? {};
  const reply = replyTo({
    heard,
    mood,
    said,
    name: prepared.person?.calledName ?? '',
    organization: turn.channel.organizationName,
    memory: memoryFor(prepared, said),
    watch: prepared.watch,
    sentence: (key, values) => turn.sentence(key, values),
  });
  const worded = await wordsOfModel(turn, talk, { reply, mood, language });
  if (worded === null) return;
  const text = worded === '' ? reply.text : worded;
  note(turn, reply.plan, worded === '' ? 'The companion answered with its own sentences.' : 'A model put it into words.', {
    mood: mood?.label,
    wish: heard.wish,
  });
  const nudge = nudgeFor(prepared);
  const aside = nudge ? null : asideFor(turn, prepared, { reply, mood });
  speak(turn, { ...reply, text: aside ? withoutQuestion(text) : text });
  if (nudge) remind(turn, nudge, prepared.local.day);
  aside?.ask();
  remember(turn, { own: { ...own, said: reply.said, ...(aside ? { aside: prepared.local.day } : {}) } });
}

/** Not with the first words of a talk: who begins to tell is not asked for numbers. */
const asideAfter = 2;
/** What is a question of its own already, or needs its own answer. */
const plainPlans: ReadonlySet<string> = new Set(['reflect', 'topic', 'listen']);

/** Asked in the place of the answer's own question, for one thing is asked at a time; once a day at most. */
function asideFor(
  turn: Turn,
  { asides }: Prepared,
  { reply, mood }: { reply: Reply; mood: ReturnType<Prepared['readMood']> },
): Aside | null {
  if (!asides || !plainPlans.has(reply.plan) || (reply.said.tell ?? 0) < asideAfter) return null;
  const aside = asides.due(turn, mood);
  if (aside) turn.note({ step: `${step}.aside`, outcome: aside.about, reason: 'Asked in the place of a question, once a day at most.' });
  return aside;
}

/** Not each time: what was said weeks ago is not on people's minds with every sentence. */
const rememberEvery = 5;

function memoryFor({ memories }: Prepared, said: Said): string | null {
  const [memory] = memories;
  return memory !== undefined && (said.tell ?? 0) - (said.remember ?? -rememberEvery) >= rememberEvery ? memory : null;
}

/** Words of a model; "": none that may be said; null: it started something that has spoken for itself. Buttons are ours alone. */
async function wordsOfModel(
  turn: Turn,
  { settings, prepared, heard, ask }: Conversing,
  { reply, mood, language }: { reply: Reply; mood: ReturnType<Prepared['readMood']>; language: string },
): Promise<string | null> {
  if (settings.provider === undefined || reply.choices.length > 0 || heard.wish === 'unread') return '';
  const { person, memories } = prepared;
  const known = [settings.instructions ?? '', turn.care?.emergency ?? '', ...(turn.care?.lines ?? []).map(({ text }) => text)].join(' \n ');
  const facts = { organization: turn.channel.organizationName, language, name: person?.calledName ?? null, brings: person?.brings ?? null };
  const answer = await ask(turn, {
    provider: settings.provider,
    step: `${step}.model`,
    temperature: settings.temperature ?? null,
    secondsMax: answerSecondsMax,
    prompt: {
      version: promptVersion,
      hash: promptHash,
      render: (canary) => renderPrompt({ ...facts, canary, mood, memories, plan: reply.plan, instructions: settings.instructions ?? null }),
    },
    refuse: (text) => unfit(text, known),
  });
  if (answer.kind === 'acted') return null;
  return answer.kind === 'said' ? answer.text : '';
}

function speak(turn: Turn, { text, choices }: Pick<Reply, 'text' | 'choices'>): void {
  const disclosure = mustDisclose(turn) ? `${turn.sentence('assistants.model.disclosure')}\n\n` : '';
  if (choices.length > 0) for (const effect of offer(turn, { text: `${disclosure}${text}`, choices })) turn.apply(effect);
  else for (const part of splitText(`${disclosure}${text}`, turn.channel.textLength)) turn.reply({ kind: 'text', text: part.trim() });
  remember(turn, {
    ...(choices.length > 0 ? {} : { offered: undefined }),
    greeted: true,
    ...(disclosure === '' ? {} : { disclosedAt: turn.clock.now().toISOString() }),
  });
}

function mustDisclose({ conversation, clock }: Turn): boolean {
  const { disclosedAt } = conversation.routing;
  return disclosedAt === undefined || clock.now().getTime() - Date.parse(disclosedAt) >= disclosureHours * 3_600_000;
}

function remind(turn: Turn, nudge: string, day: string): void {
  turn.note({
    step: `${step}.nudge`,
    outcome: nudge,
    reason: 'Somebody writes long, often or at night: reminded of people, once a week at most.',
  });
  turn.reply({ kind: 'text', text: turn.sentence(`companion.nudge.${nudge}`) });
  keepPerson(turn, { nudged_on: day });
}

function note(turn: Turn, outcome: string, reason: string, evidence?: Readonly<Record<string, unknown>>): void {
  turn.note({ step, outcome, reason, ...(evidence ? { evidence } : {}) });
}
