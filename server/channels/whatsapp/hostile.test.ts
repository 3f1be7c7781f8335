import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reception } from '#channels/channel.ts';
import { clinic, envelope } from './testdata/clinic.ts';
import { webhook } from './webhook.ts';

/** Whatever stands in a body, reading it never throws, and what comes out can be stored. */

const bodies: unknown[] = [
  ...golden('messages').map(({ message, contacts }) => envelope({ contacts, messages: [message, good()] })),
  ...golden('statuses').map(({ status }) => envelope({ statuses: [status] })),
  ...golden('webhooks').map(({ body }) => body),
];

const nasty = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, '', ' ', '\0', '\ud800', '\udc00x', 'constructor', '__proto__', [], {}),
  fc.constantFrom<unknown>(
    'x'.repeat(70_000),
    Array.from({ length: 50 }, () => ({})),
    { length: 3 },
    nest(40),
    nest(80),
  ),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.dictionary(fc.constantFrom('id', 'type', '__proto__', 'body', '\0', '\ud800'), fc.jsonValue()),
);

describe('mutated bodies', () => {
  test('one field replaced by something of another kind', () => {
    const cases = fc.tuple(fc.constantFrom(...bodies), fc.nat(), nasty);
    fc.assert(
      fc.property(cases, ([body, place, value]) => readsSafely(replaced(body, place, value))),
      { numRuns: 3000 },
    );
  });

  test('one field removed or three fields replaced', () => {
    const cases = fc.tuple(
      fc.constantFrom(...bodies),
      fc.array(fc.tuple(fc.nat(), fc.option(nasty, { nil: undefined })), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(cases, ([body, changes]) => readsSafely(changes.reduce((now, [place, value]) => replaced(now, place, value), body))),
      { numRuns: 3000 },
    );
  });

  test('bytes flipped anywhere', () => {
    const cases = fc.tuple(fc.constantFrom(...bodies), fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(cases, ([body, place, byte]) => {
        const bytes = Buffer.from(JSON.stringify(body));
        bytes[place % bytes.length] = byte;
        readSafely(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a bad message never hides the good one beside it', () => {
  const cases = fc.tuple(fc.constantFrom(...golden('messages').map(({ message }) => message)), fc.nat(), nasty);
  fc.assert(
    fc.property(cases, ([message, place, value]) => {
      const body = envelope({ messages: [replaced(message, place, value), good()] });
      const found = readSafely(Buffer.from(JSON.stringify(body)));
      if (found !== null) expect(found.flatMap((one) => one.messages).at(-1)?.providerId).toBe('wamid.GOOD');
    }),
    { numRuns: 2000 },
  );
});

test('a text of 65,536 characters goes through, one more does not', () => {
  const read = (length: number) => readSafely(Buffer.from(JSON.stringify(envelope({ messages: [good('x'.repeat(length))] }))))?.[0];
  expect(read(65_536)?.messages[0]?.text).toHaveLength(65_536);
  expect(read(65_537)?.notices[0]?.reason).toBe('text.body is longer than 65536 characters');
});

function readsSafely(body: unknown): void {
  readSafely(Buffer.from(JSON.stringify(body) ?? ''));
}

/** Null when the whole body is refused. */
function readSafely(bytes: Buffer): Reception[] | null {
  const { parts, fault } = webhook.open({ body: bytes, headers: {} });
  const receptions = [...parts].map((part) => part.read(clinic));
  for (const reception of receptions) isStorable(reception);
  return fault === null ? receptions : null;
}

function isStorable(reception: Reception): void {
  const text = JSON.stringify(reception);
  expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i);
  for (const message of reception.messages) {
    expect(message.providerId.length).toBeGreaterThan(0);
    expect(message.providerId.length).toBeLessThanOrEqual(512);
    expect(message.sender.addresses.length).toBeGreaterThan(0);
    expect(Object.keys(message.sender.recipient).length).toBeGreaterThan(0);
    expect(Number.isNaN(message.at?.getTime())).toBe(false);
    expect(message.text === undefined || typeof message.text === 'string').toBe(true);
  }
  for (const status of reception.statuses) expect(Number.isNaN(status.at.getTime())).toBe(false);
}

function good(body = 'Hello'): Record<string, unknown> {
  return { from: '447700900123', id: 'wamid.GOOD', timestamp: '1763640000', type: 'text', text: { body } };
}

function golden(name: string): Record<string, unknown>[] {
  return JSON.parse(readFileSync(new URL(`testdata/${name}.json`, import.meta.url), 'utf8'));
}

function nest(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth));
}

/** A copy with the field at the `place`-th position (counted around) replaced, or removed when `value` is undefined. */
function replaced(body: unknown, place: number, value: unknown): unknown {
  const copy = structuredClone(body);
  const fields: (() => void)[] = [];
  collect(copy, fields, value);
  if (fields.length === 0) return value;
  fields[place % fields.length]?.();
  return copy;
}

function collect(node: unknown, fields: (() => void)[], value: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const holder = node as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    fields.push(() => {
      if (value === undefined) delete holder[key];
      else holder[key] = value;
    });
    collect(holder[key], fields, value);
  }
}
