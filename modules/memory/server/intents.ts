import { choiceIds } from '#core/dialogue/choices.ts';
import { defineIntent, type Intent } from '#core/dialogue/intent.ts';
import { isUnlocked } from '#core/dialogue/pin.ts';
import { normalise } from '#core/dialogue/text.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import { noWords, phrases, yesWords } from '#core/dialogue/words.ts';
import type { Reading } from '#core/reading.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import { changedBlock, type Kept, sealBlock } from './block.ts';
import { askedToRemember, extract } from './extract.ts';
import { toKept } from './keep.ts';
import { allOf, type Opened, openMemories } from './memories.ts';
import { openQuestion } from './offer-pattern.ts';
import { recallFrom } from './recall.ts';
import { findSaidBefore } from './store.ts';
import { companion, type MemoryTools } from './tools.ts';
import { vectorModel, vectorOf } from './vectors.ts';
import asked from './words/asked.json' with { type: 'json' };

const mayAsk = (turn: Turn) => turn.channel.assistant.kind === companion && isUnlocked(turn);
/** Asked for by words, or by a button that was shown for it. */
const hidden = { mayAsk, inMenu: false, title: 'memory.show_button' } as const;

/** What people may ask of what is remembered of them. It answers also who took their consent back: what is left is theirs to see. */
export function memoryIntents(tools: MemoryTools): readonly Intent[] {
  const open = async (about: Reading) => ({
    allowed: await tools.mayRemember(about, about.contact.id),
    opened: await openMemories(about, about.contact.id),
  });
  return [
    defineIntent({
      name: 'memory.show-memories',
      title: 'memory.show_button',
      mayAsk,
      keywords: asked.show,
      read: open,
      handle: async (turn, known) => show(turn, known),
    }),
    defineIntent({
      ...hidden,
      name: 'memory.keep-memory',
      keywords: {},
      means: (_turn, message) => message.text !== null && askedToRemember(message.text) !== null,
      read: open,
      handle: async (turn, { allowed }) => keepSaid(turn, allowed),
    }),
    defineIntent({
      ...hidden,
      name: 'memory.forget-memory',
      keywords: asked.forget,
      means: (_turn, message) => toForget(message) !== null,
      read: async (about) => ({ ...(await open(about)), before: await saidBefore(about) }),
      handle: async (turn, { opened, before }) => forgetSaid(turn, opened, before),
    }),
    ...everythingIntents,
    patternIntent('confirm', 'confirmed', yesWords),
    patternIntent('deny', 'denied', noWords),
  ];
}

/** "Forget everything" asks once. */
const everythingIntents: readonly Intent[] = [
  {
    ...hidden,
    name: 'memory.ask-everything',
    keywords: asked.everything,
    async handle(turn) {
      const buttons = [
        { id: choiceIds.intent('memory.forget-everything'), title: turn.sentence('memory.yes_button') },
        { id: choiceIds.intent('memory.keep-everything'), title: turn.sentence('memory.no_button') },
      ];
      turn.reply({ kind: 'buttons', text: turn.sentence('memory.ask_everything'), buttons });
      remember(turn, { asked: { by: 'memory.everything', at: turn.clock.now().toISOString() } });
    },
  },
  {
    ...hidden,
    name: 'memory.forget-everything',
    keywords: {},
    means: (turn, _message, said) => openQuestion(turn, 'memory.everything') !== null && yesWords.has(said),
    async handle(turn) {
      // An old button is tapped once more: it was asked for all the same.
      turn.apply({ kind: 'keep', by: 'memory.forgot-everything', row: { sure: true } });
      turn.apply({ kind: 'keep', by: 'mood.forgot-everything', row: { sure: true } });
      answer(turn, 'memory.forgot_everything');
    },
  },
  {
    ...hidden,
    name: 'memory.keep-everything',
    keywords: {},
    means: (turn, _message, said) => openQuestion(turn, 'memory.everything') !== null && noWords.has(said),
    handle: async (turn) => answer(turn, 'memory.kept_all'),
  },
];

/** The answer to a pattern that was offered. */
function patternIntent(verb: string, state: 'confirmed' | 'denied', words: ReadonlySet<string>): Intent {
  return {
    ...hidden,
    name: `memory.${verb}-pattern`,
    keywords: {},
    means: (turn, _message, said) => openQuestion(turn, 'memory.pattern') !== null && words.has(said),
    async handle(turn) {
      const id = openQuestion(turn, 'memory.pattern')?.about ?? null;
      if (id !== null) turn.apply({ kind: 'keep', by: 'memory.pattern-state', row: { id, state } });
      answer(turn, `memory.pattern_${state}`);
    },
  };
}

function answer(turn: Turn, key: string): void {
  turn.reply({ kind: 'text', text: turn.sentence(key) });
  remember(turn, { asked: undefined });
}

/** A screen of them. */
const shownMax = 20;

function show(turn: Turn, { allowed, opened }: { allowed: boolean; opened: Opened }): void {
  const all = allOf(opened);
  if (all.length === 0) {
    turn.reply({ kind: 'text', text: turn.sentence(allowed ? 'memory.nothing' : 'memory.not_allowed') });
    return;
  }
  const more = all.length - shownMax;
  const lines = [
    turn.sentence('memory.shown'),
    ...all.slice(0, shownMax).map(({ text }) => `• ${text}`),
    ...(more > 0 ? [turn.sentence('memory.more', { count: more })] : []),
    turn.sentence('memory.how'),
  ];
  turn.reply({ kind: 'text', text: lines.join('\n') });
}

function keepSaid(turn: Turn, allowed: boolean): void {
  if (!allowed) {
    turn.reply({ kind: 'text', text: turn.sentence('memory.not_allowed') });
    return;
  }
  for (const message of turn.messages) {
    const draft = extract(message.text ?? '', turn.contact.language).find(({ importance }) => importance === 1);
    if (!draft) continue;
    const memory = toKept(turn, { ...draft, at: message.at, messageId: message.id });
    const id = turn.ids.next();
    const sealed_block = sealBlock(turn, id, { memories: [memory], vectors: vectorOf(memory.text) });
    const { name: model, dimensions } = vectorModel;
    turn.apply({ kind: 'keep', by: 'memory.kept', row: { id, model, dimensions, sealed_block } });
  }
  turn.reply({ kind: 'text', text: turn.sentence('memory.kept') });
}

const prefixes = Object.values(asked.forgetPrefix)
  .flat()
  .map(normalise)
  .sort((one, other) => other.length - one.length);

/** "Forget that" names nothing by itself. */
const whole = phrases({
  ...asked.forget,
  ...Object.fromEntries(Object.entries(asked.everything).map(([key, list]) => [`all ${key}`, list])),
});

/** What is to be forgotten, in words: "forget that I work nights". Null: nothing is. */
function toForget({ text }: TurnMessage): string | null {
  if (text === null || text.length > 300) return null;
  const said = normalise(text);
  if (whole.has(said)) return null;
  const prefix = prefixes.find((one) => said.startsWith(`${one} `));
  return prefix === undefined ? null : said.slice(prefix.length + 1);
}

/** The message that "forget that" is about; null: there is none. */
async function saidBefore({ db, organization, conversation, messages }: Reading): Promise<string | null> {
  const [first] = messages;
  return first ? findSaidBefore(db, organization.id, { conversationId: conversation.id, messageId: first.id }) : null;
}

function forgetSaid(turn: Turn, opened: Opened, before: string | null): void {
  const meant = turn.messages.flatMap((message) => meantBy(turn, message, { opened, before }));
  const ids = new Set(meant.map(({ id }) => id));
  const named = turn.messages.some((message) => toForget(message) !== null);
  const messageIds = [...new Set([...meant.flatMap(({ message }) => message ?? []), ...(named || before === null ? [] : [before])])];
  for (const { id, version, block } of opened.blocks) {
    const own = block.memories.filter((memory) => ids.has(memory.id));
    if (own.length === 0) continue;
    const left = changedBlock(block, ids);
    turn.apply({
      kind: 'keep',
      by: 'memory.forgotten',
      row: {
        block_id: id,
        version,
        memories: left.memories.length,
        sealed_block: sealBlock(turn, id, left),
        memory_ids: own.map((memory) => memory.id),
        message_ids: own.flatMap(({ message }) => message ?? []),
      },
    });
  }
  turn.apply({ kind: 'keep', by: 'memory.skipped', row: { message_ids: messageIds } });
  if (messageIds.length > 0) turn.apply({ kind: 'keep', by: 'mood.forgot-messages', row: { message_ids: messageIds } });
  const nothing = named ? 'memory.not_found' : 'memory.forgot_last';
  const said = meant.map(({ text }) => turn.sentence('memory.forgotten', { text }));
  turn.reply({ kind: 'text', text: said.length > 0 ? said.join('\n') : turn.sentence(nothing) });
}

function meantBy(turn: Turn, message: TurnMessage, { opened, before }: { opened: Opened; before: string | null }): readonly Kept[] {
  const named = toForget(message);
  const all = allOf(opened);
  if (named === null) return all.filter((one) => before !== null && one.message === before);
  // Also what may hurt, and although the gate watches: it is they who speak of it.
  const [best] = recallFrom({ ...opened, watching: false }, named, { limit: 1, at: turn.clock.now() });
  return all.filter(({ id }) => id === best?.id);
}
