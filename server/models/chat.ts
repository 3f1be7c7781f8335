import type { Preset } from './presets.ts';
import { post, type Reach } from './reach.ts';
import { ModelTrouble } from './trouble.ts';

/** Asking for words, over the OpenAI wire, with the AI SDK's adapter for it. */

export type ChatMessage =
  | { readonly role: 'user' | 'assistant'; readonly text: string }
  | { readonly role: 'picture'; readonly text: string; readonly bytes: Uint8Array; readonly type: string }
  | { readonly role: 'calls'; readonly calls: readonly ToolCall[] }
  | { readonly role: 'results'; readonly results: readonly { readonly call: ToolCall; readonly text: string }[] };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** As the model wrote it: meant to be JSON, and not to be trusted. */
  readonly input: string;
}

/** A tool without parameters: what it does needs no more than the turn it is called in. */
export interface ToolOffer {
  readonly name: string;
  readonly description: string;
}

export interface ChatQuestion {
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolOffer[];
  readonly temperature?: number | null;
  readonly maxOutputTokens: number;
  /** The answer is to be JSON of this form. It may still be anything. */
  readonly form?: { readonly name: string; readonly schema: object };
}

export interface ChatAnswer {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** The model had more to say than it was allowed to. */
  readonly cut: boolean;
  readonly usage: Usage;
}

/** As the provider reports it; undefined: it did not say. */
export interface Usage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/**
 * Loaded at the first question: an installation without a provider pays neither the memory (24 MB, measured) nor the time (60 ms).
 * Of the AI SDK only this adapter: its `streamText` brings retries, telemetry and a tool loop of its own, where we need to decide
 * about each ourselves.
 */
const load = () => import('@ai-sdk/openai-compatible');
type Sdk = Awaited<ReturnType<typeof load>>;
type Model = ReturnType<ReturnType<Sdk['createOpenAICompatible']>['chatModel']>;
type CallOptions = Parameters<Model['doStream']>[0];
type Part = Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer P> ? P : never;

/**
 * Asks, and returns only a finished answer. It is read as a stream so that a provider that never ends is left after as many
 * characters as its tokens can be, and so that a broken connection is seen as what it is; nothing of a half answer is kept,
 * because its second half may have been the "not".
 */
export async function chat(reach: Reach, model: { name: string; preset: Preset }, question: ChatQuestion): Promise<ChatAnswer> {
  const { createOpenAICompatible } = await load();
  try {
    return await gather(await open(createOpenAICompatible, reach, { model, question }), question.maxOutputTokens);
  } catch (error) {
    throw troubleIn(error, reach.signal);
  }
}

interface Opening {
  readonly model: { readonly name: string; readonly preset: Preset };
  readonly question: ChatQuestion;
}

async function open(createOpenAICompatible: Sdk['createOpenAICompatible'], reach: Reach, { model, question }: Opening) {
  const provider = createOpenAICompatible({
    name: 'provider',
    baseURL: reach.baseUrl,
    includeUsage: true,
    supportsStructuredOutputs: model.preset.forms === 'schema',
    fetch: (url, init) => fetchOver(reach, url, init),
    transformRequestBody: (body) => renameLimit(body, model.preset.outputLimit),
  });
  const { stream } = await provider.chatModel(model.name).doStream(callOptions(question, reach.signal));
  return stream;
}

/** A token is seldom more than eight characters; what goes on beyond this ignores the limit it was given. */
const charactersOf = (tokens: number) => tokens * 8 + 2000;
const callsMax = 16;

async function gather(stream: ReadableStream<Part>, maxOutputTokens: number): Promise<ChatAnswer> {
  const said = { text: '', thought: 0, calls: [] as ToolCall[] };
  for await (const part of stream) {
    if (part.type === 'error') throw part.error instanceof Error ? part.error : garbage();
    if (part.type === 'finish') return finished(part, said);
    take(said, part);
    if (said.text.length + said.thought > charactersOf(maxOutputTokens) || said.calls.length > callsMax)
      throw new ModelTrouble('endless', 'The model did not stop at the limit it was given.', { reached: true });
  }
  throw garbage();
}

/** What was thought counts and is not kept. */
function take(said: { text: string; thought: number; calls: ToolCall[] }, part: Part): void {
  if (part.type === 'text-delta') said.text += part.delta;
  else if (part.type === 'reasoning-delta' || part.type === 'tool-input-delta') said.thought += part.delta.length;
  else if (part.type === 'tool-call') said.calls.push({ id: part.toolCallId, name: part.toolName, input: part.input });
}

function finished(part: Extract<Part, { type: 'finish' }>, { text, calls }: Pick<ChatAnswer, 'text' | 'calls'>): ChatAnswer {
  if (part.finishReason.unified === 'content-filter')
    throw new ModelTrouble('filtered', 'The provider’s own filter stopped the answer.', { reached: true });
  const usage = { inputTokens: part.usage.inputTokens.total, outputTokens: part.usage.outputTokens.total };
  return { text, calls, cut: part.finishReason.unified === 'length', usage };
}

/**
 * What is behind an error of the SDK. It is never passed on itself: it carries the whole request, with what people wrote.
 */
function troubleIn(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof ModelTrouble) return one;
  return error instanceof Error && error.name.startsWith('AI_') ? garbage() : error;
}

function garbage(): ModelTrouble {
  return new ModelTrouble('garbage', 'What came is not an answer of the OpenAI form, or broke off in the middle.', {
    retry: true,
    reached: true,
  });
}

async function fetchOver(reach: Reach, url: unknown, init: RequestInit | undefined): Promise<Response> {
  const path = String(url).slice(reach.baseUrl.replace(/\/+$/, '').length);
  const answer = await post(reach, path, { headers: { 'content-type': 'application/json' }, body: String(init?.body) });
  const headers = Object.entries(answer.headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new Response(ReadableStream.from(answer.body), { status: answer.status, headers });
}

function renameLimit({ max_tokens: limit, ...body }: Record<string, unknown>, name: Preset['outputLimit']): Record<string, unknown> {
  return { ...body, [name]: limit };
}

function callOptions(question: ChatQuestion, signal: AbortSignal): CallOptions {
  const { system, messages, tools = [], temperature, maxOutputTokens, form } = question;
  return {
    prompt: [{ role: 'system', content: system }, ...messages.map(toPrompt)],
    maxOutputTokens,
    ...(temperature === null || temperature === undefined ? {} : { temperature }),
    ...(tools.length > 0 ? { tools: tools.map((tool) => ({ type: 'function', ...tool, inputSchema: noParameters }) as const) } : {}),
    ...(form ? { responseFormat: { type: 'json', name: form.name, schema: form.schema } as const } : {}),
    abortSignal: signal,
  };
}

const noParameters = { type: 'object' as const, properties: {}, additionalProperties: false };

function toPrompt(message: ChatMessage): CallOptions['prompt'][number] {
  switch (message.role) {
    case 'user':
    case 'assistant':
      return { role: message.role, content: [{ type: 'text', text: message.text }] };
    case 'picture':
      return {
        role: 'user',
        content: [
          { type: 'text', text: message.text },
          { type: 'file', mediaType: message.type, data: { type: 'data', data: message.bytes } },
        ],
      };
    case 'calls':
      return {
        role: 'assistant',
        // What was not JSON goes back as an empty object: a provider would refuse its own model's mistake.
        content: message.calls.map((call) => ({ type: 'tool-call', toolCallId: call.id, toolName: call.name, input: {} })),
      };
    case 'results':
      return {
        role: 'tool',
        content: message.results.map(({ call, text }) => ({
          type: 'tool-result',
          toolCallId: call.id,
          toolName: call.name,
          output: { type: 'text', value: text },
        })),
      };
  }
}
