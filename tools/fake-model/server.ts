import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A model provider on your own machine that speaks the OpenAI wire: chat completions (streamed and whole), tool calls, pictures,
 * transcriptions; and misbehaves when told to. It knows nothing: it echoes, or says what it was told to say.
 */
export interface FakeModel {
  /** The address to name as baseUrl. */
  readonly url: string;
  readonly key: string;
  /** Everything that was asked, in order, as it came over the wire. */
  readonly requests: FakeRequest[];
  /** What the next questions are answered with, one after the other; afterwards it goes back to its usual behaviour. */
  next(...behaviours: Behaviour[]): void;
  /** What questions are answered with when nothing is queued. */
  always(behaviour: Behaviour): void;
  /** What a reading for the safety gate (an answer of a form) is answered with; usually that nothing is found. Others stay as they are. */
  reads(behaviour: Behaviour): void;
  /** Resolves when so many requests have arrived. */
  arrived(count: number): Promise<void>;
  /** Lets go of every request that hangs, as a provider that comes back. */
  release(): void;
  /** How many requests were left by the asker before they were answered. */
  readonly left: number;
  reset(): void;
  close(): Promise<void>;
}

export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The JSON, or for a form its text as latin1. */
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into.
  readonly body: any;
}

export type Behaviour =
  | { readonly kind: 'say'; readonly text: string; readonly finish?: 'stop' | 'length' | 'content_filter'; readonly usage?: false }
  | { readonly kind: 'echo' }
  /** Repeats its system prompt, changed by `how`. */
  | { readonly kind: 'leak'; how?(prompt: string): string }
  | { readonly kind: 'call'; readonly calls: readonly { readonly name: string; readonly arguments?: string }[] }
  /** Calls the tool that the person's last message names: "call:delete_everything". */
  | { readonly kind: 'obey' }
  /** Answers nothing until released or left. `after` characters of an answer may come first. */
  | { readonly kind: 'hang'; readonly after?: string }
  | { readonly kind: 'endless' }
  | { readonly kind: 'break_off'; readonly after: string }
  | { readonly kind: 'garbage'; readonly text?: string }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

/** A reading of danger, as a model is asked for it. */
export const readingOf = (severity: string, more: object = {}): Behaviour => ({
  kind: 'say',
  text: JSON.stringify({ severity, categories: [], evidence: [], concerns: 'writer', confidence: 0.9, addressesReader: false, ...more }),
});
const nothingFound = readingOf('none');

export async function startFakeModel(options: { key?: string; port?: number } = {}): Promise<FakeModel> {
  const key = options.key ?? 'fake-model-key';
  const requests: FakeRequest[] = [];
  const hanging = new Set<ServerResponse>();
  const queue: Behaviour[] = [];
  let usual: Behaviour = { kind: 'echo' };
  let reading: Behaviour = nothingFound;
  let left = 0;
  let watchers: (() => void)[] = [];

  // biome-ignore lint/suspicious/noExplicitAny: JSON of others.
  const behaviourFor = (body: any) => (body.response_format === undefined ? (queue.shift() ?? usual) : reading);

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = bodyOf(request, Buffer.concat(chunks));
      requests.push({ path, headers: request.headers, body });
      for (const wake of watchers.splice(0)) wake();
      response.on('close', () => {
        hanging.delete(response);
        if (!response.writableEnded) left += 1;
      });
      if (request.headers.authorization !== `Bearer ${key}`)
        return refuse(response, 401, 'invalid_api_key', `Incorrect API key provided: ${request.headers.authorization}`);
      const behaviour = behaviourFor(body);
      if (path.endsWith('/chat/completions')) return chat(response, { behaviour, body, hanging });
      if (path.endsWith('/audio/transcriptions')) return transcription(response, { behaviour, hanging });
      return refuse(response, 404, 'not_found', 'Unknown request URL');
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    key,
    requests,
    next: (...behaviours) => void queue.push(...behaviours),
    always(behaviour) {
      usual = behaviour;
    },
    reads(behaviour) {
      reading = behaviour;
    },
    async arrived(count) {
      while (requests.length < count) await new Promise<void>((resolve) => watchers.push(resolve));
    },
    release() {
      for (const response of hanging) response.destroy();
    },
    get left() {
      return left;
    },
    reset() {
      for (const response of hanging) response.destroy();
      requests.length = 0;
      queue.length = 0;
      usual = { kind: 'echo' };
      reading = nothingFound;
      left = 0;
    },
    async close() {
      watchers = [];
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of others.
function bodyOf(request: IncomingMessage, bytes: Buffer): any {
  return String(request.headers['content-type']).includes('json') ? JSON.parse(bytes.toString()) : bytes.toString('latin1');
}

interface Asked {
  readonly behaviour: Behaviour;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of others.
  readonly body: any;
  readonly hanging: Set<ServerResponse>;
}

function chat(response: ServerResponse, asked: Asked): void {
  const { behaviour, body } = asked;
  if (misbehave(response, asked)) return;
  const answer = answerOf(behaviour, body.messages);
  const usage =
    behaviour.kind === 'say' && behaviour.usage === false ? undefined : { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
  if (body.stream !== true) {
    json(response, 200, whole(answer, usage));
    return;
  }
  openStream(response);
  for (const delta of deltasOf(answer)) send(response, { choices: [{ index: 0, delta, finish_reason: null }] });
  send(response, { choices: [{ index: 0, delta: {}, finish_reason: answer.finish }] });
  // OpenAI sends the usage in a piece of its own, after the end, and only when it was asked for.
  if (usage && body.stream_options?.include_usage) send(response, { choices: [], usage });
  response.end('data: [DONE]\n\n');
}

interface Answer {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments?: string }[];
  readonly finish: string;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of others.
function answerOf(behaviour: Behaviour, messages: any[]): Answer {
  const asked = messages.findLast((message) => message.role === 'user')?.content;
  const words = typeof asked === 'string' ? asked : (asked?.[0]?.text ?? '');
  const prompt = String(messages.find((message) => message.role === 'system')?.content);
  switch (behaviour.kind) {
    case 'say':
      return { text: behaviour.text, calls: [], finish: behaviour.finish ?? 'stop' };
    case 'leak':
      return { text: behaviour.how?.(prompt) ?? prompt, calls: [], finish: 'stop' };
    case 'call':
      return { text: '', calls: behaviour.calls, finish: 'tool_calls' };
    case 'obey': {
      const wanted = messages.map((message) => /call:(\w+)/.exec(String(message.content))?.[1]).findLast((name) => name !== undefined);
      return wanted ? { text: '', calls: [{ name: wanted }], finish: 'tool_calls' } : { text: `I do: ${words}`, calls: [], finish: 'stop' };
    }
    default:
      return { text: `You said: ${words}`, calls: [], finish: 'stop' };
  }
}

function toolCalls({ calls }: Answer) {
  return calls.map((call, index) => ({
    index,
    id: `call_${index}`,
    type: 'function',
    function: { name: call.name, arguments: call.arguments ?? '{}' },
  }));
}

function deltasOf(answer: Answer): object[] {
  if (answer.calls.length > 0) return [{ role: 'assistant', content: null, tool_calls: toolCalls(answer) }];
  // In pieces, as models write.
  return [{ role: 'assistant', content: '' }, ...(answer.text.match(/[\s\S]{1,7}/g) ?? []).map((content) => ({ content }))];
}

function whole(answer: Answer, usage: object | undefined): object {
  const calls = toolCalls(answer);
  const message = { role: 'assistant', content: answer.text, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: answer.finish }],
    ...(usage ? { usage } : {}),
  };
}

/** Everything but an answer. True: it was done. */
function misbehave(response: ServerResponse, { behaviour, hanging }: Pick<Asked, 'behaviour' | 'hanging'>): boolean {
  switch (behaviour.kind) {
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
      response.end(behaviour.body ?? JSON.stringify({ error: { message: 'as told', type: 'error', code: null } }));
      return true;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' }).end(behaviour.text ?? '<html>It works!</html>');
      return true;
    case 'hang':
      hanging.add(response);
      if (behaviour.after !== undefined) startAnswer(response, behaviour.after);
      return true;
    case 'break_off':
      startAnswer(response, behaviour.after);
      setImmediate(() => response.destroy());
      return true;
    case 'endless':
      openStream(response);
      endlessly(response);
      return true;
    default:
      return false;
  }
}

function transcription(response: ServerResponse, asked: Pick<Asked, 'behaviour' | 'hanging'>): void {
  if (misbehave(response, asked)) return;
  json(response, 200, { text: asked.behaviour.kind === 'say' ? asked.behaviour.text : 'a voice note' });
}

function startAnswer(response: ServerResponse, text: string): void {
  openStream(response);
  send(response, { choices: [{ index: 0, delta: { role: 'assistant', content: text }, finish_reason: null }] });
}

function endlessly(response: ServerResponse): void {
  if (response.destroyed) return;
  const free = send(response, { choices: [{ index: 0, delta: { content: 'and so on, ' }, finish_reason: null }] });
  if (free) setImmediate(() => endlessly(response));
  else response.once('drain', () => endlessly(response));
}

function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

function send(response: ServerResponse, part: object): boolean {
  return response.write(`data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', ...part })}\n\n`);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  json(response, status, { error: { message, type: 'invalid_request_error', code } });
}
