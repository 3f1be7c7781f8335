import type { TraceEntry, Turn, TurnReading } from '#core/turn.ts';
import { type ModelSession, type Models, ModelTrouble } from '#models/index.ts';
import { watches } from '../memory.ts';
import { allWordsIn } from '../words-in.ts';
import { readingHash, readingPrompt, readingQuestion, readingSchema } from './prompt.ts';
import { noReading, readAnswer, type Shown } from './read-answer.ts';

export interface AskTools {
  readonly models: Pick<Models, 'begin'>;
  /** Whether the model answered, and why not. Must not throw. */
  onAsked(organizationId: string, provider: string, trouble: string | null): void;
}

/** So long an answer to a person may wait for it. */
export const readingSeconds = 3;

/** Has an organization's model read all messages of a turn together, once; null: none reads there, or nobody said anything. */
export function createReadBeside(tools: AskTools): (turn: Turn) => Promise<{ reading: TurnReading | null; trace: TraceEntry }> | null {
  return (turn) => {
    const provider = turn.channel.readingProvider ?? null;
    if (provider === null) return null;
    const shown = turn.messages
      .filter(({ kind }) => !asides.has(kind))
      .map((message) => ({ messageId: message.id, words: allWordsIn(message) }))
      .filter(({ words }) => /\p{L}/u.test(words));
    return shown.length === 0 ? null : ask(tools, { turn, provider, shown });
  };
}

const asides: ReadonlySet<string> = new Set(['reaction', 'delete', 'system']);

/** Somebody has decided that it is not to be asked: then the rules count as they do without one. */
const withdrawn: ReadonlySet<string> = new Set(['no_provider', 'disabled', 'not_allowed']);

interface Asking {
  readonly turn: Turn;
  readonly provider: string;
  readonly shown: readonly Shown[];
}

async function ask(tools: AskTools, { turn, provider, shown }: Asking) {
  const { safety } = turn.conversation.routing;
  const text = readingQuestion(
    shown.map(({ words }) => words),
    safety !== undefined && watches(safety, turn.clock.now()),
  );
  const { session, answer, trouble } = await answerOf(tools, { turn, provider, text });
  const by = session ? `model ${session.provider.settings.model}` : 'model';
  const read = trouble === null ? readAnswer(answer, shown, by) : null;
  const why = trouble ?? (read ? null : 'nonsense');
  tools.onAsked(turn.organization.id, provider, why);
  const reading = read ?? (why !== null && withdrawn.has(why) ? null : noReading(by));
  return { reading, trace: traceOf({ session, reading, why, evidence: { messages: text, answer } }) };
}

interface Answered {
  readonly session: ModelSession | null;
  readonly answer: string;
  readonly trouble: string | null;
}

async function answerOf(tools: AskTools, { turn, provider, text }: Omit<Asking, 'shown'> & { readonly text: string }): Promise<Answered> {
  let session: ModelSession | null = null;
  try {
    session = await begin(tools, turn, provider);
    const { text: answer } = await session.read({ system: readingPrompt.text, text, form: readingSchema });
    return { session, answer, trouble: null };
  } catch (error) {
    if (!(error instanceof ModelTrouble)) throw error;
    return { session, answer: '', trouble: error.code };
  } finally {
    session?.end();
  }
}

function begin({ models }: AskTools, turn: Turn, provider: string): Promise<ModelSession> {
  return models.begin({
    organizationId: turn.organization.id,
    turnId: turn.id,
    contactId: turn.contact.id,
    provider,
    key: turn.key,
    secondsMax: readingSeconds,
    signal: turn.signal,
    unlimited: true,
  });
}

interface Told {
  readonly session: ModelSession | null;
  readonly reading: TurnReading | null;
  readonly why: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Which model was sent the messages, and what it made of them; the words are evidence, sealed. */
function traceOf({ session, reading, why, evidence }: Told): TraceEntry {
  const asked = session
    ? ` Asked: "${session.provider.name}" (${session.provider.settings.model}), with the prompt ${prompt}.`
    : ' Nothing was sent.';
  return {
    step: 'safety.model',
    outcome: why ?? reading?.severity ?? 'none',
    reason:
      why === null
        ? `A model read the messages beside the rules.${asked}`
        : `The model that reads beside the rules gave no answer that can be used: the rules alone count.${asked}`,
    ...(session ? { numbers: { inputTokens: session.spent.inputTokens, outputTokens: session.spent.outputTokens }, evidence } : {}),
  };
}

const prompt = `${readingPrompt.version} (${readingHash})`;
