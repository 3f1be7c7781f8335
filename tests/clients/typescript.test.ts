import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { generateClient } from '#tools/generate/client.ts';
import { Baraza, BarazaError, eachOf } from '../../clients/typescript/baraza.generated.ts';

/** The generated client against the real server. */

const app = await createTestApp({ limits: { keyPerMinute: 40 } });
let url: string;
let cast: Cast;
let seeded: SeededConversation;
let baraza: Baraza;
beforeAll(async () => {
  await app.server.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  cast = await app.reset();
  seeded = await seedConversation(app, cast.clinic);
  baraza = new Baraza({ url, apiKey: cast.clinic.apiKey });
});
afterAll(() => app.server.close());

it('is what the description of the API says now', () => {
  const written = readFileSync(join(import.meta.dirname, '../../clients/typescript/baraza.generated.ts'), 'utf8');
  expect(written, 'Run: npm run generate').toBe(generateClient());
});

it('reads one thing, and every item of a list, page by page', async () => {
  expect(await baraza.getOrganization()).toMatchObject({ slug: 'clinic' });
  await seedConversation(app, cast.clinic);
  await seedConversation(app, cast.clinic);
  const ids: string[] = [];
  for await (const contact of eachOf((page) => baraza.listContacts({ ...page, limit: 1 }))) ids.push(contact.id);
  expect(new Set(ids).size).toBe(3);
  expect(ids).toContain(seeded.contactId);
});

it('changes, and makes once what is asked for twice under one key', async () => {
  expect((await baraza.changeConversation(seeded.conversationId, { handler: 'people' })).handler).toBe('people');
  const body = { kind: 'text', text: 'Karibu!' } as const;
  const first = await baraza.createConversationMessage(seeded.conversationId, body, { idempotencyKey: 'once' });
  const again = await baraza.createConversationMessage(seeded.conversationId, body, { idempotencyKey: 'once' });
  expect(again.id).toBe(first.id);
  expect((await baraza.createConversationMessage(seeded.conversationId, body)).id).not.toBe(first.id);
});

it('sends files and gets them back as they were', async () => {
  const bytes = 'a letter, as plain text';
  const made = await baraza.createFile(new Blob([bytes], { type: 'text/plain' }), { name: 'letter.txt' });
  expect(made).toMatchObject({ mediaType: 'text/plain', name: 'letter.txt', size: bytes.length });
  const file = await baraza.getFile(made.id);
  expect(file.type).toContain('text/plain');
  expect(await file.text()).toBe(bytes);
  const csv = new Blob(['name,phone\nJuma,+254711000001\n'], { type: 'text/csv' });
  const { id, rows } = await baraza.createContactImport(csv, { fileName: 'people.csv' });
  expect(rows).toBe(1);
  expect((await baraza.getContactImportRefused(id)).type).toContain('text/csv');
});

describe('an error', () => {
  it('has a type, with the code, the details and the id of the request', async () => {
    const error = await baraza.getContact('019a9c2e-4b00-7c31-8a52-6d0f3b1e9c44').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BarazaError);
    expect(error).toMatchObject({ status: 404, code: 'not_found', requestId: expect.any(String) });
    const wrong = await new Baraza({ url, apiKey: 'brz_wrong' }).listContacts().catch((thrown: unknown) => thrown);
    expect(wrong).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('after too many requests is waited out, as long as the server says', async () => {
    const waits: number[] = [];
    const patient = new Baraza({
      url,
      apiKey: cast.clinic.apiKey,
      retries: 2,
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    const asked = Array.from({ length: 41 }, () => patient.listChannels());
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
    expect(waits).toHaveLength(2);
    expect(Math.max(...waits)).toBeGreaterThan(1000);
  });
});

describe('after 503', () => {
  const away = { status: 503, headers: { 'retry-after': '2' } };
  function failingOnce() {
    const seen: { method: string; key: string | null }[] = [];
    const client = new Baraza({
      url,
      apiKey: cast.clinic.apiKey,
      wait: async () => undefined,
      fetch: async (address, init) => {
        seen.push({ method: init?.method ?? '', key: new Headers(init?.headers).get('idempotency-key') });
        return seen.length === 1 ? new Response('{}', away) : fetch(address, init);
      },
    });
    return { client, seen };
  }

  it('asks again where that can do no harm: with the same key of its own', async () => {
    const { client, seen } = failingOnce();
    await client.createConversationMessage(seeded.conversationId, { kind: 'text', text: 'Karibu!' });
    expect(seen).toHaveLength(2);
    expect(seen[0]?.key).not.toBeNull();
    expect(seen[1]?.key).toBe(seen[0]?.key);
  });

  it('does not where nobody could tell: a file that is sent has no key', async () => {
    const { client, seen } = failingOnce();
    const error = await client.createFile(new Blob(['hello'], { type: 'text/plain' })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 503, code: 'unknown', retryAfterSeconds: 2 });
    expect(seen).toHaveLength(1);
  });
});
