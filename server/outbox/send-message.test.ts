import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey } from '#tests/kit/request.ts';

const app = await createTestApp();
let ask: Ask;
let path: string;
let seeded: SeededConversation;

beforeAll(async () => {
  const { clinic } = await app.reset();
  seeded = await seedConversation(app, clinic);
  const { conversationId } = seeded;
  ask = asKey(app.server, clinic);
  const { body: channel } = await ask('POST', '/api/channels', {
    body: {
      type: 'whatsapp',
      name: 'Main line',
      settings: { phoneNumberId: '100000000000001', businessAccountId: '200000000000001', displayPhoneNumber: '15550001111' },
      secrets: { appSecret: 'app-secret', verifyToken: 'verify-token', accessToken: 'access-token' },
      assistant: { kind: 'echo' },
    },
  });
  await app.database.asOwner('move', [plain('update conversations set channel_id = $1 where id = $2', [channel.id, conversationId])]);
  path = `/api/conversations/${conversationId}/messages`;
});
afterAll(() => app.server.close());

const button = { id: 'yes', title: 'Yes' };
const list = { kind: 'list', text: 'Which?', button: 'Choose', sections: [{ rows: [button] }] };

describe('a message that cannot be sent is refused, naming the field', () => {
  it.each([
    [{ kind: 'text', text: ' \n\t' }, 'text', 'text must not be empty or blank.'],
    [{ kind: 'text', text: '' }, 'text', 'text must not be empty or blank.'],
    [{ kind: 'text', text: 'Hello', buttons: [button] }, 'buttons', 'buttons is not a field we know.'],
    [{ kind: 'text', text: 'half \ud83d' }, 'text', 'text must not hold the character NUL or half of a character (a lone surrogate).'],
    [{ kind: 'poll', text: 'Hello' }, 'kind', expect.stringMatching(/^kind must be one of text, buttons, list, /)],
    [{ kind: 'sticker', link: 'https://x.example/a.webp', text: 'Hello' }, 'text', 'text is not a field we know.'],
    [{ kind: 'image' }, 'file', 'file must be given, or link in its place; not both.'],
    [{ kind: 'image', link: 'http://x.example/a.png' }, 'link', 'link must be a web address that begins with https://.'],
    [{ kind: 'reaction', emoji: '👍' }, 'quotes', 'quotes is missing.'],
    [{ kind: 'location', latitude: 91, longitude: 0 }, 'latitude', 'latitude must be at most 90.'],
    [{ kind: 'template', name: 'Hello', language: 'en' }, 'name', expect.stringMatching(/^name must be the name of a template/)],
    [{ text: 'Hello' }, 'kind', 'kind is missing.'],
    [
      { kind: 'buttons', text: 'Yes?', buttons: [{ ...button, title: ' ' }] },
      'buttons[0].title',
      'buttons[0].title must not be empty or blank.',
    ],
    [
      { kind: 'buttons', text: 'Yes?', buttons: [{ ...button, colour: 'red' }] },
      'buttons[0].colour',
      'buttons[0].colour is not a field we know.',
    ],
    [{ kind: 'buttons', text: 'Yes?', header: ' ', buttons: [button] }, 'header', 'header must not be empty or blank.'],
    [{ ...list, sections: [{ rows: [], more: 1 }] }, 'sections[0].rows', 'sections[0].rows must not be empty.'],
  ] as const)('%j: %s', async (body, field, message) => {
    const answer = await ask('POST', path, { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'bad_request', message, details: { field } });
  });

  it('and one that quotes what cannot be shown', async () => {
    const quoting = (quotes: string) => ask('POST', path, { body: { kind: 'text', text: 'This one', quotes } });
    const unsent = await quoting(seeded.outboundId);
    expect(unsent.body.error.message).toBe('quotes names a message that has not gone out yet.');
    const elsewhere = await quoting(seeded.turnId);
    expect(elsewhere.body.error).toMatchObject({
      message: 'quotes must be the id of a message of this conversation.',
      details: { field: 'quotes' },
    });
  });

  it.each([
    ['text', { kind: 'text', text: 'x'.repeat(4097) }],
    ['buttons[1].id', { kind: 'buttons', text: 'Yes?', buttons: [button, button] }],
    ['buttons[0].title', { kind: 'buttons', text: 'Yes?', buttons: [{ id: 'yes', title: 'x'.repeat(21) }] }],
    ['sections[0].rows[1].id', { ...list, sections: [{ rows: [button, button] }] }],
  ])('also by what the channel takes: %s', async (field, body) => {
    const answer = await ask('POST', path, { body });
    expect(answer.body.error).toMatchObject({ code: 'outbox.not_sendable', details: { field, advice: expect.any(String) } });
  });
});
