import { choiceOf } from '#core/dialogue/choices.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { splitText } from '#core/dialogue/split-text.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import type { ModelSession, Models } from '#models/index.ts';
import type { Database } from '#platform/db/database.ts';
import { type Assistant, defineAssistant } from '../assistant.ts';
import { createCanary } from './canary.ts';
import { pastMessagesMax, type SaidMessage, toConversation } from './conversation.ts';
import { converse, type Result, type Talk, troubleResult } from './converse.ts';
import { readPastMessages } from './past-store.ts';
import { promptHash, promptTemplate, renderPrompt } from './prompt.ts';
import { type ModelAssistantSettings, modelSettings } from './settings.ts';

export interface ModelAssistantTools {
  /** For reading what was said before. */
  readonly database: Database;
  readonly models: Models;
  /** What was said before, in place of what the database has; the oldest first. */
  readPast?(turn: Turn): Promise<readonly SaidMessage[]>;
}

interface Tools extends ModelAssistantTools {
  readonly intents: readonly Intent[];
  readonly offline: Assistant;
}

/** All questions of a turn together. With what hearing may take before (12 s) it stays below the 45 s of a turn. */
const answerSecondsMax = 30;
/** More messages than these nobody reads in one go; an answer that is longer ends at a sentence. */
const partsMax = 3;

/**
 * Asks a model, and has the offline assistant answer whenever there is no good answer in time: the person is never left waiting
 * for somebody else's server. It is the one assistant that does I/O; it does it with what it was handed here, for a turn has none.
 */
export function createModel(tools: Tools): Assistant {
  const { offline } = tools;
  return defineAssistant({
    kind: 'model',
    settings: modelSettings(offline),
    quietMs: 1_200,
    restSeconds: 10,
    thinks: true,
    takesInstructions: true,
    menu: (turn, settings) => offline.menu?.(turn, settings.fallback) ?? [],
    async answer(turn, settings) {
      // What the fallback offered it also answers; and there is nothing to ask about a heart under a message, or a sticker.
      if (turn.messages.every((message) => choiceOf(turn, message) !== null || !hasWords(message))) {
        turn.note({ step: 'assistant.model', outcome: 'not_asked', reason: 'Nothing for a model in it: the offline assistant answers.' });
        return offline.answer(turn, settings.fallback);
      }
      if (!(await answerByModel(turn, settings, tools))) await offline.answer(turn, settings.fallback);
    },
  });
}

const asides: ReadonlySet<string> = new Set(['reaction', 'edit', 'delete', 'system']);

function hasWords({ kind, text, content }: Turn['messages'][number]): boolean {
  if (asides.has(kind)) return false;
  return (text ?? '').trim() !== '' || typeof content?.description === 'string';
}

/** False: nothing was said. */
async function answerByModel(turn: Turn, settings: ModelAssistantSettings, tools: Tools): Promise<boolean> {
  let session: ModelSession | null = null;
  let talk: Talk | null = null;
  let result: Result;
  try {
    session = await begin(turn, settings, tools);
    talk = await prepare(turn, settings, { ...tools, session });
    result = await converse(talk);
  } catch (error) {
    result = troubleResult(error);
  } finally {
    session?.end();
  }
  tell(turn, result, talk);
  if (result.kind === 'said') say(turn, result.text);
  return result.kind !== 'nothing';
}

function begin(turn: Turn, { provider }: ModelAssistantSettings, { models }: Tools): Promise<ModelSession> {
  return models.begin({
    organizationId: turn.organization.id,
    turnId: turn.id,
    contactId: turn.contact.id,
    provider,
    key: turn.key,
    secondsMax: answerSecondsMax,
    signal: turn.signal,
  });
}

async function prepare(
  turn: Turn,
  settings: ModelAssistantSettings,
  { database, readPast, intents, session }: Tools & { session: ModelSession },
): Promise<Talk> {
  const canary = createCanary(turn.ids);
  const { contact, channel, conversation } = turn;
  const past = await (readPast?.(turn) ??
    readPastMessages(database, turn.organization.id, {
      conversationId: conversation.id,
      before: turn.messages[0]?.position ?? 0,
      most: pastMessagesMax,
    }));
  const system = await renderPrompt({
    organization: channel.organizationName,
    channel: channel.type,
    language: contact.language ?? settings.language ?? channel.organizationLanguage,
    name: contact.name,
    instructions: settings.instructions ?? null,
    canary,
  });
  const now = turn.messages.filter(hasWords).map((message) => ({ ...message, direction: 'in' as const }));
  const messages = toConversation(past as SaidMessage[], now);
  return { turn, session, intents, system, canary, temperature: settings.temperature ?? null, messages, answers: [] };
}

/** Whoever talks with a model is told so at the beginning, and again after so long. */
const disclosureHours = 3;

function say(turn: Turn, text: string): void {
  const disclosure = mustDisclose(turn) ? `${turn.sentence('assistants.model.disclosure')}\n\n` : '';
  const parts = splitText(`${disclosure}${text}`, turn.channel.textLength).map((part) => part.trim());
  for (const part of parts.filter((one) => one !== '').slice(0, partsMax)) turn.reply({ kind: 'text', text: part });
  // A number typed now is about what the model wrote, not about a menu above it.
  const disclosed = disclosure === '' ? {} : { disclosedAt: turn.clock.now().toISOString() };
  remember(turn, { offered: undefined, clarified: undefined, toldTextOnly: undefined, greeted: true, ...disclosed });
}

function mustDisclose({ conversation, clock }: Turn): boolean {
  const { disclosedAt } = conversation.routing;
  return disclosedAt === undefined || clock.now().getTime() - Date.parse(disclosedAt) >= disclosureHours * 3_600_000;
}

/** One line: who was sent how much, under which prompt, and what came of it. The words themselves are evidence, sealed. */
function tell(turn: Turn, result: Result, talk: Talk | null): void {
  const outcome = result.kind === 'said' ? 'answered' : result.kind === 'acted' ? result.by : result.outcome;
  const because = result.kind === 'nothing' ? `${result.reason} The offline assistant answers. ` : '';
  if (!talk || talk.session.spent.calls === 0) {
    turn.note({ step: 'assistant.model', outcome, reason: `${because}Nothing was sent.` });
    return;
  }
  const { provider, spent } = talk.session;
  const { model, baseUrl } = provider.settings;
  const characters = talk.messages.reduce((sum, one) => sum + ('text' in one ? one.text.length : 0), talk.system.length);
  turn.note({
    step: 'assistant.model',
    outcome,
    reason: `${because}Asked: "${provider.name}" (${model} at ${new URL(baseUrl).host}), with the prompt ${promptTemplate.version} (${promptHash}).`,
    numbers: {
      calls: spent.calls,
      messages: talk.messages.length,
      characters,
      tokens: spent.tokens,
      inputTokens: spent.inputTokens,
      outputTokens: spent.outputTokens,
    },
    evidence: { system: talk.system, messages: talk.messages, answers: talk.answers.map(({ text, calls }) => ({ text, calls })) },
  });
}
