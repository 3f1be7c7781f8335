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
}

/** Loads made so far. Contacts, texts and ids of two loads never meet, so that every load introduces its own people. */
let loads = 0;

/** One message per webhook, as Meta sends: first one of each contact, then the second of each, and so on. */
export function prepareMessages({ kind, contacts, perContact }: MessagePlan): PreparedMessage[] {
  loads += 1;
  const load = loads;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const one = (contact: number, turn: number): PreparedMessage => {
    const text = `load ${load}, contact ${contact}, message ${turn}`;
    const from = `1555${String(load).padStart(3, '0')}${String(contact).padStart(4, '0')}`;
    const id = `wamid.${Buffer.from(`BENCH/${load}/${contact}/${turn}`).toString('base64')}`;
    const message = { id, timestamp, type: 'text', text: { body: text } };
    const body = Buffer.from(JSON.stringify(changeBody(numberOf(kind), messageValue({ from, name: `Contact ${contact}` }, message))));
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    return { contact, text, body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } };
  };
  return Array.from({ length: contacts * perContact }, (_, index) => one(index % contacts, Math.floor(index / contacts)));
}
