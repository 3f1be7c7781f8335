import { request } from 'node:http';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { listening, type Opening, openPage, type Page } from '#tests/kit/live.ts';
import { cookieOf, headersOf, signIn } from '#tests/kit/request.ts';
import { amina, juma, openStory } from '#tests/kit/story.ts';

const story = await openStory();
let cookie: string;
const pages: Page[] = [];

beforeEach(async () => {
  await story.reset();
  await story.connect();
  cookie = await cookieOf(story.app.server, story.cast.clinic.owner);
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(() => story.end());

async function open(opening: Opening = { cookie }): Promise<Page> {
  const page = await openPage(story.app.server, opening);
  pages.push(page);
  return page;
}

/** Lets what was told gather and go out. */
async function told(): Promise<void> {
  await story.settled();
  await story.clock.advance(60);
}

const playRole = (role: string) =>
  story.database.asOwner('role', [plain('update members set role = $2 where organization_id = $1', [story.cast.clinic.id, role])]);

describe('a page that is open', () => {
  test('is told of a message, its turn, its reply and what becomes of it, as kinds and ids', async () => {
    const page = await open();
    await story.say('my own worry', amina);
    await told();
    const arrived = await page.told({ kind: 'message.created' });
    const turn = await page.told({ kind: 'turn.created' });
    const [reply] = await story.outgoing();
    await page.told({ kind: 'message.created', messageId: reply?.id as string });
    await page.told({ kind: 'message.changed', messageId: reply?.id as string });
    await page.told({ kind: 'contact.changed', contactId: arrived.contactId as string });
    expect(turn).toEqual({
      kind: 'turn.created',
      conversationId: arrived.conversationId,
      contactId: arrived.contactId,
      turnId: reply?.turn_id,
    });
    expect(JSON.stringify(page.batches)).not.toContain('worry');

    await story.report({ id: reply?.provider_id as string, messageId: reply?.id as string }, 'read');
    const before = page.changes.length;
    await story.clock.advance(60);
    await page.told({ kind: 'message.changed', messageId: reply?.id as string, contactId: arrived.contactId as string }, before);
  });

  test('is told of what people do through the API, and another organization is told nothing', async () => {
    const page = await open();
    const other = await open({ cookie: await cookieOf(story.app.server, story.cast.festival.owner) });
    await story.say('Habari', amina);
    await told();
    const { conversationId } = await page.told({ kind: 'message.created' });
    await story.ask('PATCH', `/api/conversations/${conversationId}`, { body: { handler: 'people' } });
    await story.ask('POST', `/api/conversations/${conversationId}/messages`, { body: { kind: 'text', text: 'Karibu' } });
    await story.ask('POST', '/api/tags', { body: { name: 'VIP' } });
    await told();
    await page.told({ kind: 'conversation.changed', conversationId: conversationId as string });
    await page.told({ kind: 'event.created', conversationId: conversationId as string });
    expect(page.changes.filter((change) => change.kind === 'message.created')).toHaveLength(3);
    await page.told({ kind: 'settings.changed', noun: 'tags' });
    expect(other.changes).toEqual([]);
  });

  test('is told of the line that a member’s answer leaves when it takes the conversation from the assistant', async () => {
    const page = await open();
    await story.say('Habari', amina);
    await told();
    const { conversationId } = await page.told({ kind: 'message.created' });
    const ana = await signIn(story.app.server, story.cast.clinic.owner);
    const send = () => ana('POST', `/api/conversations/${conversationId}/messages`, { body: { kind: 'text', text: 'Karibu' } });
    for (const answer of [await send(), await send()]) expect(answer.status).toBe(201);
    await told();
    await page.told({ kind: 'event.created', conversationId: conversationId as string });
    expect(page.changes.filter((change) => change.kind === 'event.created')).toHaveLength(1);
  });

  test('knows from the numbers whether it missed something', async () => {
    const page = await open();
    await story.say('one', amina);
    await told();
    await page.told({ kind: 'message.created' });
    const known = page.batches.at(-1)?.sequence as number;
    expect(page.batches[0]?.after).toBe(page.hello.sequence);
    page.close();
    const same = await open();
    expect(same.hello).toMatchObject({ epoch: page.hello.epoch, sequence: known });
    same.close();
    await story.say('two', amina);
    await told();
    const later = await open();
    expect(later.hello.sequence).toBeGreaterThan(known);
  });

  test('is told to fetch again when more happens than is worth naming', async () => {
    const page = await open();
    for (let n = 0; n < 210; n += 1)
      story.app.live.tell(story.cast.clinic.id, () => [
        { kind: 'settings.changed', noun: 'tags', id: `${String(n).padStart(8, '0')}-0000-7000-8000-000000000000` },
      ]);
    await story.clock.advance(60);
    while (page.batches.length === 0) await new Promise((resolve) => page.socket.once('changes', resolve));
    expect(page.batches[0]).toMatchObject({ overflow: true, changes: [] });
  });
});

describe('who may be told', () => {
  test('what a member has read is told to their own pages alone', async () => {
    const [page, other] = [await open(), await open({ key: story.cast.clinic.apiKey })];
    await story.say('Habari', amina);
    await told();
    const { conversationId } = await page.told({ kind: 'message.created' });
    const ana = await signIn(story.app.server, story.cast.clinic.owner);
    expect((await ana('POST', `/api/conversations/${conversationId}/read`, { body: {} })).status).toBe(200);
    await told();
    const { memberId } = page.hello;
    await page.told({ kind: 'conversation.changed', conversationId: conversationId as string, memberId: memberId as string });
    await story.ask('POST', '/api/tags', { body: { name: 'VIP' } });
    await told();
    await other.told({ kind: 'settings.changed', noun: 'tags' });
    expect(other.changes.filter((change) => change.memberId !== undefined)).toEqual([]);
  });

  test('a member who may not see a contact is told nothing of them', async () => {
    await story.say('Habari', amina);
    await story.say('Habari', juma);
    await story.settled();
    const contacts = (await story.ask('GET', '/api/contacts')).body.items as { id: string; name: string }[];
    const own = contacts.find((one) => one.name === amina.name)?.id as string;
    const [member] = await story.rows('select id from members where organization_id = $1', [story.cast.clinic.id]);
    await story.ask('POST', `/api/contacts/${own}/assign`, { body: { memberId: member?.id } });
    await playRole('clinician');
    const page = await open();
    await story.say('for the others', juma);
    await story.say('for her', amina);
    await told();
    await page.told({ kind: 'message.created', contactId: own });
    await page.told({ kind: 'turn.created', contactId: own });
    expect(new Set(page.changes.map((change) => change.contactId))).toEqual(new Set([own]));
    expect(page.batches[0]?.after).toBe(page.hello.sequence);

    const [others] = await story.rows('select id from conversations where contact_id <> $1', [own]);
    expect(await page.look(others?.id as string)).toMatchObject({ error: { code: 'not_found' } });
  });

  test('a developer, who may not read conversations, is told of turns and settings alone', async () => {
    await playRole('developer');
    const page = await open();
    await story.say('Habari', amina);
    await told();
    await page.told({ kind: 'turn.created' });
    expect(new Set(page.changes.map((change) => change.kind))).toEqual(new Set(['turn.created']));
  });

  test.each([
    ['nobody', () => ({}), 'unauthenticated'],
    ['a forged session', () => ({ cookie: 'baraza.session_token=forged' }), 'unauthenticated'],
    ['a wrong key', () => ({ key: 'brz_unknown' }), 'unauthenticated'],
    ['a page of another website', () => ({ cookie, origin: 'https://evil.example' }), 'cross_site'],
    ['a session without an origin', () => ({ cookie, origin: null }), 'cross_site'],
    ['a member of another organization', () => ({ cookie, organization: story.cast.festival.id }), 'not_found'],
  ])('%s is refused', async (_who, opening, code) => {
    await expect(open(opening())).rejects.toMatchObject({ code });
  });

  test('an API key is told what it may read, and is seen nowhere', async () => {
    const page = await open({ key: story.cast.clinic.apiKey });
    expect(page.hello.memberId).toBe(null);
    await story.say('Habari', amina);
    await told();
    const { conversationId } = await page.told({ kind: 'message.created' });
    expect(await page.look(conversationId as string)).toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('the end of it', () => {
  test('signing out ends it at once', async () => {
    const page = await open();
    const headers = await headersOf(story.app.server, story.cast.clinic.owner);
    const other = await open({ cookie: headers.cookie as string });
    const out = await story.app.server.inject({ method: 'POST', url: '/api/auth/sign-out', headers, payload: {} });
    expect(out.statusCode).toBeLessThan(300);
    await story.clock.advance(1000);
    expect(await other.ended).toMatchObject({ code: 'unauthenticated' });
    expect(page.socket.connected).toBe(true);
  });

  test('who is disabled elsewhere is gone within half a minute, and who gets another role is told what that may read', async () => {
    const page = await open();
    const seen = await story.rows('select last_seen_at from members where organization_id = $1', [story.cast.clinic.id]);
    await playRole('developer');
    await story.clock.advance(120_000);
    await story.watch.idle();
    // To be connected is not to be there.
    expect(await story.rows('select last_seen_at from members where organization_id = $1', [story.cast.clinic.id])).toEqual(seen);
    await story.say('Habari', amina);
    await told();
    await page.told({ kind: 'turn.created' });
    expect(page.changes.some((change) => change.kind === 'message.created')).toBe(false);
    await story.database.asOwner('disable', [
      plain('update members set disabled_at = $2 where organization_id = $1', [story.cast.clinic.id, story.clock.now()]),
    ]);
    await story.clock.advance(30_000);
    expect(await page.ended).toMatchObject({ code: expect.stringMatching(/^(forbidden|not_found)$/) });
  });

  test('the program that stops says so, and does not wait for pages', async () => {
    const page = await open();
    await story.restart();
    expect(await page.ended).toMatchObject({ code: 'unavailable' });
  });
});

describe('who is where', () => {
  test('people who look at a conversation see each other, and who writes, until they leave', async () => {
    await story.say('Habari', amina);
    await story.settled();
    const [conversation] = (await story.ask('GET', '/api/conversations')).body.items;
    const [one, two] = [await open(), await open()];
    const me = one.hello.memberId as string;
    expect(await one.look(conversation.id)).toEqual({ looking: [me], typing: [] });
    expect(await two.type(conversation.id, true)).toEqual({ looking: [me], typing: [me] });
    await story.clock.advance(60);
    await one.told({ kind: 'presence.changed', conversationId: conversation.id, contactId: conversation.contactId });
    await story.clock.advance(6000);
    await story.clock.advance(60);
    expect(await one.look(conversation.id)).toEqual({ looking: [me], typing: [] });
    one.close();
    two.close();
    const third = await open();
    await expect.poll(async () => (await third.look(conversation.id)).looking).toEqual([me]);
    expect(await third.look(null)).toEqual({ looking: [], typing: [] });
  });

  test('a page that is opened later learns who is where, as far as its person may see it', async () => {
    await story.say('Habari', amina);
    await story.say('Habari', juma);
    await story.settled();
    const [conversation, other] = (await story.ask('GET', '/api/conversations')).body.items;
    const one = await open();
    const me = one.hello.memberId as string;
    await one.look(conversation.id);
    const { kind, contactId, looking } = { kind: 'presence.changed', contactId: conversation.contactId, looking: [me] };
    const there = [{ kind, conversationId: conversation.id, contactId, looking, typing: [] }];
    expect(await (await open()).around()).toEqual({ places: there });
    expect(await (await open({ cookie: await cookieOf(story.app.server, story.cast.festival.owner) })).around()).toEqual({ places: [] });
    await story.ask('POST', `/api/contacts/${other.contactId}/assign`, { body: { memberId: me } });
    await playRole('clinician');
    expect(await (await open()).around()).toEqual({ places: [] });
    await story.ask('POST', `/api/contacts/${contactId}/assign`, { body: { memberId: me } });
    expect(await (await open()).around()).toEqual({ places: there });
    await playRole('developer');
    expect(await (await open()).around()).toMatchObject({ error: { code: 'forbidden' } });
  });

  test('what no page would say is refused, and too much of it ends the connection', async () => {
    const page = await open();
    for (const body of [null, 7, {}, { conversationId: 'x' }, { conversationId: null, more: 1 }]) {
      expect(await page.socket.emitWithAck('look', body)).toMatchObject({ error: { code: 'bad_request' } });
    }
    page.socket.emit('look');
    page.socket.emit('shout', 'x');
    const gone = new Promise((resolve) => page.socket.once('disconnect', resolve));
    for (let n = 0; n < 300; n += 1) page.socket.emit('look', { conversationId: null });
    expect(await gone).toBe('io server disconnect');
  });

  test('a message that is too large ends it', async () => {
    const page = await open();
    const gone = new Promise((resolve) => page.socket.once('disconnect', resolve));
    page.socket.emit('look', { conversationId: 'x'.repeat(5000) });
    await gone;
  });
});

test('a request that asks to become something else is answered as any other', async () => {
  const url = new URL(await listening(story.app.server));
  const answer = await new Promise<{ status: number | undefined }>((resolve, reject) => {
    request({ host: url.hostname, port: url.port, path: '/health', headers: { connection: 'Upgrade', upgrade: 'h2c' } }, (incoming) => {
      incoming.resume();
      resolve({ status: incoming.statusCode });
    })
      .on('error', reject)
      .end();
  });
  expect(answer.status).toBe(200);
});

test('signing in and out is as it was', async () => {
  const ana = await signIn(story.app.server, story.cast.clinic.owner);
  expect((await ana('GET', '/api/organization')).status).toBe(200);
});
