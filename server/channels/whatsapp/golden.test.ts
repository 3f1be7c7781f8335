import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OutboundMessage } from '#channels/channel.ts';
import { ChannelError, type Reception } from '#channels/channel.ts';
import { writeGolden } from '#tests/kit/golden-file.ts';
import { checkLimits } from './check-limits.ts';
import { messageBody } from './message-body.ts';
import { send } from './send.ts';
import { clinic, envelope, ioThatAnswers } from './testdata/clinic.ts';
import { webhook } from './webhook.ts';

/**
 * Cases a domain person can read: `testdata/*.json` hold what WhatsApp says and what we understand.
 * `UPDATE_GOLDEN=1 npm test -- server/channels/whatsapp` writes what the adapter says now; read the difference before you keep it.
 */
interface Case {
  readonly description: string;
  readonly expected?: unknown;
}

golden<Case & { message: unknown; contacts?: unknown }>('messages', ({ message, contacts }) =>
  said(readOne(envelope({ contacts, messages: [message] }))),
);
golden<Case & { status: unknown }>('statuses', ({ status }) => said(readOne(envelope({ statuses: [status] }))));
golden<Case & { body: unknown }>('webhooks', ({ body }) => readAll(body));
golden<Case & { message: OutboundMessage }>('sends', ({ message }) => bodyOrRefusal(message));
golden<Case & { status: number; headers: Record<string, string>; body: unknown }>('answers', async ({ status, headers, body }) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const message: OutboundMessage = { id: 'm1', recipient: { to: '447700900123' }, content: { kind: 'text', text: 'Karibu!' } };
  return send(message, clinic, ioThatAnswers({ status, headers, text })).catch(inWords);
});

function golden<One extends Case>(name: string, actual: (one: One) => unknown): void {
  const file = new URL(`testdata/${name}.json`, import.meta.url).pathname;
  const cases = JSON.parse(readFileSync(file, 'utf8')) as One[];
  test(`${name}: ${cases.length} golden cases`, async () => {
    const now = await Promise.all(cases.map(async (one) => ({ ...one, expected: plain(await actual(one)) })));
    // biome-ignore lint/style/noProcessEnv: a switch for the person at the keyboard, not configuration of the program
    if (process.env.UPDATE_GOLDEN === '1') return writeGolden(file, now);
    for (const [index, one] of cases.entries()) expect(now[index]?.expected, one.description).toEqual(one.expected);
  });
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function bytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body));
}

function readOne(body: unknown): Reception {
  const [part] = webhook.open({ body: bytes(body), headers: {} }).parts;
  if (part === undefined) throw new Error('The body has no part.');
  return part.read(clinic);
}

function readAll(body: unknown): unknown {
  const { parts, fault } = webhook.open({ body: bytes(body), headers: {} });
  const read = [...parts].map((part) => ({ key: `${part.key.kind} ${part.key.value}`, ...said(part.read(clinic)) }));
  return fault === null ? read : { unreadable: fault, named: read };
}

/** Only what there is, so that a case is short. */
function said(reception: Reception): Record<string, unknown> {
  return Object.fromEntries(Object.entries(reception).filter(([, list]) => list.length > 0));
}

function bodyOrRefusal(message: OutboundMessage): unknown {
  try {
    checkLimits(message.content);
    return { body: messageBody(message) };
  } catch (error) {
    return inWords(error);
  }
}

function inWords(error: unknown): unknown {
  if (!(error instanceof ChannelError)) throw error;
  const { outcome, scope, afterSeconds, trouble } = error;
  return outcome === 'paced' ? { outcome, scope, afterSeconds, ...trouble } : { outcome, ...trouble };
}
