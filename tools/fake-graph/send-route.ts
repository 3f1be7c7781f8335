import type { Answer } from './answer.ts';
import type { Fields } from './check-fields.ts';
import { checkRead, checkSend } from './check-send.ts';
import type { FakeGraph } from './fake-graph.ts';
import type { Fault, FaultKind } from './faults.ts';
import { errorBody, GraphError, titleOf } from './graph-error.ts';

/** `POST /v23.0/<phone number id>/messages` */
export function answerMessages(graph: FakeGraph, phoneNumberId: string | undefined, text: string): Answer {
  try {
    const number = graph.numberOf(phoneNumberId);
    const body = parse(text);
    if (body.status !== undefined) {
      checkRead(body);
      graph.markRead(body);
      return { status: 200, body: { success: true } };
    }
    const fault = graph.nextFault();
    const refusal = fault === null ? undefined : REFUSALS.get(fault.kind)?.(fault);
    if (refusal !== undefined) return refusal;
    checkSend(body, (id) => graph.media.isUploaded(id));
    const unanswered = fault?.kind === 'cut' || fault?.kind === 'gateway_timeout';
    const failure = fault?.kind === 'failed_later' ? (fault.code ?? 131026) : undefined;
    const message = graph.accept(number, body, { unanswered, failure });
    if (fault?.kind === 'cut') return 'cut';
    if (fault?.kind === 'gateway_timeout') return notTheGraph(504);
    const afterMs = graph.plan.latencyMs + (fault?.kind === 'slow' ? (fault.ms ?? 1_000) : 0);
    return { status: 200, body: acceptedBody(body, message.id, message.to), afterMs };
  } catch (error) {
    if (error instanceof GraphError) return refused(error);
    throw error;
  }
}

export function refused(error: GraphError): Answer {
  return { status: error.status, body: errorBody(error) };
}

/** Faults that stop a message before it is looked at. */
const REFUSALS: ReadonlyMap<FaultKind, (fault: Fault) => Answer> = new Map<FaultKind, (fault: Fault) => Answer>([
  ['server_error', () => byCode(500, 131000)],
  ['overloaded', () => byCode(503, 131016)],
  ['rate_limited', () => ({ status: 429, body: errorBody(new GraphError(130429, titleOf(130429))), headers: { 'retry-after': '1' } })],
  ['pair_rate_limited', () => byCode(400, 131056)],
  ['token_expired', () => byCode(401, 190)],
  ['refused', (fault) => byCode(400, fault.code ?? 131009)],
  ['bad_gateway', () => notTheGraph(502)],
  // The request was read only to know that it is a send; to the sender it is the same.
  ['reset', () => 'cut'],
]);

function byCode(status: number, code: number): Answer {
  return refused(new GraphError(code, titleOf(code), { status }));
}

/** What a proxy in front of the Graph says. */
function notTheGraph(status: number): Answer {
  return { status, body: '<html><body><h1>Gateway trouble</h1></body></html>', headers: { 'content-type': 'text/html' } };
}

function acceptedBody(body: Fields, id: string, to: string): Record<string, unknown> {
  const contact = body.to === undefined ? { input: body.recipient, user_id: body.recipient } : { input: body.to, wa_id: to };
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id }] };
}

function parse(text: string): Fields {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Fields;
  } catch {
    // Falls through: Meta answers the same to every body that is no object.
  }
  throw new GraphError(100, 'The parameter messaging_product is required.');
}
