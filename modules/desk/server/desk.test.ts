import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { later } from '#platform/clock.ts';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp();
let cast: Cast;
let key: Ask;
let ana: Ask;
let anaId: string;
let seeded: SeededConversation;
let path: string;

beforeEach(async () => {
  cast = await app.reset();
  seeded = await seedConversation(app, cast.clinic);
  key = asKey(app.server, cast.clinic);
  ana = await signIn(app.server, cast.clinic.owner);
  anaId = (await ana('GET', '/api/members')).body.items[0].id;
  path = `/api/conversations/${seeded.conversationId}`;
  await change({ assigneeId: null, teamId: null, removeLabels: [seeded.labelId] });
});
afterAll(() => app.server.close());

const owner = (sql: string, values: Parameters<typeof plain>[1] = []) => app.database.asOwner('arrange', [plain(sql, values)]);
const change = async (body: object, by: Ask = ana) => {
  const answer = await by('PATCH', path, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const listed = async (query: string, by: Ask = ana) => {
  const { status, body } = await by('GET', `/api/inbox?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map((one: { id: string }) => one.id);
};
const everyPage = async (address: string) => {
  const seen: string[] = [];
  let { body } = await key('GET', address);
  for (;;) {
    seen.push(...body.items.map((one: { id: string }) => one.id));
    if (body.nextCursor === null) return seen;
    ({ body } = await key('GET', `${address}&cursor=${body.nextCursor}`));
  }
};
const events = async () =>
  (await ana('GET', `${path}/timeline?limit=200`)).body.items
    .filter((one: { type: string }) => one.type === 'event')
    .map((one: { event: object }) => one.event);
const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code;

/** The contact writes, as far as the tables tell. */
async function contactWrites(text = 'Hello?'): Promise<string> {
  await app.clock.advance(1000);
  const id = app.ids.next();
  const now = app.clock.now();
  await owner(
    `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, status, written_at, created_at)
     select organization_id, $2, id, contact_id, channel_id, 'in', (select max(position) + 1 from messages where direction = 'in' and contact_id = v.contact_id), 'text', $3, 'contact', 'received', $4, $4
     from conversations v where id = $1`,
    [seeded.conversationId, id, text, now],
  );
  await owner(
    "update conversations set state = 'open', last_message_at = $2, last_inbound_at = $2, waiting_since = coalesce(waiting_since, $2) where id = $1",
    [seeded.conversationId, now],
  );
  return id;
}

describe('a row of the inbox', () => {
  it('shows whom it is with, the last words, who has it and what is open about it', async () => {
    await owner("update channels set type = 'whatsapp' where id = $1", [seeded.channelId]);
    await change({ assigneeId: anaId, teamId: seeded.teamId, addLabels: [seeded.labelId], handler: 'people' });
    const { body } = await ana('GET', `/api/inbox/${seeded.conversationId}`);
    expect(body).toMatchObject({
      id: seeded.conversationId,
      contact: { id: seeded.contactId, name: 'Amina' },
      channel: { id: seeded.channelId, type: 'whatsapp', name: 'Phone' },
      lastMessage: { id: seeded.outboundId, direction: 'out', kind: 'text', text: 'At nine.', status: 'failed', author: 'assistant' },
      assignee: { id: anaId, name: 'Ana Wanjiru' },
      team: { id: seeded.teamId },
      labels: [{ id: seeded.labelId, colour: 'red' }],
      state: 'open',
      handler: 'people',
      failed: true,
      windowClosesAt: later(app.clock.now(), 86_400).toISOString(),
      waitingSince: null,
      stage: null,
      risk: 'high',
    });
    expect((await ana('GET', '/api/inbox')).body.items[0]).toEqual(body);
  });

  it('cuts long last words at 160 characters', async () => {
    await contactWrites('ش'.repeat(500));
    expect((await ana('GET', `/api/inbox/${seeded.conversationId}`)).body.lastMessage.text).toBe('ش'.repeat(160));
  });
});

describe('the list', () => {
  it('is cut by what people did with conversations', async () => {
    const other = await seedConversation(app, cast.clinic);
    await change({ assigneeId: anaId, addLabels: [seeded.labelId] });
    const only = [seeded.conversationId];
    expect(await listed('assignee=me')).toEqual(expect.arrayContaining(only));
    expect(await listed(`label=${seeded.labelId}`)).toEqual(only);
    expect(await listed(`team=${other.teamId}`)).toEqual([other.conversationId]);
    expect(await listed('team=none')).toEqual(only);
    expect(await listed(`channel=${seeded.channelId}`)).toEqual(only);
    expect(await listed(`tag=${seeded.tagId}`)).toEqual(only);
    expect(await listed(`contact=${seeded.contactId}`)).toEqual(only);
    // An id from before two records were joined leads to the contact as it is now.
    await owner('update contacts set merged_into = $2 where id = $1', [other.contactId, seeded.contactId]);
    for (const id of [seeded.contactId, other.contactId])
      expect((await listed(`contact=${id}`)).sort()).toEqual([seeded.conversationId, other.conversationId].sort());
    await owner('update contacts set merged_into = null where id = $1', [other.contactId]);
    expect(await listed('handler=people')).toEqual([]);
    expect(await listed('failed=true&mentioned=true')).toHaveLength(2);
    await change({ state: 'closed' });
    expect(await listed('')).toEqual([other.conversationId]);
    expect(await listed('state=closed')).toEqual(only);
    expect(await listed('state=all')).toHaveLength(2);
    expect((await ana('GET', '/api/inbox/counts')).body).toMatchObject({ open: 1, closed: 1, failed: 1, people: 0 });
    expect((await ana('GET', '/api/inbox/matching?state=all&failed=true')).body).toEqual({ count: 2 });
    expect((await ana('GET', '/api/inbox/matching?waiting=true&handler=assistant')).body).toEqual({ count: 0 });
  });

  it('has what a member had who was disabled since among what nobody has', async () => {
    await change({ assigneeId: anaId, handler: 'people' });
    const unassigned = async () => (await key('GET', '/api/inbox/counts')).body.unassigned;
    const nobodys = async () => (await key('GET', '/api/inbox?assignee=none')).body.items;
    expect([await unassigned(), await nobodys()]).toEqual([0, []]);
    await owner('update members set disabled_at = $2 where id = $1', [anaId, app.clock.now()]);
    expect([await unassigned(), await nobodys()]).toMatchObject([1, [{ id: seeded.conversationId, assignee: { id: anaId } }]]);
    expect((await key('GET', `/api/inbox?assignee=${anaId}`)).body.items).toHaveLength(1);
  });

  it('pages through what is open and closed, the assistant’s and people’s, in one order', async () => {
    const ids = [seeded.conversationId];
    for (let n = 0; n < 6; n += 1) {
      await app.clock.advance(1000);
      const { conversationId } = await seedConversation(app, cast.clinic);
      ids.unshift(conversationId);
      if (n % 2 === 0) await key('PATCH', `/api/conversations/${conversationId}`, { body: { handler: 'people' } });
      if (n % 3 === 0) await key('PATCH', `/api/conversations/${conversationId}`, { body: { state: 'closed' } });
    }
    for (const address of ['/api/inbox?state=all&limit=2', '/api/conversations?limit=2'])
      expect(await everyPage(address), address).toEqual(ids);
  });

  it('has who waits longest for people first, and nobody else', async () => {
    const other = await seedConversation(app, cast.clinic);
    await change({ handler: 'people' });
    expect(await listed('sort=waiting')).toEqual([]);
    await contactWrites();
    await owner("update conversations set handler = 'people', waiting_since = $2 where id = $1", [
      other.conversationId,
      later(app.clock.now(), -600),
    ]);
    expect(await listed('sort=waiting')).toEqual([other.conversationId, seeded.conversationId]);
    const first = await ana('GET', '/api/inbox?sort=waiting&limit=1');
    expect(await listed(`sort=waiting&limit=1&cursor=${first.body.nextCursor}`)).toEqual([seeded.conversationId]);
    await change({ state: 'closed' });
    await change({ state: 'open' });
    expect(await listed('waiting=true')).toEqual([other.conversationId]);
  });

  it('is changed in many places or, where one is refused, in none', async () => {
    const other = await seedConversation(app, cast.clinic);
    await change({ state: 'closed' });
    const snoozedUntil = later(app.clock.now(), 3600).toISOString();
    const many = { conversationIds: [other.conversationId, seeded.conversationId], change: { snoozedUntil } };
    const refused = await ana('POST', '/api/inbox/change', { body: many });
    expect(refused.body.error).toMatchObject({ code: 'desk.closed', details: { conversationId: seeded.conversationId } });
    expect(await listed('state=snoozed')).toEqual([]);
    await change({ state: 'open' });
    expect((await ana('POST', '/api/inbox/change', { body: many })).body).toEqual({ changed: 2, notFound: [] });
  });

  it('shows a clinician their contacts only, and others’ are not there for any verb', async () => {
    const other = await seedConversation(app, cast.clinic);
    await owner('update contact_assignments set ended_at = $2 where contact_id = $1', [other.contactId, app.clock.now()]);
    await playRole(app, cast.clinic, 'clinician');
    expect(await listed('state=all')).toEqual([seeded.conversationId]);
    expect((await ana('GET', '/api/inbox/counts')).body).toMatchObject({ open: 1, failed: 1, mentioned: 1 });
    expect((await ana('GET', `/api/inbox/${other.conversationId}`)).status).toBe(404);
    const theirs = `/api/conversations/${other.conversationId}`;
    for (const [method, address, body] of [
      ['PATCH', theirs, { state: 'closed' }],
      ['GET', `${theirs}/timeline`, undefined],
      ['POST', `${theirs}/notes`, { text: 'Hm' }],
      ['POST', `${theirs}/read`, {}],
      ['POST', `${theirs}/unread`, {}],
      ['DELETE', `/api/notes/${other.noteId}`, undefined],
      ['GET', `/api/canned-replies?conversation=${other.conversationId}`, undefined],
    ] as const) {
      expect((await ana(method, address, { body })).status, `${method} ${address}`).toBe(404);
    }
    const many = await ana('POST', '/api/inbox/change', {
      body: { conversationIds: [other.conversationId, seeded.conversationId], change: { state: 'closed' } },
    });
    expect(many.body).toEqual({ changed: 1, notFound: [other.conversationId] });
  });

  it('refuses a key what only a person has', async () => {
    for (const query of ['assignee=me', 'unread=true', 'mentioned=true'])
      expect(codeOf(await key('GET', `/api/inbox?${query}`)), query).toBe('desk.members_only');
    expect((await key('GET', '/api/inbox?assignee=somebody')).body.error).toMatchObject({
      message: 'assignee must be me, none or the id of a member.',
    });
  });
});

describe('what needs attention', () => {
  const severity = (to: string, id = seeded.incidentId) => owner('update incidents set severity = $1 where id = $2', [to, id]);

  it('is found in every state and put in order, the gravest first, page by page', async () => {
    const others = [await seedConversation(app, cast.clinic), await seedConversation(app, cast.clinic)] as const;
    await severity('moderate', others[0].incidentId);
    await severity('imminent', others[1].incidentId);
    await change({ state: 'closed' });
    const graveFirst = [others[1].conversationId, seeded.conversationId, others[0].conversationId];
    expect(await everyPage('/api/inbox?state=all&attention=true&sort=risk&limit=1')).toEqual(graveFirst);
    expect(await listed('sort=risk')).toEqual([others[1].conversationId, others[0].conversationId]);
    expect(await listed('attention=true')).toHaveLength(2);
    expect((await ana('GET', '/api/inbox/counts')).body).toMatchObject({ attention: 3 });
    await owner("update incidents set state = 'resolved' where id = $1", [others[1].incidentId]);
    expect(await listed('state=all&attention=true&sort=risk')).toEqual(graveFirst.slice(1));
    for (const wrong of ['', 'WyJ4IiwieCIsIngiXQ']) {
      const answer = await ana('GET', `/api/inbox?sort=risk&cursor=${wrong}`);
      expect([answer.status, answer.body.error.details.field]).toEqual([400, 'cursor']);
    }
  });

  it('is found with the conversation of a record that was joined with the contact’s', async () => {
    const former = await seedConversation(app, cast.clinic);
    await owner("update incidents set state = 'resolved' where id = $1", [former.incidentId]);
    expect(await listed('attention=true')).toEqual([seeded.conversationId]);
    await owner('update contacts set merged_into = $1 where id = $2', [seeded.contactId, former.contactId]);
    expect(await listed('attention=true&sort=risk')).toEqual(expect.arrayContaining([seeded.conversationId, former.conversationId]));
    expect((await ana('GET', '/api/inbox/matching?attention=true')).body.count).toBe(2);
  });

  it('is not asked for by who may not see incidents, nor counted for them', async () => {
    await playRole(app, cast.clinic, 'organiser');
    for (const query of ['attention=true', 'sort=risk']) expect((await ana('GET', `/api/inbox?${query}`)).status).toBe(403);
    expect((await ana('GET', '/api/inbox/counts')).body.attention).toBe(0);
  });

  it('is told as the reason of a hand-over only to who may see incidents', async () => {
    await owner(
      `insert into conversation_events (organization_id, id, conversation_id, kind, actor, actor_id, data, created_at)
       values ($1, $2, $3, 'handed_over', 'system', 'router', '{"reason": "safety"}', $4)`,
      [cast.clinic.id, app.ids.next(), seeded.conversationId, app.clock.now()],
    );
    await owner("update conversations set handler = 'people', handler_reason = 'safety' where id = $1", [seeded.conversationId]);
    const reasons = async () => {
      const { body: row } = await ana('GET', `/api/inbox/${seeded.conversationId}`);
      const { body: conversation } = await ana('GET', `/api/conversations/${seeded.conversationId}`);
      return [(await events()).at(-1).data.reason, row.handlerReason, conversation.handlerReason];
    };
    expect(await reasons()).toEqual(['safety', 'safety', 'safety']);
    await playRole(app, cast.clinic, 'organiser');
    expect(await reasons()).toEqual([undefined, null, null]);
  });
});

describe('what is unread', () => {
  const unread = async () => (await ana('GET', `/api/inbox/${seeded.conversationId}`)).body.unread;

  it('counts from the last message a member has read, for each member apart', async () => {
    expect(await unread()).toBe(1);
    expect((await ana('POST', `${path}/read`, { body: {} })).body).toEqual({ unread: 0 });
    expect(await listed('unread=true')).toEqual([]);
    const first = await contactWrites();
    await contactWrites();
    expect(await unread()).toBe(2);
    expect(await listed('unread=true')).toEqual([seeded.conversationId]);
    expect((await ana('POST', `${path}/read`, { body: { messageId: first } })).body).toEqual({ unread: 1 });
    await ana('POST', `${path}/read`, { body: { messageId: seeded.inboundId } });
    expect(await unread()).toBe(1);
    await ana('POST', `${path}/read`, { body: {} });
    expect((await ana('POST', `${path}/unread`, { body: {} })).body).toEqual({ unread: 1 });
    expect((await ana('POST', `${path}/unread`, { body: { messageId: first } })).body).toEqual({ unread: 2 });
    expect(await listed('unread=true')).toEqual([seeded.conversationId]);
    expect((await ana('POST', `${path}/read`, { body: { messageId: seeded.turnId } })).body.error.details.field).toBe('messageId');
  });

  it('is what came since they became a member, for who never looked', async () => {
    await owner('delete from conversation_reads');
    await owner('update members set created_at = $1', [later(app.clock.now(), 60)]);
    expect(await unread()).toBe(0);
    await app.clock.advance(120_000);
    await contactWrites();
    expect(await unread()).toBe(1);
  });
});

describe('a change', () => {
  it('leaves a line each in the timeline, with who, what and when; what is so already leaves none', async () => {
    const before = (await events()).length;
    await change({ assigneeId: anaId, teamId: seeded.teamId, addLabels: [seeded.labelId], handler: 'people' });
    await change({ assigneeId: anaId, teamId: seeded.teamId, addLabels: [seeded.labelId], handler: 'people' });
    await change({ state: 'closed' }, key);
    const found = (await events()).slice(before);
    expect(found.map((one: { kind: string }) => one.kind)).toEqual(['taken_over', 'assigned', 'team_set', 'label_added', 'closed']);
    expect(found[1]).toMatchObject({
      actor: { kind: 'member', id: anaId, name: 'Ana Wanjiru' },
      data: { member: { id: anaId, name: 'Ana Wanjiru' } },
      createdAt: app.clock.now().toISOString(),
    });
    expect(found[4].actor).toMatchObject({ kind: 'api_key', name: 'ops' });
  });

  it('is whole or not at all, naming what is wrong', async () => {
    const nobody = app.ids.next();
    for (const [body, field] of [
      [{ assigneeId: nobody, state: 'closed' }, 'assigneeId'],
      [{ teamId: nobody, state: 'closed' }, 'teamId'],
      [{ addLabels: [seeded.labelId, nobody], state: 'closed' }, 'addLabels[1]'],
      [{ snoozedUntil: app.clock.now().toISOString() }, 'snoozedUntil'],
      [{ snoozedUntil: later(app.clock.now(), 60).toISOString(), state: 'closed' }, 'state'],
    ] as const) {
      const answer = await ana('PATCH', path, { body });
      expect(answer.body.error.details.field, JSON.stringify(answer.body)).toBe(field);
    }
    expect((await ana('GET', `/api/inbox/${seeded.conversationId}`)).body.state).toBe('open');
  });

  it('gives nobody a conversation they would not find', async () => {
    await owner('update contact_assignments set ended_at = $1', [app.clock.now()]);
    await playRole(app, cast.clinic, 'clinician');
    const answer = await key('PATCH', path, { body: { assigneeId: anaId } });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'desk.cannot_see']);
    await playRole(app, cast.clinic, 'developer');
    expect(codeOf(await key('PATCH', path, { body: { assigneeId: anaId } }))).toBe('desk.cannot_see');
    await playRole(app, cast.clinic, 'agent');
    expect((await key('PATCH', path, { body: { assigneeId: anaId } })).status).toBe(200);
  });
});

describe('a snoozed conversation', () => {
  const inAnHour = () => later(app.clock.now(), 3600).toISOString();

  it('is out of sight, and back at its time by itself', async () => {
    const until = inAnHour();
    expect(await change({ snoozedUntil: until })).toMatchObject({ state: 'snoozed', snoozedUntil: until });
    expect([await listed(''), await listed('state=snoozed')]).toEqual([[], [seeded.conversationId]]);
    expect((await ana('GET', '/api/inbox/counts')).body).toMatchObject({ open: 0, snoozed: 1 });
    await app.clock.advance(3_601_000);
    expect([await listed(''), await listed('state=snoozed')]).toEqual([[seeded.conversationId], []]);
  });

  it('is back when the contact writes, or somebody says so', async () => {
    await change({ snoozedUntil: inAnHour() });
    await contactWrites();
    expect(await listed('')).toEqual([seeded.conversationId]);
    await change({ snoozedUntil: inAnHour() });
    expect(await listed('')).toEqual([]);
    expect(await change({ snoozedUntil: null })).toMatchObject({ state: 'open', snoozedUntil: null });
    await change({ snoozedUntil: inAnHour() });
    expect(await change({ state: 'open' })).toMatchObject({ state: 'open' });
    await change({ state: 'closed' });
    expect(codeOf(await ana('PATCH', path, { body: { snoozedUntil: inAnHour() } }))).toBe('desk.closed');
    const kinds = (await events()).map((one: { kind: string }) => one.kind);
    expect(kinds.slice(-6)).toEqual(['snoozed', 'snoozed', 'unsnoozed', 'snoozed', 'unsnoozed', 'closed']);
  });
});

describe('a note', () => {
  it('stands in the timeline, mentions colleagues, and is changed by its author only', async () => {
    const { body: note } = await ana('POST', `${path}/notes`, { body: { text: 'Call her after five.', mentions: [anaId] } });
    expect(note).toMatchObject({ author: { name: 'Ana Wanjiru' }, mentions: [{ id: anaId, name: 'Ana Wanjiru' }], changedAt: null });
    expect(await listed('mentioned=true')).toEqual([seeded.conversationId]);
    expect(codeOf(await key('PATCH', `/api/notes/${note.id}`, { body: { text: 'Mine now' } }))).toBe('desk.not_the_author');
    expect(codeOf(await key('DELETE', `/api/notes/${note.id}`))).toBe('desk.not_the_author');
    const changed = await ana('PATCH', `/api/notes/${note.id}`, { body: { text: 'Call her after six.' } });
    expect(changed.body).toMatchObject({ text: 'Call her after six.', mentions: [], changedAt: app.clock.now().toISOString() });
    const wrong = await ana('POST', `${path}/notes`, { body: { text: 'Hm', mentions: [app.ids.next()] } });
    expect(wrong.body.error.details.field).toBe('mentions[0]');
    // The seeded one is nobody's of us; an owner may delete it.
    expect((await ana('DELETE', `/api/notes/${seeded.noteId}`)).status).toBe(204);
    expect(await listed('mentioned=true')).toEqual([]);
  });

  it('is never sent, and hidden from who may not read notes', async () => {
    await ana('POST', `${path}/notes`, { body: { text: 'Between us.' } });
    const [rows] = await owner("select id from messages where text = 'Between us.'");
    expect(rows?.rows).toEqual([]);
    await playRole(app, cast.clinic, 'organiser');
    const { body } = await ana('GET', `${path}/timeline`);
    expect(body.items.map((one: { type: string }) => one.type)).not.toContain('note');
    expect(body.items.length).toBeGreaterThan(1);
  });
});

describe('the timeline', () => {
  it('has messages, notes and events in one order, with pages both ways and about one of them', async () => {
    await owner('delete from conversation_events');
    await owner('delete from conversation_notes');
    const ids = [seeded.inboundId, seeded.outboundId];
    for (let n = 0; n < 4; n += 1) {
      ids.push(await contactWrites(`Message ${n}`));
      ids.push((await ana('POST', `${path}/notes`, { body: { text: `Note ${n}` } })).body.id);
      await change({ handler: n % 2 === 0 ? 'people' : 'assistant' });
      ids.push((await events()).at(-1).id);
    }
    const get = async (query: string) => (await ana('GET', `${path}/timeline?${query}`)).body;
    const idsOf = (page: { items: { id: string }[] }) => page.items.map((one) => one.id);

    const newest = await get('limit=5');
    expect(idsOf(newest)).toEqual(ids.slice(-5));
    expect(newest.items.map((one: { type: string }) => one.type)).toEqual(['note', 'event', 'message', 'note', 'event']);
    expect(newest.hasNewer).toBe(false);
    const older = await get(`limit=5&before=${newest.olderCursor}`);
    expect([idsOf(older), older.hasNewer]).toEqual([ids.slice(-10, -5), true]);
    const oldest = await get(`limit=5&before=${older.olderCursor}`);
    expect([idsOf(oldest), oldest.olderCursor]).toEqual([ids.slice(0, 4), null]);
    const back = await get(`limit=5&after=${oldest.newerCursor}`);
    expect([idsOf(back), back.hasNewer]).toEqual([ids.slice(4, 9), true]);

    const around = await get(`limit=4&around=${ids[6]}`);
    expect(idsOf(around)).toEqual(ids.slice(4, 8));
    expect(idsOf(await get(`limit=4&around=${ids[0]}`))).toEqual(ids.slice(0, 4));
    expect(idsOf(await get(`limit=4&around=${ids.at(-1)}`))).toEqual(ids.slice(-3));

    // After a lost connection: what came since.
    expect(idsOf(await get(`after=${newest.newerCursor}`))).toEqual([]);
    const late = await contactWrites('One more');
    expect(idsOf(await get(`after=${newest.newerCursor}`))).toEqual([late]);
    expect((await ana('GET', `${path}/timeline?around=${app.ids.next()}`)).body.error.details.field).toBe('around');
    expect((await ana('GET', `${path}/timeline?before=x`)).status).toBe(400);
  });
});

describe('teams, labels, canned replies and views', () => {
  it('have names of their own, members there are, and go without a trace', async () => {
    const { body: team } = await ana('POST', '/api/teams', { body: { name: 'Night shift', memberIds: [anaId] } });
    expect(team).toMatchObject({ name: 'Night shift', memberIds: [anaId] });
    expect(codeOf(await ana('POST', '/api/teams', { body: { name: 'night SHIFT' } }))).toBe('desk.name_taken');
    const unknown = await ana('PATCH', `/api/teams/${team.id}`, { body: { memberIds: [anaId, app.ids.next()] } });
    expect(unknown.body.error.details.field).toBe('memberIds[1]');
    expect((await ana('PATCH', `/api/teams/${team.id}`, { body: { memberIds: [] } })).body.memberIds).toEqual([]);
    await change({ teamId: team.id });
    expect((await ana('GET', '/api/inbox/counts')).body.teams).toContainEqual({ id: team.id, count: 1 });
    expect((await ana('DELETE', `/api/teams/${team.id}`)).status).toBe(204);
    expect((await ana('GET', `/api/inbox/${seeded.conversationId}`)).body.team).toBeNull();

    const { body: label } = await ana('POST', '/api/labels', { body: { name: 'Élan', colour: 'teal' } });
    expect(codeOf(await ana('POST', '/api/labels', { body: { name: 'elan' } }))).toBe('desk.name_taken');
    expect((await ana('POST', '/api/labels', { body: { name: 'x', colour: 'mauve' } })).body.error.details.field).toBe('colour');
    await change({ addLabels: [label.id] });
    expect((await ana('PATCH', `/api/labels/${label.id}`, { body: { colour: 'pink' } })).body).toMatchObject({
      name: 'Élan',
      colour: 'pink',
    });
    await ana('DELETE', `/api/labels/${label.id}`);
    expect((await ana('GET', `/api/inbox/${seeded.conversationId}`)).body.labels).toEqual([]);
  });

  it('canned replies are found by shortcut or words, filled for the conversation, and only of one’s teams', async () => {
    const { body: team } = await ana('POST', '/api/teams', { body: { name: 'Night shift', memberIds: [] } });
    const text = 'Hello {contact.firstName|there}, {member.name} of {organization.name} here. {channel.name}{contact.name}';
    await owner('update contacts set profile_name = $2 where id = $1', [seeded.contactId, '{member.name} Amina']);
    expect((await ana('POST', '/api/canned-replies', { body: { shortcut: 'Hi', title: 'Greeting', text } })).status).toBe(201);
    await ana('POST', '/api/canned-replies', { body: { shortcut: 'night', title: 'At night', text: 'We sleep.', teamId: team.id } });
    expect(codeOf(await ana('POST', '/api/canned-replies', { body: { shortcut: 'hi', title: 'x', text: 'x' } }))).toBe('desk.name_taken');
    const wrong = await ana('POST', '/api/canned-replies', { body: { shortcut: 'x', title: 'x', text: '{contact.iban}' } });
    expect(wrong.body.error.message).toMatch(/^text holds the gap \{contact\.iban\}, which nothing fills; there are \{contact\.name\}, /);
    const { body } = await ana('GET', `/api/canned-replies?q=GREET&conversation=${seeded.conversationId}`);
    expect(body.items[0].filled).toEqual({
      text: 'Hello {member.name}, Ana Wanjiru of Nuru Clinic here. Phone{member.name} Amina',
      missing: [],
    });
    await playRole(app, cast.clinic, 'clinician');
    const shortcuts = async () => (await ana('GET', '/api/canned-replies')).body.items.map((one: { shortcut: string }) => one.shortcut);
    expect(await shortcuts()).toEqual(['hi', expect.stringMatching(/^hours/)]);
    await owner('insert into team_members (organization_id, team_id, member_id, created_at) values ($1, $2, $3, now())', [
      cast.clinic.id,
      team.id,
      anaId,
    ]);
    expect(await shortcuts()).toContain('night');
  });

  it('views are one’s own until they are shared, which not everybody may', async () => {
    const filter = { assignee: 'none', handler: 'assistant', failed: true };
    const { body: view } = await ana('POST', '/api/inbox-views', { body: { name: 'Lost', filter } });
    expect(view).toMatchObject({ name: 'Lost', shared: false, mine: true, filter });
    expect((await ana('GET', '/api/inbox/counts')).body.views).toContainEqual({ id: view.id, count: 1 });
    const unknown = await ana('POST', '/api/inbox-views', { body: { name: 'x', filter: { colour: 'red' } } });
    expect(unknown.body.error.details.field).toBe('filter.colour');
    expect((await key('GET', '/api/inbox-views')).body.items.map((one: { id: string }) => one.id)).toEqual([seeded.viewId]);
    expect((await key('PATCH', `/api/inbox-views/${view.id}`, { body: { name: 'Theirs' } })).status).toBe(404);
    await playRole(app, cast.clinic, 'clinician');
    expect((await ana('PATCH', `/api/inbox-views/${view.id}`, { body: { shared: true } })).status).toBe(403);
    expect((await ana('DELETE', `/api/inbox-views/${seeded.viewId}`)).status).toBe(403);
    expect((await ana('PATCH', `/api/inbox-views/${view.id}`, { body: { name: 'Found' } })).body.name).toBe('Found');
    expect((await ana('DELETE', `/api/inbox-views/${view.id}`)).status).toBe(204);
  });
});

describe('an answer by a person', () => {
  const send = (body: object, by: Ask = ana) => by('POST', `${path}/messages`, { body: { kind: 'text', text: 'Karibu!', ...body } });
  const row = async () => (await ana('GET', `/api/inbox/${seeded.conversationId}`)).body;

  it('takes the conversation from the assistant unless the organization wants both; a program’s does not', async () => {
    await send({}, key);
    expect((await row()).handler).toBe('assistant');
    expect((await ana('PATCH', '/api/desk/settings', { body: { replyPausesAssistant: false } })).body).toEqual({
      replyPausesAssistant: false,
    });
    await send({});
    expect((await row()).handler).toBe('assistant');
    await ana('PATCH', '/api/desk/settings', { body: { replyPausesAssistant: true } });
    await send({});
    expect((await row()).handler).toBe('people');
    expect((await events()).at(-1)).toMatchObject({ kind: 'taken_over', actor: { name: 'Ana Wanjiru' }, data: { by: 'reply' } });
  });

  it('answers who waited', async () => {
    await change({ handler: 'people' });
    await contactWrites();
    expect((await row()).waitingSince).toBe(app.clock.now().toISOString());
    await send({});
    expect((await row()).waitingSince).toBeNull();
  });

  it('is not an old reply of the assistant that is sent once more: who waited still does', async () => {
    await change({ handler: 'people' });
    await contactWrites();
    const { waitingSince } = await row();
    const retried = await ana('POST', `/api/failed-sends/${seeded.outboundId}/retry`);
    expect(retried).toMatchObject({ status: 200, body: { author: 'assistant' } });
    expect((await row()).waitingSince).toBe(waitingSince);
    expect(waitingSince).not.toBeNull();
  });

  it('is asked about once more when somebody else or the assistant has answered since', async () => {
    const seenTo = await contactWrites();
    const first = await send({ seenTo }, key);
    expect(first.status).toBe(201);
    const second = await send({ seenTo });
    expect(second.status).toBe(409);
    expect(second.body.error).toMatchObject({
      code: 'desk.answered_meanwhile',
      details: { messageId: first.body.id, author: 'api_key', at: first.body.createdAt },
    });
    expect((await send({ seenTo, anyway: true })).status).toBe(201);
    // One's own earlier answer is no surprise, and who says nothing of what they saw is not asked.
    expect((await send({ seenTo: first.body.id })).status).toBe(201);
    expect((await send({}, key)).status).toBe(201);
    const assistant = await send({ seenTo: seeded.inboundId });
    expect(assistant.body.error.details.author).toBe('api_key');
  });

  it('is asked about by the order in which answers were stored, which ids of the same moment do not tell', async () => {
    const [theirs, mine] = [await send({}, key), await send({})].map(({ body }) => body.id);
    const move = (id: string, to: string) => owner(`update messages set position = ${to} where id = $1`, [id]);
    const [before] = await owner('select position from messages where id = $1', [theirs]);
    const place = Number(before?.rows[0]?.position);
    await move(theirs, String(place + 9));
    await move(mine, String(place));
    await move(theirs, String(place + 1));
    expect((await send({ seenTo: mine })).body.error?.details.messageId).toBe(theirs);
    expect((await send({ seenTo: theirs })).status).toBe(201);
  });
});
