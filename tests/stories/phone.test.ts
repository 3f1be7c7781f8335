import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { bytesOf } from '#tests/kit/bytes.ts';
import { openPage, type Page } from '#tests/kit/live.ts';
import { cookieOf, headersOf } from '#tests/kit/request.ts';
import { openStory } from '#tests/kit/story.ts';

const story = await openStory();
const pages: Page[] = [];
// biome-ignore lint/suspicious/noExplicitAny: an answer of the API.
let phone: any;

beforeEach(async () => {
  await story.reset();
  phone = (await story.ask('POST', '/api/phones', { body: { name: 'Amina (test)' } })).body;
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => story.end());

const write = (body: object) => story.ask('POST', `/api/phones/${phone.id}/messages`, { body });
const thread = async () => (await story.ask('GET', `/api/phones/${phone.id}/messages?order=oldest`)).body.items;
const outgoing = async () => (await thread()).filter((one: { direction: string }) => one.direction === 'out');

async function upload(bytes: Buffer, mediaType: string): Promise<string> {
  const headers = { authorization: `Bearer ${story.cast.clinic.apiKey}`, 'content-type': mediaType };
  const answer = await story.app.server.inject({ method: 'POST', url: '/api/files?name=a', headers, payload: bytes });
  return answer.json().id;
}

describe('a phone in the browser', () => {
  test('makes its channel, writes the whole real way, and shows what was answered', async () => {
    expect(phone).toMatchObject({ name: 'Amina (test)', conversationId: null, off: false, fails: false });
    const written = await write({ kind: 'text', text: 'hello' });
    expect(written.status).toBe(201);
    expect(written.body).toMatchObject({
      direction: 'in',
      text: 'hello',
      author: 'contact',
      channelId: phone.channelId,
      contactId: phone.contactId,
    });
    await story.settled();
    const [asked, answered] = await thread();
    expect(asked.id).toBe(written.body.id);
    expect(answered).toMatchObject({ direction: 'out', author: 'assistant', status: 'delivered' });
    expect(answered.turnId).not.toBe(null);
    const same = await story.ask('GET', `/api/conversations/${written.body.conversationId}/messages?order=oldest`);
    expect(same.body.items).toEqual(await thread());
    expect((await story.ask('GET', '/api/phones')).body.items).toEqual([{ ...phone, conversationId: written.body.conversationId }]);
  });

  test('taps a choice it was offered, and nothing that it was not', async () => {
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    const [offer] = await outgoing();
    const choice = (offer.content.buttons ?? offer.content.sections[0].rows)[0];
    const tapped = await write({ kind: 'choice', id: choice.id, quotes: offer.id });
    expect(tapped.body).toMatchObject({ kind: 'choice', text: choice.title, content: { id: choice.id }, quotes: offer.id });
    await story.settled();
    expect((await outgoing()).length).toBeGreaterThan(1);
    expect((await write({ kind: 'choice', id: 'nowhere', quotes: offer.id })).body.error.details).toMatchObject({ field: 'id' });
    expect((await write({ kind: 'choice', id: choice.id, quotes: tapped.body.id })).body.error.details).toMatchObject({ field: 'id' });
  });

  test('sends and shows files for whoever may use it, also who answers nobody and reads no conversation', async () => {
    const member = [story.cast.clinic.id];
    await story.database.asOwner('role', [plain("update members set role = 'developer' where organization_id = $1", member)]);
    const headers = await headersOf(story.app.server, story.cast.clinic.owner);
    const ask = (url: string, payload: Buffer | object, type = 'application/json') =>
      story.app.server.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload });
    expect((await ask('/api/files?name=knee', bytesOf.png, 'image/png')).statusCode).toBe(403);
    const { id: file } = (await ask(`/api/phones/${phone.id}/files?name=knee`, bytesOf.png, 'image/png')).json();
    const written = (await ask(`/api/phones/${phone.id}/messages`, { kind: 'image', file })).json();
    const link = (await ask(`/api/phones/${phone.id}/messages/${written.id}/links`, {})).json();
    const shown = await story.app.server.inject({ method: 'GET', url: new URL(link.url).pathname });
    expect(shown.rawPayload.equals(bytesOf.png)).toBe(true);
    // What is no file of this thread is no file at all.
    const words = (await ask(`/api/phones/${phone.id}/messages`, { kind: 'text', text: 'hello' })).json();
    expect((await ask(`/api/phones/${phone.id}/messages/${words.id}/links`, {})).statusCode).toBe(404);
    expect((await ask(`/api/phones/${phone.id}/messages/${file}/links`, {})).statusCode).toBe(404);
    expect((await ask(`/api/files/${file}/links`, {})).statusCode).toBe(403);
  });

  test('sends everything that people send', async () => {
    const first = (await write({ kind: 'text', text: 'hello' })).body;
    await story.settled();
    const [reply] = await outgoing();
    const [png, voice, mp4, pdf, webp] = [
      await upload(bytesOf.png, 'image/png'),
      await upload(bytesOf.voice, 'audio/ogg'),
      await upload(bytesOf.mp4, 'video/mp4'),
      await upload(bytesOf.pdf, 'application/pdf'),
      await upload(bytesOf.webp, 'image/webp'),
    ];
    const sent: [object, object][] = [
      [
        { kind: 'image', file: png, text: 'my knee' },
        { kind: 'image', text: 'my knee', content: { media: { state: 'stored', file: png, mediaType: 'image/png' } } },
      ],
      [
        { kind: 'voice', file: voice },
        { kind: 'voice', content: { voice: true, media: { file: voice } } },
      ],
      [
        { kind: 'video', file: mp4 },
        { kind: 'video', content: { media: { file: mp4 } } },
      ],
      [
        { kind: 'document', file: pdf, fileName: 'letter.pdf' },
        { kind: 'document', content: { fileName: 'letter.pdf', media: { file: pdf } } },
      ],
      [
        { kind: 'sticker', file: webp },
        { kind: 'sticker', content: { media: { file: webp } } },
      ],
      [
        { kind: 'location', latitude: -1.29, longitude: 36.82, name: 'Nairobi' },
        { kind: 'location', content: { latitude: -1.29, name: 'Nairobi' } },
      ],
      [
        { kind: 'contacts', contacts: [{ name: 'Juma', phones: [{ phone: '+254700000000' }] }] },
        { kind: 'contacts', content: { contacts: [{ name: 'Juma' }] } },
      ],
      [
        { kind: 'reaction', emoji: '👍', quotes: reply.id },
        { kind: 'reaction', content: { emoji: '👍' }, quotes: reply.id },
      ],
      [
        { kind: 'reaction', emoji: null, quotes: reply.id },
        { kind: 'reaction', content: { emoji: null }, quotes: reply.id },
      ],
      [
        { kind: 'edit', text: 'hello there', quotes: first.id },
        { kind: 'edit', text: 'hello there', content: { kind: 'text' }, quotes: first.id },
      ],
      [
        { kind: 'delete', quotes: first.id },
        { kind: 'delete', quotes: first.id },
      ],
    ];
    for (const [body, stored] of sent) {
      const { status, body: answer } = await write(body);
      expect(status, JSON.stringify(answer)).toBe(201);
      expect(answer).toMatchObject(stored);
    }
    await story.settled();
  });

  test.each([
    ['an unknown file', () => ({ kind: 'image', file: crypto.randomUUID() }), 'file'],
    ['a film as a picture', async () => ({ kind: 'image', file: await upload(bytesOf.mp4, 'video/mp4') }), 'file'],
    ['an answer to nothing', () => ({ kind: 'text', text: 'x', quotes: crypto.randomUUID() }), 'quotes'],
    ['blank words', () => ({ kind: 'text', text: ' ' }), 'text'],
  ])('%s is refused by name', async (_what, body, field) => {
    const { status, body: answer } = await write(await body());
    expect(status).toBe(400);
    expect(answer.error.details.field ?? answer.error.details.fields[0].field).toBe(field);
  });

  test('edits and deletes its own words alone', async () => {
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    const [reply] = await outgoing();
    for (const body of [
      { kind: 'edit', text: 'x', quotes: reply.id },
      { kind: 'delete', quotes: reply.id },
    ])
      expect((await write(body)).body.error.details).toMatchObject({ field: 'quotes' });
  });
});

describe('what becomes of messages to it', () => {
  test('it is read when its owner has seen it', async () => {
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    const [reply] = await outgoing();
    expect((await story.ask('POST', `/api/phones/${phone.id}/read`, { body: { messageId: reply.id } })).status).toBe(204);
    expect((await outgoing())[0]).toMatchObject({ id: reply.id, status: 'read', readAt: expect.any(String) });
  });

  test('while it is off it stays sent, and arrives when it is turned on', async () => {
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    await story.ask('PATCH', `/api/phones/${phone.id}`, { body: { off: true } });
    const [{ conversationId }] = await thread();
    await story.ask('POST', `/api/conversations/${conversationId}/messages`, { body: { kind: 'text', text: 'Are you there?' } });
    await story.settled();
    expect((await outgoing()).at(-1)).toMatchObject({ text: 'Are you there?', status: 'sent', deliveredAt: null });
    expect((await write({ kind: 'text', text: 'no' })).body.error.code).toBe('phone.off');
    await story.ask('PATCH', `/api/phones/${phone.id}`, { body: { off: false } });
    expect((await outgoing()).at(-1)).toMatchObject({ status: 'delivered' });
  });

  test('it fails where that is wanted, with what to do, and can be sent once more', async () => {
    await story.ask('PATCH', `/api/phones/${phone.id}`, { body: { fails: true } });
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    const [reply] = await outgoing();
    expect(reply).toMatchObject({ status: 'failed', trouble: { code: 'phone.fails', advice: expect.any(String) } });
    await story.ask('PATCH', `/api/phones/${phone.id}`, { body: { fails: false } });
    await story.ask('POST', `/api/failed-sends/${reply.id}/retry`);
    await story.settled();
    expect((await outgoing()).at(-1)).toMatchObject({ status: 'delivered' });
  });

  test('a file is shown from where it is kept', async () => {
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    const [{ conversationId }] = await thread();
    const file = await upload(bytesOf.png, 'image/png');
    expect((await story.ask('POST', `/api/conversations/${conversationId}/messages`, { body: { kind: 'image', file } })).status).toBe(201);
    await story.settled();
    expect((await outgoing()).at(-1)).toMatchObject({ kind: 'image', content: { file }, status: 'delivered' });
  });
});

describe('several phones', () => {
  test('are several people, and starting again is somebody new', async () => {
    const other = (await story.ask('POST', '/api/phones', { body: { name: 'Juma (test)' } })).body;
    expect(other).toMatchObject({ channelId: phone.channelId });
    await write({ kind: 'text', text: 'hello' });
    await story.ask('POST', `/api/phones/${other.id}/messages`, { body: { kind: 'text', text: 'habari' } });
    await story.settled();
    expect(await outgoing()).toHaveLength(1);
    await write({ kind: 'text', text: 'talk to a human' });
    await story.settled();
    const before = (await thread())[0].conversationId;

    const again = (await story.ask('POST', `/api/phones/${phone.id}/restart`)).body;
    expect(again).toMatchObject({ id: phone.id, conversationId: null });
    expect(again.contactId).not.toBe(phone.contactId);
    expect((await story.ask('GET', `/api/conversations/${before}`)).body).toMatchObject({ state: 'closed', contactId: phone.contactId });
    // Closed as by anybody: it stands in the timeline, and nobody waits there any more.
    const { items } = (await story.ask('GET', `/api/conversations/${before}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'event', event: { kind: 'closed' } });
    expect(await story.rows("select id from conversations where state = 'closed' and waiting_since is not null")).toEqual([]);
    expect(await thread()).toEqual([]);
    const fresh = (await write({ kind: 'text', text: 'hello' })).body;
    expect(fresh.contactId).toBe(again.contactId);
    await story.settled();

    await story.ask('PATCH', `/api/phones/${phone.id}`, { body: { name: 'Amina again' } });
    expect((await story.ask('GET', `/api/contacts/${again.contactId}`)).body.name).toBe('Amina again');
    expect((await story.ask('DELETE', `/api/phones/${phone.id}`)).status).toBe(204);
    expect((await story.ask('GET', '/api/phones')).body.items.map((one: { id: string }) => one.id)).toEqual([other.id]);
    const [marked] = await story.rows('select count(*)::int as n from contacts where test');
    expect(marked?.n).toBe(3);
  });

  test('a developer uses them without reading anybody else’s conversation', async () => {
    await write({ kind: 'text', text: 'hello' });
    await story.settled();
    await story.rows("update members set role = 'developer' where organization_id = $1 returning id", [story.cast.clinic.id]);
    const cookie = await cookieOf(story.app.server, story.cast.clinic.owner);
    const headers = { cookie, origin: 'http://baraza.test' };
    const get = (url: string) => story.app.server.inject({ method: 'GET', url, headers });
    expect((await get(`/api/phones/${phone.id}/messages`)).json().items).toHaveLength(2);
    expect((await get('/api/conversations')).statusCode).toBe(403);
  });
});

test('the phone hears that it was read, and people that it is writing', async () => {
  await write({ kind: 'text', text: 'hello' });
  await story.settled();
  const page = await openPage(story.app.server, { cookie: await cookieOf(story.app.server, story.cast.clinic.owner) });
  pages.push(page);
  await story.ask('POST', `/api/phones/${phone.id}/typing`, { body: { typing: true } });
  const written = await write({ kind: 'text', text: 'menu' });
  await story.settled();
  await story.clock.advance(3000);
  await story.clock.advance(60);
  await page.told({ kind: 'typing.changed', active: true, contactId: phone.contactId });
  await page.told({ kind: 'phone.changed', phoneId: phone.id, readTo: written.body.providerId });
});
