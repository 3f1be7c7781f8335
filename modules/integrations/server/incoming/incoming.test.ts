import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asNobody, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp({ limits: { incomingPerMinute: 30 } });
const nobody = asNobody(app.server);
let cast: Cast;
let ana: Ask;
let seeded: SeededConversation;
beforeEach(async () => {
  cast = await app.reset();
  ana = await signIn(app.server, cast.clinic.owner);
  seeded = await seedConversation(app, cast.clinic);
});
afterAll(() => app.server.close());

async function make(action: object, more: object = {}): Promise<{ id: string; path: string }> {
  const { status, body } = await ana('POST', '/api/incoming-webhooks', { body: { name: 'Shop', action, ...more } });
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: body.id, path: new URL(body.url).pathname };
}
const calls = async (id: string) => {
  await app.integrations.look();
  return (await ana('GET', `/api/incoming-webhooks/${id}/calls`)).body.items;
};
const identity = { channelType: 'whatsapp', address: 'phone:{{ body.customer.phone }}' };
const customer = { name: 'Neema\u202e Otieno', phone: '254700000009' };

describe('a call', () => {
  it('is kept and answered 202; without an action nothing else happens, and what looks like a secret is not kept', async () => {
    const { id, path } = await make({ kind: 'keep' });
    const answer = await nobody('POST', path, { body: { order: { total: 3, apiKey: 'x', card: '4111' }, list: [{ password: 'y' }] } });
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ id: expect.any(String), repeated: false });
    expect(await calls(id)).toMatchObject([
      {
        id: answer.body.id,
        state: 'done',
        body: { order: { total: 3, apiKey: '[removed]', card: '[removed]' }, list: [{ password: '[removed]' }] },
        trouble: null,
      },
    ]);
  });

  it.each([
    ['a header', { header: 'X-Order' }, { headers: { 'x-order': '17' } }],
    ['a field', { field: 'order.id' }, { body: { order: { id: 17 } } }],
  ])('that comes twice is taken once, told apart by %s', async (_what, deduplicate, call) => {
    const { id, path } = await make({ kind: 'keep' }, { deduplicate });
    const first = await nobody('POST', path, { body: {}, ...call });
    const again = await nobody('POST', path, { body: {}, ...call });
    expect(again.status).toBe(202);
    expect(again.body).toEqual({ id: first.body.id, repeated: true });
    expect(await calls(id)).toMatchObject([{ name: '17' }]);
    expect((await nobody('POST', path, { body: {} })).status).toBe(400);
  });

  it('makes a contact, and knows them the next time', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: '{{ body.customer.name }}', language: 'sw' });
    await nobody('POST', path, { body: { customer } });
    const [first] = await calls(id);
    const contact = (await ana('GET', `/api/contacts/${first.result.contactId}`)).body;
    // What would turn the letters round is not taken.
    expect(contact).toMatchObject({ name: 'Neema Otieno', language: 'sw', identities: [{ kind: 'phone', address: '254700000009' }] });
    await nobody('POST', path, { body: { customer: { ...customer, name: 'Neema O.' } } });
    const [second] = await calls(id);
    expect(second.result).toEqual(first.result);
    expect((await ana('GET', `/api/contacts/${first.result.contactId}`)).body.name).toBe('Neema O.');
  });

  it.each(['254700000009', '+254 700 000 009', '0700 000 009'])('knows a contact by their number, written as %s', async (phone) => {
    const made = await ana('POST', '/api/contacts', {
      body: { identities: [{ channelType: 'whatsapp', kind: 'phone', address: '+254700000009' }] },
    });
    await app.database.asOwner('live', [plain("update organizations set country = 'KE'")]);
    const { id, path } = await make({ kind: 'contact', identity, name: '{{ body.customer.name }}' });
    await nobody('POST', path, { body: { customer: { ...customer, phone } } });
    expect(await calls(id)).toMatchObject([{ state: 'done', result: { contactId: made.body.id } }]);
  });

  it('with a number that is none makes nobody, and the log says what is wrong', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: 'x' });
    await nobody('POST', path, { body: { customer: { phone: '12' } } });
    expect(await calls(id)).toMatchObject([{ state: 'failed', trouble: { code: 'contacts.wrong_address' } }]);
  });

  it('changes who is kept, when the one they know was joined with another', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: '{{ body.customer.name }}' });
    await nobody('POST', path, { body: { customer } });
    const [first] = await calls(id);
    const kept = await ana('POST', '/api/contacts', { body: { name: 'Neema' } });
    const merged = await ana('POST', `/api/contacts/${kept.body.id}/merge`, { body: { otherId: first.result.contactId } });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    await nobody('POST', path, { body: { customer: { ...customer, name: 'Neema O.' } } });
    const [second] = await calls(id);
    expect(second.result.contactId).toBe(kept.body.id);
  });

  it('called ten times at once makes one contact', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: 'x' });
    await Promise.all(Array.from({ length: 10 }, () => nobody('POST', path, { body: { customer } })));
    const done = await calls(id);
    expect(new Set(done.map((call: { result: { contactId: string } | null }) => call.result?.contactId)).size).toBe(1);
  });

  it('sends a message to a contact who has written before, with values as plain text', async () => {
    const [found] = await app.database.asOwner('look', [plain('select address from identities where contact_id = $1', [seeded.contactId])]);
    const address = String(found?.rows[0]?.address);
    const text = 'Dear {{ body.name }}, your order {{ body.order.id | upcase }} is ready.';
    const { id, path } = await make({
      kind: 'message',
      identity: { channelType: 'whatsapp', address: '{{ body.who }}' },
      channelId: seeded.channelId,
      text,
    });
    await nobody('POST', path, { body: { who: address, name: '{{ body.secret }} <b>\u0007', order: { id: 'a7' } } });
    const [call] = await calls(id);
    expect(call.trouble).toBeNull();
    const message = (await ana('GET', `/api/messages/${call.result.messageId}`)).body;
    expect(message).toMatchObject({
      text: 'Dear {{ body.secret }} <b>, your order A7 is ready.',
      author: 'system',
      conversationId: seeded.conversationId,
    });
  });

  it.each([
    ['a field that is not there', { who: 'phone:1' }, 'integrations.template', /undefined variable/],
    ['a whole object', { who: 'phone:1', name: { a: 1 } }, 'integrations.template', /whole object/],
    ['an address that is none', { who: 'nonsense', name: 'x' }, 'integrations.template', /kind and a value/],
    ['nobody at the address', { who: 'phone:000', name: 'x' }, 'integrations.unknown_contact', /Nobody/],
  ])('with %s fails, and the log says why', async (_what, body, code, reason) => {
    const action = {
      kind: 'message',
      identity: { channelType: 'whatsapp', address: '{{ body.who }}' },
      channelId: seeded.channelId,
      text: 'Hi {{ body.name }}',
    };
    const { id, path } = await make(action);
    expect((await nobody('POST', path, { body })).status).toBe(202);
    expect(await calls(id)).toMatchObject([{ state: 'failed', trouble: { code, reason: expect.stringMatching(reason) } }]);
  });

  it('whose worker died in the middle is shown, and not done again', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: 'x' });
    const { body } = await nobody('POST', path, { body: { customer } });
    await calls(id);
    await app.database.asOwner('die', [
      plain("update incoming_calls set state = 'working', due_at = $2 where id = $1", [body.id, app.clock.now()]),
    ]);
    expect(await calls(id)).toMatchObject([{ state: 'failed', trouble: { code: 'integrations.interrupted' } }]);
  });
});

describe('what is refused', () => {
  it('is a body that is none, is too deep, too large, or holds what cannot be stored', async () => {
    const { path } = await make({ kind: 'keep' });
    const send = async (body: unknown) => (await nobody('POST', path, { body })).status;
    expect(await send('[1]')).toBe(400);
    expect(await send('"text"')).toBe(400);
    expect(await send('{')).toBe(400);
    expect(await send({ a: 'b\u0000' })).toBe(400);
    expect(await send(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`)).toBe(400);
    expect(await send(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe(400);
    expect(await send({ a: 'x'.repeat(256 * 1024) })).toBe(413);
    expect(await send('{"__proto__": {"admin": true}}')).toBe(400);
  });

  it('is an address that nobody has, one that was disabled, and one that was deleted', async () => {
    const { id, path } = await make({ kind: 'keep' });
    expect((await nobody('POST', '/webhooks/in/bwi_unknown', { body: {} })).status).toBe(404);
    await ana('PATCH', `/api/incoming-webhooks/${id}`, { body: { state: 'disabled' } });
    expect((await nobody('POST', path, { body: {} })).status).toBe(404);
    await ana('PATCH', `/api/incoming-webhooks/${id}`, { body: { state: 'active' } });
    expect((await nobody('POST', path, { body: {} })).status).toBe(202);
    await ana('DELETE', `/api/incoming-webhooks/${id}`);
    expect((await nobody('POST', path, { body: {} })).status).toBe(404);
  });

  it('is more than so many a minute', async () => {
    const { path } = await make({ kind: 'keep' });
    const answers = await Promise.all(Array.from({ length: 31 }, () => nobody('POST', path, { body: {} })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.error.details).toMatchObject({ limitOf: 'incoming', limit: 30 });
    expect(refused?.headers['retry-after']).toBeDefined();
  });

  it.each([
    [{ kind: 'contact', identity: { channelType: 'whatsapp', address: '{{ body.' } }, 'action.identity.address'],
    [{ kind: 'contact', identity, name: '{% include "x" %' }, 'action.name'],
    [{ kind: 'message', identity, text: 'x', channelId: '019a9c2e-4b00-7c31-8a52-6d0f3b1e9c44' }, 'action.channelId'],
    [{ kind: 'shell', command: 'ls' }, 'action.kind'],
  ])('is the action %j', async (action, field) => {
    const answer = await ana('POST', '/api/incoming-webhooks', { body: { name: 'x', action } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.field).toBe(field);
  });

  it('is a webhook that sends, made by somebody who may not send', async () => {
    await playRole(app, cast.clinic, 'developer');
    const action = { kind: 'message', identity, channelId: seeded.channelId, text: 'x' };
    expect((await ana('POST', '/api/incoming-webhooks', { body: { name: 'x', action } })).status).toBe(403);
  });

  it('is a webhook that makes contacts, made by somebody who may not change them', async () => {
    await playRole(app, cast.clinic, 'developer');
    expect((await ana('POST', '/api/incoming-webhooks', { body: { name: 'x', action: { kind: 'contact', identity } } })).status).toBe(403);
  });

  it('is another file: a template reaches nothing but the body', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: '{% include "/etc/passwd" %}' });
    await nobody('POST', path, { body: { customer } });
    expect(await calls(id)).toMatchObject([{ state: 'failed', trouble: { code: 'integrations.template' } }]);
  });

  it('is a template that would count for ever', async () => {
    const { id, path } = await make({ kind: 'contact', identity, name: '{% for a in (1..100000000) %}{{ a }}{% endfor %}' });
    await nobody('POST', path, { body: { customer } });
    expect(await calls(id)).toMatchObject([{ state: 'failed', trouble: { code: 'integrations.template' } }]);
  });
});
