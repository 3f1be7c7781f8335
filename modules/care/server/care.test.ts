import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { endOpenings } from './openings/end-openings.ts';

const app: TestApp = await createTestApp();
let cast: Cast;
let key: Ask;
let member: { id: string };
let own: Ask;
let amina: SeededConversation;
beforeEach(async () => {
  cast = await app.reset();
  amina = await seedConversation(app, cast.clinic);
  key = asKey(app.server, cast.clinic);
  own = await signIn(app.server, cast.clinic.owner);
  member = (await rows('select id from members where organization_id = $1', cast.clinic.id))[0] as { id: string };
  // What is seeded is whole; these tests begin with less.
  await rows('delete from safety_plan_shares');
  await rows('delete from care_openings');
});
afterAll(() => app.server.close());

const rows = async (sql: string, ...values: (string | Date | null)[]) =>
  (await app.database.asOwner('look', [plain(sql, values)]))[0]?.rows ?? [];
const become = (role: string) => rows('update members set role = $2 where organization_id = $1', cast.clinic.id, role);
const unassign = () => rows('update contact_assignments set ended_at = now() where ended_at is null');
const person = () => own('GET', `/api/care-people/${amina.contactId}`);
const plan = () => own('GET', `/api/care-people/${amina.contactId}/plan`);
const open = (asked: unknown, reason = 'She called the desk in despair.') =>
  own('POST', '/api/care-openings', { body: { person: asked, reason } });
const audit = async () => (await key('GET', '/api/audit')).body.items.map(({ action }: { action: string }) => action);

describe('the people somebody looks after', () => {
  it('are shown while they are in their hands, and from the end of it on nowhere', async () => {
    await become('clinician');
    const { body } = await own('GET', '/api/care-people');
    expect(body.items).toMatchObject([
      {
        id: amina.contactId,
        name: 'Amina',
        clinicians: [{ id: member.id }],
        attention: { severity: 'high', acknowledged: false },
        needsNow: true,
      },
    ]);
    // What they have not agreed to share is not told.
    expect((await person()).body).toMatchObject({ lastMood: null, moods: null, memories: null, patterns: null });
    await unassign();
    expect((await own('GET', '/api/care-people?whose=all')).body.items).toEqual([]);
    for (const path of [
      `care-people/${amina.contactId}`,
      `care-people/${amina.contactId}/plan`,
      `contacts/${amina.contactId}`,
      `conversations/${amina.conversationId}`,
    ])
      expect((await own('GET', `/api/${path}`)).status, path).toBe(404);
  });

  it('stand in the order of danger, then of silence, over all pages', async () => {
    const [watched, quiet, fresh] = [
      await seedConversation(app, cast.clinic),
      await seedConversation(app, cast.clinic),
      await seedConversation(app, cast.clinic),
    ];
    await rows("update incidents set state = 'resolved' where contact_id <> $1", amina.contactId);
    await rows(
      'update conversations set routing = $2 where id = $1',
      watched.conversationId,
      JSON.stringify({ safety: { found: app.clock.now().toISOString() } }),
    );
    await rows("update contacts set last_seen_at = last_seen_at - interval '40 days' where id = $1", quiet.contactId);
    const order = [amina, watched, quiet, fresh].map(({ contactId }) => contactId);
    const seen: string[] = [];
    for (let cursor = ''; seen.length < 10; ) {
      const { body } = await own('GET', `/api/care-people?limit=1${cursor}`);
      seen.push(body.items[0].id);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(order);
    const needs = (await own('GET', '/api/care-people?show=needs_now')).body.items;
    expect(needs.map(({ id }: { id: string }) => id)).toEqual(order.slice(0, 2));
    expect(needs[1].attention.watchedUntil).not.toBeNull();
  });

  it('are given into hands by those who may, and only to who may look after people', async () => {
    await unassign();
    const assign = (memberId: string) => own('POST', `/api/care-people/${amina.contactId}/assign`, { body: { memberId } });
    expect((await assign(app.ids.next())).body.error.details.field).toBe('memberId');
    expect((await assign(member.id)).body.clinicians).toMatchObject([{ id: member.id }]);
    expect((await own('POST', `/api/care-people/${amina.contactId}/unassign`, { body: { memberId: member.id } })).body.clinicians).toEqual(
      [],
    );
  });

  it('are read by somebody: the audit says so, and not of whom', async () => {
    await person();
    await plan();
    expect((await audit()).slice(0, 2)).toEqual(['GET /api/care-people/:id/plan', 'GET /api/care-people/:id']);
    expect(JSON.stringify((await key('GET', '/api/audit')).body)).not.toContain(amina.contactId);
  });
});

describe('in an emergency', () => {
  beforeEach(async () => {
    await become('clinician');
    await unassign();
  });

  it('a record is opened for an hour, with a reason; others are told, and it ends by itself', async () => {
    expect((await open({ id: amina.contactId }, 'because')).body.error.details.field).toBe('reason');
    const opened = await open({ id: amina.contactId });
    expect(opened.status).toBe(201);
    expect((await open({ id: amina.contactId })).body).toEqual(opened.body);
    expect((await person()).body).toMatchObject({
      opened: true,
      openings: [{ reason: 'She called the desk in despair.', member: { id: member.id } }],
    });
    expect((await person()).body).toMatchObject({ moods: [{ source: 'inferred', score: null, valence: -0.5 }], direction: null });
    expect((await own('GET', '/api/care-people')).body.items).toMatchObject([{ id: amina.contactId, lastMood: { source: 'inferred' } }]);
    // Their plan too, though it is shared with nobody.
    expect((await plan()).body).toMatchObject({ state: 'shared', plan: { steps: { living: [{ text: 'My daughter' }] } } });
    const notices = (await key('GET', '/api/notices')).body.items.filter(({ kind }: { kind: string }) => kind === 'care.opened');
    expect(notices).toHaveLength(1);
    expect(JSON.stringify(notices)).not.toContain('despair');
    expect(await audit()).toContain('POST /api/care-openings');
    expect(JSON.stringify(await rows('select * from care_openings'))).not.toContain('despair');
    await app.clock.skip(59 * 60_000);
    await endOpenings({ ...app, signal: new AbortController().signal } as never, { live: { tell: () => undefined } });
    expect((await person()).status).toBe(200);
    await app.clock.skip(60_000);
    await endOpenings({ ...app, signal: new AbortController().signal } as never, { live: { tell: () => undefined } });
    expect((await person()).status).toBe(404);
    expect((await own('GET', `/api/conversations/${amina.conversationId}`)).status).toBe(404);
  });

  it('it is ended before that by whoever opened it, and is not to be had by a guess, by another organization or by a key', async () => {
    await open({ id: amina.contactId });
    expect((await own('POST', `/api/care-people/${amina.contactId}/close`)).status).toBe(200);
    expect((await person()).status).toBe(404);
    const foreign = await seedConversation(app, cast.festival);
    expect((await open({ id: foreign.contactId })).status).toBe(404);
    expect((await open({ phone: '+1 650 555' })).status).toBe(404);
    await rows("update identities set address = 'phone:254712345678' where contact_id = $1", amina.contactId);
    expect((await open({ phone: '+254 712 345 678' })).body).toMatchObject({ contactId: amina.contactId });
    expect(
      (await key('POST', '/api/care-openings', { body: { person: { id: amina.contactId }, reason: 'She called the desk.' } })).status,
    ).toBe(403);
  });
});

describe('a safety plan', () => {
  const write = (steps: unknown, seenVersion = 1) =>
    own('PUT', `/api/care-people/${amina.contactId}/plan`, { body: { seenVersion, steps } });
  const share = () =>
    rows(
      `insert into safety_plan_shares (organization_id, id, plan_id, member_id, given_by, given_id, created_at)
       select $1, $2, id, $3, 'contact', 'x', changed_at from safety_plans where contact_id = $4`,
      cast.clinic.id,
      app.ids.next(),
      member.id,
      amina.contactId,
    );

  it('is nobody’s to see, to change, to send or to give on whom the person does not share it with', async () => {
    expect((await plan()).body).toEqual({ state: 'not_shared', plan: null });
    expect((await write({ signs: [] })).body.error.code).toBe('care.plan_not_shared');
    for (const [what, body] of [
      ['send', undefined],
      ['review', { days: 90 }],
      ['share', { memberId: member.id, how: 'She told me.' }],
    ] as const)
      expect((await own('POST', `/api/care-people/${amina.contactId}/plan/${what}`, { body })).body.error.code, what).toBe(
        'care.plan_not_shared',
      );
  });

  it('keeps what each step said, whose change it was, and is sealed', async () => {
    await share();
    expect(
      (await write({ people: [{ text: 'Zawadi Kwashiorkor', phone: '+254 712 345 678' }], living: [{ text: 'My daughter', phone: null }] }))
        .status,
    ).toBe(200);
    const { body } = await plan();
    expect(body.plan).toMatchObject({
      version: 2,
      steps: { people: [{ text: 'Zawadi Kwashiorkor', phone: '+254 712 345 678' }], living: [{ text: 'My daughter' }], signs: [] },
      changedBy: { kind: 'member' },
      versions: [
        { number: 2, steps: ['people'] },
        { number: 1, steps: ['living'], by: { kind: 'contact', name: null } },
      ],
    });
    expect(Date.parse(body.plan.reviewAt) - app.clock.now().getTime()).toBe(30 * 86_400_000);
    expect((await write({ signs: [] }, 1)).body.error).toMatchObject({ code: 'care.plan_changed', details: { version: 2 } });
    expect(JSON.stringify(await rows('select * from safety_plan_steps'))).not.toContain('Kwashiorkor');
    expect((await write({ people: [{ text: 'x', phone: 'call me' }] }, 2)).body.error.details.field).toContain('phone');
  });

  it('is reviewed, and asked for when that is due', async () => {
    await share();
    await rows("update incidents set state = 'resolved'");
    await own('POST', `/api/care-people/${amina.contactId}/plan/review`, { body: { days: 30 } });
    const needs = async () => (await own('GET', '/api/care-people?show=needs_now')).body.items.length;
    expect(await needs()).toBe(0);
    await app.clock.skip(30 * 86_400_000);
    expect(await needs()).toBe(1);
  });

  it('is sent in the chat, whole, with the help lines that were tried', async () => {
    await share();
    await write({ people: [{ text: 'Zawadi', phone: '+254 712 345 678' }] });
    const sent = await own('POST', `/api/care-people/${amina.contactId}/plan/send`);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    const [message] = await rows('select text from messages where id = $1', sent.body.messageIds[0]);
    expect(message?.text).toContain('Zawadi: \u2066+254 712 345 678\u2069');
    expect(message?.text).toContain('My daughter');
    expect(message?.text).not.toContain('care.');
  });

  it('is given on by who sees it, on the person’s word, and taken away again', async () => {
    await share();
    const unshared = await own('POST', `/api/care-people/${amina.contactId}/plan/unshare`, { body: { memberId: member.id } });
    expect(unshared.body).toEqual({ state: 'not_shared', plan: null });
  });

  it('goes on under the record that is kept when two become one', async () => {
    await share();
    const other = await seedConversation(app, cast.clinic);
    await rows('delete from safety_plan_shares where plan_id in (select id from safety_plans where contact_id = $1)', other.contactId);
    await rows('delete from safety_plan_steps where plan_id in (select id from safety_plans where contact_id = $1)', other.contactId);
    await rows('delete from safety_plans where contact_id = $1', other.contactId);
    expect((await own('POST', `/api/contacts/${other.contactId}/merge`, { body: { otherId: amina.contactId } })).status).toBeLessThan(300);
    expect((await own('GET', `/api/care-people/${other.contactId}/plan`)).body.state).toBe('shared');
  });
});

it('counts by week what is about five people or more', async () => {
  const numbers = async () => (await own('GET', '/api/care-statistics')).body.weeks;
  for (let n = 0; n < 4; n++) await seedConversation(app, cast.clinic);
  await app.clock.skip(7 * 86_400_000);
  const full = await numbers();
  expect(full).toHaveLength(12);
  expect(full[0]).toMatchObject({
    people: 5,
    messages: 5,
    incidents: { all: 5, high: 5, moderate: 0, imminent: 0 },
    answerSeconds: null,
    moods: null,
  });
  await rows('update contacts set test = true where id = $1', amina.contactId);
  expect((await numbers())[0]).toMatchObject({ people: null, messages: null, incidents: { all: null, high: null, moderate: null } });
  expect(full[1]).toMatchObject({ people: 0, messages: 0 });
});
