import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundKind } from '#contract/messages.ts';
import { plain } from '#platform/db/sql.ts';
import { readMessage, type SafetyGate, wordsIn } from '#safety/index.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';

/** No way leads to a contact's words past the gate: every kind of message, wherever in it the words stand, in every state of a conversation. */

const danger = 'I want to kill myself';
/** Where each kind carries words of the person. */
const places: Readonly<Record<string, (words: string) => { text?: string; content?: Record<string, unknown> }>> = {
  text: (text) => ({ text }),
  button: (text) => ({ text, content: { id: 'b1' } }),
  choice: (text) => ({ text: 'Other', content: { id: 'r1', description: text } }),
  image: (text) => ({ text, content: { media: { state: 'failed' } } }),
  audio: (text) => ({ content: { media: { state: 'failed' }, fileName: text } }),
  voice: (text) => ({ text, content: { media: { state: 'failed' } } }),
  video: (text) => ({ text, content: { media: { state: 'failed' } } }),
  document: (text) => ({ content: { media: { state: 'failed' }, fileName: text } }),
  sticker: (text) => ({ text, content: { media: { state: 'failed' } } }),
  location: (text) => ({ content: { latitude: 1, longitude: 2, name: text } }),
  contacts: (text) => ({ content: { contacts: [{ name: text }] } }),
  reaction: (text) => ({ text, content: { emoji: '👍' } }),
  order: (text) => ({ text, content: { items: [] } }),
  edit: (text) => ({ text: 'new', content: { kind: 'text', content: { caption: text } } }),
  delete: (text) => ({ text, content: {} }),
  form: (text) => ({ content: { response: { screen_0: { mood: ['low', text] } } } }),
  unsupported: (text) => ({ text, content: { type: 'poll' } }),
};

it('knows where each kind of message has its words', () => {
  // What the provider tells of an account holds no words of a person.
  expect(Object.keys(places).sort()).toEqual(InboundKind.options.filter((kind) => kind !== 'system').sort());
});

it.each(Object.entries(places))('reads the words of a message of the kind %s', (kind, place) => {
  const { text, content } = place(danger);
  expect(wordsIn({ kind, text: text ?? null, content: content ?? null }).split('\n')).toContain(danger);
});

it('reads what nobody has named yet, and no ids or addresses', () => {
  const content = { somethingNew: { inside: danger }, id: 'kill myself', media: { url: 'kill myself' }, referral: { body: 'kill myself' } };
  expect(wordsIn({ kind: 'text', text: null, content })).toBe(danger);
});

it('takes a message that the rules fail on, as one that a person should look at', () => {
  const broken: SafetyGate = {
    rules: 'broken',
    prepare: () => undefined,
    read() {
      throw new Error('a rule with a fault');
    },
  };
  const { finding } = readMessage(broken, { kind: 'text', text: 'Habari', content: null });
  expect(finding).toMatchObject({ severity: 'moderate', unread: true, evidence: [], reason: expect.stringContaining('could not read') });
});

describe('the path of a message', () => {
  let cast: Cast;
  let channelId: string;
  const seen: string[] = [];
  const app = createTestApp();
  beforeAll(async () => {
    cast = await (await app).reset();
    ({ channelId } = await seedConversation(await app, cast.clinic));
  });
  afterAll(async () => (await app).server.close());

  const rows = async (sql: string, values: Parameters<typeof plain>[1] = []) =>
    (await (await app).database.asOwner('look', [plain(sql, values)]))[0]?.rows ?? [];

  it('stores a finding with every message of danger and with no other, whatever the conversation is like', async () => {
    const { path, directory, ids, clock } = await app;
    const states = ['handler = handler', "handler = 'people'", "state = 'closed'", 'opted_out_at = created_at', 'opted_out_at = null'];
    const message = fc.record({
      kind: fc.constantFrom(...Object.keys(places)),
      words: fc.constantFrom(danger, 'nataka kujiua', 'quiero matarme', 'Habari', 'When do you open?', 'this traffic is killing me'),
      state: fc.constantFrom(...states),
      person: fc.integer({ min: 1, max: 3 }),
      late: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), async (messages) => {
        const channel = await directory.byId(cast.clinic.id, channelId);
        if (!channel) throw new Error('The channel is gone.');
        await rows(`update conversations set ${messages[0]?.state} where channel_id = $1 returning id`, [channelId]);
        const sent = messages.map(({ kind, words, person, late }) => ({
          providerId: ids.next(),
          sender: { addresses: [`phone:25470000000${person}`], recipient: {} },
          kind: kind as never,
          at: late ? new Date(clock.now().getTime() - 30 * 3_600_000) : null,
          ...places[kind]?.(words),
          words,
        }));
        await path.receive(channel, { messages: sent, statuses: [], notices: [] });
        seen.push(...sent.map(({ words }) => words));
        for (const { providerId, words } of sent) {
          const found = await rows(
            'select f.severity from messages m left join safety_findings f on f.message_id = m.id where m.provider_id = $1',
            [providerId],
          );
          const risky = words === danger || words.includes('kujiua') || words.includes('matarme');
          expect(found).toHaveLength(1);
          expect(['high', 'imminent'].includes(String(found[0]?.severity)), words).toBe(risky);
        }
      }),
      { numRuns: 60, seed: 6 },
    );
    expect(new Set(seen).size).toBeGreaterThan(4);
    // One open incident a person, and every finding of danger in it.
    const open = await rows("select contact_id, messages from incidents where state = 'raised' and organization_id = $1", [cast.clinic.id]);
    expect(new Set(open.map((one) => one.contact_id)).size).toBe(open.length);
    expect(await rows("select id from safety_findings where incident_id is null and severity in ('high', 'imminent')")).toEqual([]);
  });
});
