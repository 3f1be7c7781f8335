import type { Answer } from './answer.ts';
import type { FakeGraph } from './fake-graph.ts';
import { FAULT_KINDS, type Fault, type FaultRates } from './faults.ts';
import { decideTemplate } from './templates.ts';

/** Lets a person at a terminal play Meta and the contacts, under `/_fake/` on the same port. */
export async function answerControl(graph: FakeGraph, request: { method: string; path: string; text: string }): Promise<Answer> {
  const route = ROUTES.get(`${request.method} ${request.path}`);
  if (route === undefined) return { status: 404, body: { error: 'There is no such address.', try: [...ROUTES.keys()] } };
  try {
    const body: unknown = request.text === '' ? {} : JSON.parse(request.text);
    if (typeof body !== 'object' || body === null) throw new Error('The body is not an object.');
    return { status: 200, body: await route(graph, body as Body) };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

type Body = Readonly<Record<string, unknown>>;

const ROUTES: ReadonlyMap<string, (graph: FakeGraph, body: Body) => unknown> = new Map<string, (graph: FakeGraph, body: Body) => unknown>([
  ['GET /_fake/sent', (graph) => ({ count: graph.sent.length, duplicates: graph.duplicates, sent: graph.sent })],
  ['GET /_fake/reads', (graph) => graph.reads],
  ['POST /_fake/receive', receive],
  ['POST /_fake/deliver', async (graph, body) => ({ status: await graph.deliver(body, { attempts: 1 }) })],
  ['POST /_fake/faults', faults],
  ['GET /_fake/templates', (graph) => graph.account.templates],
  ['POST /_fake/templates', (graph, body) => decide(graph, body)],
  ['POST /_fake/verify', (graph) => graph.verify()],
  [
    'POST /_fake/reset',
    (graph) => {
      graph.reset();
      return { ok: true };
    },
  ],
]);

/** `{from?, bsuid?, name?, text}` or, in place of the text, `message: {type, <type>: …}`. */
function receive(graph: FakeGraph, body: Body): unknown {
  const person = {
    from: optionalString(body, 'from'),
    bsuid: optionalString(body, 'bsuid'),
    name: optionalString(body, 'name'),
    id: optionalString(body, 'id'),
    phoneNumberId: optionalString(body, 'phoneNumberId'),
  };
  if (person.from === undefined && person.bsuid === undefined) throw new Error('"from" (digits) or "bsuid" is needed.');
  if (typeof body.message === 'object' && body.message !== null) return graph.receive(person, body.message as Body);
  const text = optionalString(body, 'text');
  if (text === undefined) throw new Error('"text" is needed.');
  return graph.receiveText({ ...person, text });
}

/** `{queue?: [{kind, ms?, code?}], rates?: {<kind>: share}}` */
function faults(graph: FakeGraph, body: Body): unknown {
  const queue = Array.isArray(body.queue) ? (body.queue as Fault[]) : [];
  const rates = (body.rates ?? null) as FaultRates | null;
  for (const kind of [...queue.map((fault) => fault?.kind), ...Object.keys(rates ?? {})]) {
    if (!FAULT_KINDS.some((known) => known === kind)) throw new Error(`There is no fault "${kind}". Known: ${FAULT_KINDS.join(', ')}.`);
  }
  if (rates !== null) graph.setFaultRates(rates);
  for (const fault of queue) graph.inject(fault);
  return { queued: queue.length, rates };
}

/** `{name, language, status?, reason?, recommendation?, category?, quality?, account?}`: Meta decides about a template. */
async function decide(graph: FakeGraph, body: Body): Promise<unknown> {
  const [name, language] = [optionalString(body, 'name'), optionalString(body, 'language')];
  if (name === undefined || language === undefined) throw new Error('"name" and "language" are needed.');
  const account = optionalString(body, 'account') ?? graph.plan.numbers[0]?.businessAccountId ?? '';
  return { status: await decideTemplate(graph, account, { ...body, name, language }) };
}

function optionalString(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new Error(`"${name}" is not a string.`);
}
