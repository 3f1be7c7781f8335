import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amina, clinicLine, clinicSecret, openStory } from '#tests/kit/story.ts';
import { post, sign } from '#tests/kit/webhook.ts';
import { entryOf, messageValue } from '#tools/fake-graph/bodies.ts';

/** Whatever stands in a signed body, Meta is told 200, and the good message beside it is answered; unsigned it is 4xx. */

const story = await openStory();
beforeAll(async () => {
  await story.reset();
  await story.connect({ limits: { perSecond: 10_000, pair: { burst: 1000, everySeconds: 0.001 } } });
});
afterAll(() => story.end());

const golden = (name: string, field: string): unknown[] => {
  const file = new URL(`../../server/channels/whatsapp/testdata/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[]).map((one) => one[field]);
};
const values: Record<string, unknown>[] = [
  ...golden('messages', 'message').map((message) => ({
    contacts: [{ wa_id: '447700900555', profile: { name: 'Q' } }],
    messages: [message],
  })),
  ...golden('statuses', 'status').map((status) => ({ statuses: [status] })),
];
const nasty = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e300, '', '\0', '\ud800', '__proto__', [], {}, 'x'.repeat(70_000), { length: 3 }),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.dictionary(fc.constantFrom('id', 'type', '__proto__', 'body', '\0'), fc.jsonValue()),
);

let count = 0;
/** The odd value in one entry, a good message in another. Its sender is always new, so that nobody waits for anybody. */
function bodyBeside(value: unknown): { text: string; from: string } {
  count += 1;
  const from = `4477${String(count).padStart(8, '0')}`;
  const good = {
    id: `wamid.good${count}`,
    timestamp: String(Math.floor(story.clock.now().getTime() / 1000)),
    type: 'text',
    text: { body: 'Habari' },
  };
  const entry = [entryOf(clinicLine, value as Record<string, unknown>), entryOf(clinicLine, messageValue({ ...amina, from }, good))];
  return { text: JSON.stringify({ object: 'whatsapp_business_account', entry }), from };
}

describe('a signed body', () => {
  test('with any field of another kind is answered 200, and the good message in it is answered', async () => {
    const people: string[] = [];
    const cases = fc.tuple(fc.constantFrom(...values), fc.array(fc.tuple(fc.nat(), nasty), { minLength: 1, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([value, changes]) => {
        const odd = changes.reduce<unknown>((now, [place, by]) => replaced(now, place, by), value);
        const { text, from } = bodyBeside(odd);
        people.push(from);
        expect((await post(story.webhookUrl, text, { 'x-hub-signature-256': sign(text, clinicSecret) })).status, text).toBe(200);
        expect((await post(story.webhookUrl, text, { 'x-hub-signature-256': sign(text, 'guess') })).status).toBe(401);
      }),
      { numRuns: 300, seed: 7 },
    );
    await story.settled();
    const answered = new Set(story.graph.sent.filter(({ text }) => text === 'echo: Habari').map(({ to }) => to));
    expect(people.filter((from) => !answered.has(from))).toEqual([]);
    expect(story.graph.duplicates).toEqual([]);
  }, 60_000);

  test('with any byte changed is never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...values), fc.nat(), fc.nat(255), async (value, place, byte) => {
        const bytes = Buffer.from(bodyBeside(value).text);
        bytes[place % bytes.length] = byte;
        const { status } = await post(story.webhookUrl, bytes, { 'x-hub-signature-256': sign(bytes, clinicSecret) });
        expect([200, 400, 401]).toContain(status);
      }),
      { numRuns: 150, seed: 7 },
    );
    await story.settled();
  }, 60_000);
});

/** The `place`-th value inside, counted in order, replaced. */
function replaced(value: unknown, place: number, by: unknown): unknown {
  const size = sizeOf(value);
  let left = place % size;
  const walk = (at: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return by;
    }
    left -= 1;
    if (Array.isArray(at)) return at.map(walk);
    if (typeof at !== 'object' || at === null) return at;
    return Object.fromEntries(Object.entries(at).map(([key, inner]) => [key, walk(inner)]));
  };
  // The value itself stays: it is a field of it that is wrong.
  if (left === 0) left = 1;
  return walk(value);
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 0);
}
