import { createHmac } from 'node:crypto';
import { changeBody, messageValue } from '../fake-graph/bodies.ts';
import { appSecret, type GraphKind, numberOf } from './world.ts';

/** One webhook, ready to be sent: written and signed before the clock starts. */
export interface PreparedMessage {
  readonly contact: number;
  readonly text: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MessagePlan {
  readonly kind: GraphKind;
  readonly contacts: number;
  readonly perContact: number;
  /** What is said in each, before its number; none: nothing but numbers. */
  readonly said?: readonly string[];
}

/** Loads made so far. Contacts, texts and ids of two loads never meet, so that every load introduces its own people. */
let loads = 0;

/** One message per webhook, as Meta sends: first one of each contact, then the second of each, and so on. */
export function prepareMessages({ kind, contacts, perContact, said = [''] }: MessagePlan): PreparedMessage[] {
  loads += 1;
  const load = loads;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const one = (contact: number, turn: number): PreparedMessage => {
    const words = said[(contact + turn) % said.length] as string;
    const text = `${words}${words === '' ? '' : ' '}load ${load}, contact ${contact}, message ${turn}`;
    const from = `1555${String(load).padStart(3, '0')}${String(contact).padStart(4, '0')}`;
    const id = `wamid.${Buffer.from(`BENCH/${load}/${contact}/${turn}`).toString('base64')}`;
    const message = { id, timestamp, type: 'text', text: { body: text } };
    const body = Buffer.from(JSON.stringify(changeBody(numberOf(kind), messageValue({ from, name: `Contact ${contact}` }, message))));
    return { contact, text, body, headers: signed(body) };
  };
  return Array.from({ length: contacts * perContact }, (_, index) => one(index % contacts, Math.floor(index / contacts)));
}

/** The same messages, so many in a webhook. */
export function gather(messages: readonly PreparedMessage[], together: number): Pick<PreparedMessage, 'body' | 'headers'>[] {
  return Array.from({ length: Math.ceil(messages.length / together) }, (_, index) => {
    const some = messages.slice(index * together, (index + 1) * together).map(({ body }) => JSON.parse(body.toString()) as WebhookBody);
    const body = Buffer.from(JSON.stringify({ ...some[0], entry: some.flatMap(({ entry }) => entry) }));
    return { body, headers: signed(body) };
  });
}

interface WebhookBody {
  readonly entry: readonly unknown[];
}

function signed(body: Buffer): Record<string, string> {
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
}
