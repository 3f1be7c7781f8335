import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import { FlowDefinition } from '#contract/flows.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { dialogueSentences } from '#core/dialogue/locales/index.ts';
import {
  type Book,
  beginRun,
  type Facts,
  type Flow,
  type FlowEffect,
  type Input,
  type Result,
  type RunState,
  type Said,
  step,
  type Values,
} from '#flows/engine/index.ts';
import { flowSentences } from '#flows/locales/index.ts';
import { createSay } from '#platform/i18n.ts';
import { routerSentences } from '#router/index.ts';
import { openTemplates } from '#templates/index.ts';
import { writeGolden } from './golden-file.ts';

/** A talk with a flow that a person who knows the subject can read: what happens, and what must come of it. */
interface FlowCase {
  readonly description: string;
  /** Definitions by name; "main" is the one that begins. What they do not say is filled in. */
  readonly flows: Readonly<Record<string, object>>;
  readonly language?: string;
  readonly zone?: string;
  readonly now?: string;
  /** How many choices can be tapped at once; 10, as on WhatsApp. */
  readonly tappable?: number;
  readonly known?: Values;
  readonly talk: { happens: Happening; comes?: Told }[];
}

/** One thing that happens: the run starts, the contact writes, time passes … */
interface Happening {
  readonly starts?: true;
  readonly writes?: string | readonly string[];
  /** The title or value of a choice that was shown last; or the whole id, of an old one. */
  readonly taps?: string;
  readonly sends?: Said['kind'];
  /** Beside what is written or sent: it quotes something said so many minutes ago. */
  readonly quotesMinutesAgo?: number;
  readonly minutesPass?: number;
  readonly event?: string;
  readonly stepDone?: string;
  readonly value?: string | number | boolean;
  readonly language?: string;
  readonly comesBack?: true;
}

interface Told {
  readonly said: readonly unknown[];
  readonly effects?: readonly string[];
  readonly trace: readonly string[];
  readonly answers?: Values;
  readonly state: string;
}

const templates = await openTemplates();
const say = createSay([dialogueSentences, routerSentences, flowSentences]);

export const bookOf = (flows: Readonly<Record<string, object>>): Book => {
  const all = Object.entries(flows).map(([name, given]): Flow => {
    const definition = FlowDefinition.parse({ format: 1, languages: ['en'], ...given });
    return { name, version: `${name}-1`, definition };
  });
  return {
    byVersion: (version) => all.find((flow) => flow.version === version) ?? null,
    published: (name) => all.find((flow) => flow.name === name) ?? null,
  };
};

export function factsFor(given: Partial<Facts> = {}): Facts {
  const languages = given.languages ?? ['en'];
  return {
    now: new Date('2026-11-30T09:00:00Z'),
    zone: 'Africa/Nairobi',
    runId: 'run-1',
    choicesMax: 10,
    asksLocation: true,
    values: {},
    nodesMax: 50,
    render: templates.render,
    sentence: (key, values) => say(key, languages, values),
    ...given,
    languages,
  };
}

/** With UPDATE_GOLDEN=1 the expectations are written anew: then read the difference as carefully as the code. */
const updating = process.env.UPDATE_GOLDEN === '1';

export function flowCases(file: URL): { description: string; run(): { told: Told[]; expected: (Told | undefined)[] } }[] {
  const cases = JSON.parse(readFileSync(file, 'utf8')) as FlowCase[];
  if (updating) afterAll(() => writeGolden(file, cases));
  return cases.map((one) => ({
    description: one.description,
    run() {
      const told = play(one);
      if (updating) for (const [index, moment] of one.talk.entries()) moment.comes = told[index] as Told;
      return { told, expected: one.talk.map(({ comes }) => comes) };
    },
  }));
}

function play(one: FlowCase): Told[] {
  const book = bookOf(one.flows);
  const main = book.published('main') as Flow;
  let state: RunState = beginRun(main);
  let now = new Date(one.now ?? '2026-11-30T09:00:00Z');
  let language = one.language ?? 'en';
  let shown: readonly { id: string; title: string }[] = [];
  return one.talk.map(({ happens }, index) => {
    now = new Date(now.getTime() + (happens.minutesPass ?? 1) * 60_000);
    language = happens.language ?? language;
    const facts = factsFor({
      now,
      zone: one.zone ?? 'Africa/Nairobi',
      languages: [language, 'en'],
      choicesMax: one.tappable ?? 10,
      values: one.known ?? {},
    });
    const result = step(book, state, inputOf(happens, { now, index, shown }), facts);
    // Stored and read again between any two steps, as in life.
    state = JSON.parse(JSON.stringify(result.state));
    shown = lastShown(result.effects) ?? shown;
    return tell(result);
  });
}

function inputOf(
  happens: Happening,
  { now, index, shown }: { now: Date; index: number; shown: readonly { id: string; title: string }[] },
): Input {
  if (happens.starts) return { kind: 'start' };
  if (happens.event !== undefined) return { kind: 'event', event: happens.event };
  if (happens.stepDone !== undefined) return { kind: 'step_done', exit: happens.stepDone, value: happens.value };
  if (happens.language !== undefined) return { kind: 'again', why: 'language' };
  if (happens.comesBack) return { kind: 'again', why: 'interrupted' };
  const quotedAt = happens.quotesMinutesAgo === undefined ? null : new Date(now.getTime() - happens.quotesMinutesAgo * 60_000);
  const id = `message-${index}`;
  if (happens.sends !== undefined) {
    const content = happens.sends === 'location' ? { latitude: -1.28, longitude: 36.82 } : {};
    return { kind: 'messages', messages: [{ kind: happens.sends, text: null, content, id, quotedAt }] };
  }
  if (happens.taps !== undefined) {
    const wanted = happens.taps;
    const button = shown.find(({ title, id: own }) => title === wanted || own === wanted || own.endsWith(`:${wanted}`));
    const content = { id: button?.id ?? wanted };
    return { kind: 'messages', messages: [{ kind: 'choice', text: button?.title ?? wanted, content, id, quotedAt }] };
  }
  if (happens.writes === undefined) return { kind: 'time' };
  const texts = typeof happens.writes === 'string' ? [happens.writes] : happens.writes;
  return { kind: 'messages', messages: texts.map((text) => ({ kind: 'text', text, content: null, id, quotedAt })) };
}

function lastShown(effects: readonly FlowEffect[]): { id: string; title: string }[] | undefined {
  const content = effects.flatMap((effect) => (effect.kind === 'say' && effect.content.kind === 'buttons' ? [effect.content] : [])).at(-1);
  return content?.buttons;
}

function tell({ state, effects, trace }: Result): Told {
  const others = effects.filter((effect) => effect.kind !== 'say').map(tellEffect);
  const answers = state.frames.at(-1)?.answers ?? {};
  return {
    said: effects.flatMap((effect) => (effect.kind === 'say' ? [tellContent(effect.content)] : [])),
    ...(others.length > 0 ? { effects: others } : {}),
    trace: trace.map(({ flow, node, outcome }) => `${flow === 'main' ? '' : `${flow} `}${node}: ${outcome}`),
    ...(Object.keys(answers).length > 0 ? { answers } : {}),
    state: tellState(state),
  };
}

function tellContent(content: OutboundContent): unknown {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'buttons') return { text: content.text, buttons: content.buttons.map(({ title }) => title) };
  return content;
}

function tellEffect(effect: FlowEffect): string {
  if (effect.kind === 'stage') return `stage: ${effect.stage ?? 'none'}`;
  if (effect.kind === 'hand_over') return `hand over: ${effect.reason}`;
  return effect.kind === 'assistant' ? `an assistant answers: ${effect.instructions}` : effect.kind;
}

function tellState({ status, wait, outcome, frames }: RunState): string {
  if (status === 'ended') return `ended: ${outcome}`;
  const where = frames.at(-1);
  const what =
    wait?.for === 'step' ? `step ${wait.step} ${JSON.stringify(wait.input)}` : wait?.for === 'event' ? `event ${wait.event}` : wait?.for;
  const until = wait && (wait.for === 'time' || wait.for === 'event') && wait.until ? ` until ${wait.until}` : '';
  return `waits at ${where?.node} for ${what}${until}`;
}
