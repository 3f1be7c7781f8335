import type { Intent } from '#core/dialogue/intent.ts';
import type { Turn } from '#core/turn.ts';
import { type ChatAnswer, type ChatMessage, type ModelSession, ModelTrouble, type ToolCall } from '#models/index.ts';
import { tellsCanary } from './canary.ts';
import { plainText } from './plain-text.ts';
import { callTool, offeredTools } from './tools.ts';

/** What came of asking: words to say, something that was started and has spoken for itself, or nothing that can be used. */
export type Result =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'acted'; readonly by: string }
  | { readonly kind: 'nothing'; readonly outcome: string; readonly reason: string };

export interface Talk {
  readonly turn: Turn;
  /** Who asks, in the trace. */
  readonly step: string;
  readonly session: ModelSession;
  readonly intents: readonly Intent[];
  readonly system: string;
  readonly canary: string;
  readonly temperature: number | null;
  /** Grows with what was asked and answered; the evidence of the trace. */
  readonly messages: ChatMessage[];
  readonly answers: ChatAnswer[];
}

/** A model that was told twice that a tool does not exist, or how to call it, will not learn it in this turn. */
const refusalsMax = 2;

/** Asks, carries out what the model may start, and asks again when it wished for what it may not. */
export async function converse(talk: Talk): Promise<Result> {
  const { turn, session, intents, system, messages, temperature } = talk;
  for (let refusals = 0; refusals <= refusalsMax; refusals += 1) {
    const answer = await session.ask({ system, messages, tools: offeredTools(turn, intents), temperature });
    talk.answers.push(answer);
    if (answer.calls.length === 0) return usable(answer, talk.canary);
    const acted = await callFirst(talk, answer.calls);
    if (acted) return acted;
  }
  return { kind: 'nothing', outcome: 'bad_tool_calls', reason: 'The model went on calling tools that it does not have.' };
}

/** The first call that may be carried out is; the others of the same answer are left, because it speaks for the turn. */
async function callFirst({ turn, step, intents, messages }: Talk, calls: readonly ToolCall[]): Promise<Result | null> {
  const results: { call: ToolCall; text: string }[] = [];
  for (const call of calls) {
    const called = await callTool(turn, intents, call);
    if (called.done) return { kind: 'acted', by: called.by };
    turn.note({
      step: `${step}.tool`,
      outcome: called.outcome,
      reason: 'The model called a tool in a way that it may not: refused.',
      evidence: { tool: call.name, arguments: call.input },
    });
    results.push({ call, text: called.answer });
  }
  messages.push({ role: 'calls', calls }, { role: 'results', results });
  return null;
}

function usable(answer: ChatAnswer, canary: string): Result {
  // Looked at as it came: what plain text leaves out may have been between the letters.
  if (tellsCanary(answer.text, canary))
    return { kind: 'nothing', outcome: 'leak', reason: 'The answer held the mark of the system prompt: not sent.' };
  const text = plainText(answer.cut ? toLastSentence(answer.text) : answer.text);
  return text === '' ? { kind: 'nothing', outcome: 'empty', reason: 'The model said nothing.' } : { kind: 'said', text };
}

/** An answer that was cut at its limit ends in the middle of a sentence, which then is left out. */
function toLastSentence(text: string): string {
  const sentences = [...sentencesIn.segment(text)].map(({ segment }) => segment);
  return sentences.length > 1 ? sentences.slice(0, -1).join('') : text;
}
const sentencesIn = new Intl.Segmenter('en', { granularity: 'sentence' });

/** As the trace tells it. Anything but a model's trouble (a bug, the end of the program) is not ours to answer. */
export function troubleResult(error: unknown): Result {
  if (!(error instanceof ModelTrouble)) throw error;
  return { kind: 'nothing', outcome: error.code, reason: error.message };
}
