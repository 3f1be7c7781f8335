import type { AskModel, ModelQuestion } from '#core/assistant.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import type { Turn } from '#core/turn.ts';
import type { ModelSession, Models } from '#models/index.ts';
import type { Database } from '#platform/db/database.ts';
import { createCanary } from './canary.ts';
import { pastMessagesMax, type SaidMessage, toConversation } from './conversation.ts';
import { converse, type Result, type Talk, troubleResult } from './converse.ts';
import { readPastMessages } from './past-store.ts';

export interface ModelAssistantTools {
  /** For reading what was said before. */
  readonly database: Database;
  readonly models: Models;
  /** What was said before, in place of what the database has; the oldest first. */
  readPast?(turn: Turn): Promise<readonly SaidMessage[]>;
}

interface AskTools extends ModelAssistantTools {
  readonly intents: readonly Intent[];
}

/** How every assistant asks a model: with what was said before, within its time, and with a line of the trace. Without tools there is no model. */
export function createAsk(tools: AskTools | undefined): AskModel {
  return async (turn, question) => {
    if (!tools) return { kind: 'nothing' };
    const { result } = await askModel(turn, question, tools);
    return result.kind === 'said' ? result : { kind: result.kind };
  };
}

export async function askModel(turn: Turn, question: ModelQuestion, tools: AskTools): Promise<{ result: Result }> {
  let session: ModelSession | null = null;
  let talk: Talk | null = null;
  let result: Result;
  try {
    session = await tools.models.begin({
      organizationId: turn.organization.id,
      turnId: turn.id,
      contactId: turn.contact.id,
      provider: question.provider,
      key: turn.key,
      secondsMax: question.secondsMax,
      signal: turn.signal,
    });
    talk = await prepare(turn, question, { ...tools, session });
    result = refused(await converse(talk), question);
  } catch (error) {
    result = troubleResult(error);
  } finally {
    session?.end();
  }
  tell(turn, { result, talk, question });
  return { result };
}

function refused(result: Result, { refuse }: ModelQuestion): Result {
  const reason = result.kind === 'said' ? (refuse?.(result.text) ?? null) : null;
  return reason === null ? result : { kind: 'nothing', outcome: 'refused', reason: `What the model said must not be said (${reason}).` };
}

async function prepare(
  turn: Turn,
  { prompt, temperature, step }: ModelQuestion,
  { database, readPast, intents, session }: AskTools & { session: ModelSession },
): Promise<Talk> {
  const canary = createCanary(turn.ids);
  const past = await (readPast?.(turn) ??
    readPastMessages(database, turn.organization.id, {
      conversationId: turn.conversation.id,
      before: turn.messages[0]?.position ?? 0,
      most: pastMessagesMax,
    }));
  const system = await prompt.render(canary);
  const now = turn.messages.filter(hasWords).map((message) => ({ ...message, direction: 'in' as const }));
  const messages = toConversation(past as SaidMessage[], now);
  return { turn, step, session, intents, system, canary, temperature, messages, answers: [] };
}

const asides: ReadonlySet<string> = new Set(['reaction', 'edit', 'delete', 'system']);

/** Whether there is something in it to ask about; a heart under a message, or a sticker, is nothing. */
export function hasWords({ kind, text, content }: Turn['messages'][number]): boolean {
  if (asides.has(kind)) return false;
  return (text ?? '').trim() !== '' || typeof content?.description === 'string';
}

/** One line: who was sent how much, under which prompt, and what came of it. The words themselves are evidence, sealed. */
function tell(turn: Turn, { result, talk, question }: { result: Result; talk: Talk | null; question: ModelQuestion }): void {
  const { step, prompt } = question;
  const outcome = result.kind === 'said' ? 'answered' : result.kind === 'acted' ? result.by : result.outcome;
  const because = result.kind === 'nothing' ? `${result.reason} The offline assistant answers. ` : '';
  if (!talk || talk.session.spent.calls === 0) {
    turn.note({ step, outcome, reason: `${because}Nothing was sent.` });
    return;
  }
  const { provider, spent } = talk.session;
  const { model, baseUrl } = provider.settings;
  const characters = talk.messages.reduce((sum, one) => sum + ('text' in one ? one.text.length : 0), talk.system.length);
  turn.note({
    step,
    outcome,
    reason: `${because}Asked: "${provider.name}" (${model} at ${new URL(baseUrl).host}), with the prompt ${prompt.version} (${prompt.hash}).`,
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
