import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import { createSay } from '#platform/i18n.ts';
import { readCare, safetySentences } from '#safety/index.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { startMailServer } from '#tests/kit/smtp.ts';
import { findDueIncidents } from './alert-store.ts';
import { markDelivered } from './mark-delivered.ts';
import { quietEnd } from './quiet.ts';
import { recipientsOf } from './recipients.ts';
import { remindOfLines } from './remind-of-lines.ts';
import type { IncidentTools } from './tools.ts';
import { workOnIncidents } from './work.ts';

const server = await startMailServer();
const app = await createTestApp({ mailServer: { url: `${server.url}?ignoreTLS=true`, from: 'baraza@clinic.example' } });
let cast: Cast;
let ask: Ask;
let channelId: string;
const people = { clare: 'clinician', amos: 'agent' } as const;
const members: Record<string, string> = {};

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  server.taken.length = 0;
  server.moods.length = 0;
  ({ channelId } = await seedConversation(app, cast.clinic));
  await forgetIncidents();
  for (const [name, role] of Object.entries(people)) {
    const id = app.ids.next();
    members[name] = id;
    const email = `${name}@clinic.example`;
    const userId = await app.organizations.accounts.create({ name, email, password: 'rain on the tin roof', verified: true });
    await rows('insert into members (organization_id, id, user_id, role, created_at) values ($1, $2, $3, $4, $5)', [
      cast.clinic.id,
      id,
      userId,
      role,
      app.clock.now(),
    ]);
  }
  const [owner] = await rows("select id from members where role = 'owner' and organization_id = $1", [cast.clinic.id]);
  members.ana = owner?.id as string;
});
afterAll(async () => {
  await app.stop(0);
  await server.close();
});

const rows = async (sql: string, values: Parameters<typeof plain>[1] = []) =>
  (await app.database.asOwner('look', [plain(sql, values)]))[0]?.rows ?? [];

async function forgetIncidents() {
  for (const table of ['incident_alerts', 'incident_entries', 'safety_findings', 'incidents']) await rows(`delete from ${table}`);
}

/** Somebody writes, and what follows at once has happened. */
async function write(text: string, person = '254700000001') {
  const channel = await app.directory.byId(cast.clinic.id, channelId);
  if (!channel) throw new Error('The channel is gone.');
  const message = {
    providerId: app.ids.next(),
    sender: { addresses: [`phone:${person}`], recipient: {} },
    kind: 'text' as const,
    at: null,
    text,
  };
  await app.path.receive(channel, { messages: [message], statuses: [], notices: [] });
  await called();
  const [one] = (await ask('GET', '/api/incidents?state=all')).body.items;
  return one;
}

const tools = {
  database: app.database,
  say: createSay([safetySentences]),
  sending: { outbox: app.path.outbox, live: app.live, adapters: app.channels.adapters, directory: app.directory },
  accounts: app.organizations.accounts,
  mail: app.organizations.mail,
  live: app.live,
  permissionsOfRole: app.organizations.permissionsOfRole,
  publicUrl: () => 'http://baraza.test',
  scopeOf: app.systemScope,
} as unknown as IncidentTools;

const host = { ...app, signal: new AbortController().signal, scopeOf: app.systemScope, grown: () => undefined };

/** Until everybody who is due was called, here or beside the message, and it is known what became of the mails. */
async function called() {
  await eventually(async () => {
    // Whom a call did not reach is followed by the next at once.
    await workOnIncidents(host, tools);
    const left = await rows(
      "select id from incidents where due_at <= $1 union all select id from incident_alerts where state = 'sending'",
      [app.clock.now()],
    );
    expect(left).toEqual([]);
  });
}
async function passed(minutes: number) {
  await app.clock.skip(minutes * 60_000);
  await called();
}
const mailedTo = () => server.taken.map((mail) => /^To: (\S+)@/m.exec(mail)?.[1] ?? '?');
const kinds = async () => ((await ask('GET', '/api/notices')).body.items as { kind: string }[]).map(({ kind }) => kind);

it('somebody whose number says no country is told the emergency number of the organization’s, which its time zone says where nobody did', async () => {
  const emergency = async () => {
    const [whose] = await rows('select contact_id, id from conversations where organization_id = $1 limit 1', [cast.clinic.id]);
    await rows('delete from identities where contact_id = $1', [whose?.contact_id as string]);
    const where = { organizationId: cast.clinic.id, contactId: whose?.contact_id as string, conversationId: whose?.id as string };
    return (await readCare(app.database, app.clock, where)).emergency;
  };
  expect(await emergency()).toBeNull();
  await rows("update organizations set time_zone = 'Africa/Nairobi' where id = $1", [cast.clinic.id]);
  expect(await emergency()).toBe('999');
  expect((await ask('GET', '/api/safety-lines')).body).toMatchObject({ country: 'KE', emergency: '999' });
  await rows("update organizations set country = 'FR' where id = $1", [cast.clinic.id]);
  expect(await emergency()).not.toBe('999');
});

describe('an incident', () => {
  it('is told at once to those who are to hear of it, in words that say nothing of it', async () => {
    const incident = await write('I want to kill myself');
    expect(incident).toMatchObject({ severity: 'high', state: 'delivered', messages: 1, contactName: null, overdue: false });
    expect(mailedTo()).toEqual(['ana']);
    expect(incident.called).toEqual([{ id: members.ana, name: 'Ana Wanjiru' }]);
    expect(server.taken[0]).toContain(`/incidents/${incident.id}`);
    expect(server.taken[0]).not.toMatch(/kill|suicid|danger|crisis/i);
  });

  it('nobody acknowledges is told again, to the next of the chain, then to the pool; and never falls silent', async () => {
    const body = { chain: [members.clare, members.amos], pool: [members.ana] };
    expect((await ana('PATCH', '/api/safety/settings', body)).status).toBe(200);
    await write('I want to kill myself tonight');
    expect(mailedTo()).toEqual(['clare']);
    await passed(4);
    expect(mailedTo()).toHaveLength(1);
    for (const step of ['clare', 'amos', 'ana', 'ana']) {
      server.taken.length = 0;
      await passed(5);
      expect(mailedTo(), step).toEqual([step]);
    }
    expect(await kinds()).toContain('incidents.unanswered');
    expect((await ask('GET', '/api/incidents?state=waiting')).body.items).toMatchObject([{ overdue: true, severity: 'imminent' }]);
  });

  it('is acknowledged by who says what they did, then resolved; both only once', async () => {
    const { id } = await write('I want to kill myself');
    await passed(20);
    const done = await ana('POST', `/api/incidents/${id}/acknowledge`, { did: 'Called her.' });
    expect(done.body).toMatchObject({ state: 'acknowledged', acknowledgedBy: { name: 'Ana Wanjiru' }, answerSeconds: 1200 });
    expect(await kinds()).not.toContain('incidents.unanswered');
    server.taken.length = 0;
    await passed(600);
    expect(mailedTo()).toEqual([]);
    expect((await ana('POST', `/api/incidents/${id}/acknowledge`, { did: 'Again.' })).body.error.code).toBe('incidents.acknowledged');
    expect((await ana('POST', `/api/incidents/${id}/close`, { outcome: 'resolved', note: 'Seen today.' })).status).toBe(200);
    expect((await ana('POST', `/api/incidents/${id}/close`, { outcome: 'resolved', note: 'x' })).body.error.code).toBe('incidents.closed');
    const detail = (await ask('GET', `/api/incidents/${id}`)).body;
    // That the contact was told stands among them, wherever it came.
    const entries = detail.entries.filter(({ kind }: { kind: string }) => kind !== 'told');
    expect(entries.map(({ kind }: { kind: string }) => kind)).toEqual([
      'called',
      'delivered',
      'called',
      'delivered',
      'acknowledged',
      'resolved',
    ]);
    expect(entries[4]).toMatchObject({ note: 'Called her.', actor: { name: 'Ana Wanjiru' } });
    expect(detail.findings).toMatchObject([{ words: ['want to kill myself'], severity: 'high' }]);
    // The note is somebody's words about somebody: no column holds them as they are.
    expect(await rows("select id from incident_entries where incident_entries::text like '%Called her%'")).toEqual([]);
  });

  it('that got worse is told again, also after somebody acknowledged; the same again is not', async () => {
    const { id } = await write('I want to kill myself');
    await ana('POST', `/api/incidents/${id}/acknowledge`, { did: 'Writing with her.' });
    server.taken.length = 0;
    await write('I want to kill myself');
    expect(mailedTo()).toEqual([]);
    expect(await write('I will kill myself tonight')).toMatchObject({ id, severity: 'imminent', state: 'delivered', messages: 3 });
    expect(mailedTo()).toEqual(['ana']);
  });

  it('that got worse is one nobody knows of, until somebody is reached again; its figures count from then', async () => {
    const { id } = await write('I feel like a burden to everyone');
    await ana('POST', `/api/incidents/${id}/acknowledge`, { did: 'Wrote to her.' });
    await app.clock.skip(86_400_000);
    server.moods.push('550');
    const worse = await write('I will kill myself tonight');
    expect(worse).toMatchObject({
      id,
      severity: 'imminent',
      state: 'raised',
      deliveredAt: null,
      acknowledgedAt: null,
      acknowledgedBy: null,
    });
    expect((await ask('GET', '/api/incident-figures')).body).toMatchObject({ inTime: 0, medianSeconds: null, slowestSeconds: null });
    await passed(5);
    const at = app.clock.now().toISOString();
    expect((await ask('GET', `/api/incidents/${id}`)).body).toMatchObject({ state: 'delivered', deliveredAt: at });
  });

  it('does not count as told when a mail of before it got worse arrives', async () => {
    const { id } = await write('I want to kill myself');
    const before = { id, called_at: app.clock.now() };
    await app.clock.skip(60_000);
    server.moods.push('550');
    await write('I will kill myself tonight');
    const scope = await app.systemScope(cast.clinic.id, 'incidents');
    expect(await inTransaction(scope, 'late mail', (inside) => markDelivered(inside, before, { by: 'mail' }))).toBe(false);
    expect((await ask('GET', `/api/incidents/${id}`)).body).toMatchObject({ state: 'raised', deliveredAt: null });
  });

  it('is seen by nobody without the right, and by a member with few contacts when it is theirs or they were called', async () => {
    await ana('PATCH', '/api/safety/settings', { chain: [members.clare] });
    await write('I want to kill myself');
    const clare = await as('clare');
    expect((await clare('GET', '/api/incidents')).body.items).toHaveLength(1);
    expect((await clare('GET', '/api/incident-figures')).body).toMatchObject({ open: { high: 1 }, raised: 1 });
    const [one] = (await clare('GET', '/api/incidents')).body.items;
    // It opens for who was called, and says what is behind a closed door and who has the key.
    const opened = await clare('GET', `/api/incidents/${one.id}`);
    expect(opened.body).toMatchObject({ contactHidden: true, canGive: [{ id: members.ana, name: 'Ana Wanjiru' }] });
    expect((await clare('GET', `/api/inbox/${one.conversationId}`)).status).toBe(404);
    expect((await ask('GET', `/api/incidents/${one.id}`)).body).toMatchObject({ contactHidden: false, canGive: [] });
    await ana('POST', `/api/contacts/${one.contactId}/assign`, { memberId: members.clare });
    expect((await clare('GET', `/api/incidents/${one.id}`)).body.contactHidden).toBe(false);
    await ana('POST', `/api/contacts/${one.contactId}/unassign`, { memberId: members.clare });
    await rows('delete from incident_alerts');
    expect((await clare('GET', '/api/incidents')).body.items).toHaveLength(0);
    await rows("update members set role = 'organiser' where id = $1", [members.amos as string]);
    expect((await (await as('amos'))('GET', '/api/incidents')).status).toBe(403);
  });

  it('whose mails are refused is said to the administrators, and goes on being told', async () => {
    server.moods.push('550');
    const incident = await write('I want to kill myself');
    expect(incident.state).toBe('raised');
    expect(await kinds()).toContain('incidents.not_delivered');
    await passed(15);
    expect((await ask('GET', '/api/incidents')).body.items[0].state).toBe('delivered');
  });

  it('whose member has no account any more counts as not told', async () => {
    await ana('PATCH', '/api/safety/settings', { chain: [members.clare] });
    await rows('update members set user_id = $1 where id = $2', [app.ids.next(), members.clare as string]);
    const incident = await write('I want to kill myself');
    expect(await rows('select state, reason from incident_alerts order by id limit 1')).toEqual([
      { state: 'failed', reason: 'The account of this member is gone.' },
    ]);
    expect(await kinds()).toContain('incidents.not_delivered');
    // The next of the chain is called at once: here those that come after it.
    expect(incident.state).toBe('delivered');
    expect(mailedTo()).toEqual(['ana']);
  });

  it('nobody acknowledges is said to open pages at once', async () => {
    await write('I want to kill myself');
    await app.clock.skip(15 * 60_000);
    const news: string[] = [];
    const live = { tell: (_organization: string, make: () => { kind: string }[]) => news.push(...make().map(({ kind }) => kind)) };
    await workOnIncidents(host, { ...tools, live } as unknown as IncidentTools);
    expect(news).toContain('notice.changed');
  });

  it('whose calls reached nobody does not say when it is overdue that others know of it', async () => {
    server.moods.push('550');
    await write('I want to kill myself');
    server.moods.push('550');
    await passed(15);
    expect(await kinds()).toContain('incidents.unreached');
    expect(await kinds()).not.toContain('incidents.unanswered');
    await passed(15);
    expect(await kinds()).toContain('incidents.unanswered');
    expect(await kinds()).not.toContain('incidents.unreached');
  });

  it('of a moderate message waits for the morning; a grave one never does', async () => {
    const at = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString().slice(11, 16);
    await ana('PATCH', '/api/safety/settings', { quiet: { from: at(-60), to: at(90) } });
    expect(await write('I feel like a burden to everyone', '254700000002')).toMatchObject({ severity: 'moderate' });
    expect(mailedTo()).toEqual([]);
    await write('I want to kill myself');
    expect(mailedTo()).toEqual(['ana']);
    await passed(91);
    expect(mailedTo().length).toBeGreaterThan(1);
  });

  it('of a moderate message is not opened where the organization does not want it', async () => {
    await ana('PATCH', '/api/safety/settings', { moderateIncidents: false });
    expect(await write('I feel like a burden to everyone')).toBeUndefined();
    expect(await rows("select severity from safety_findings where severity = 'moderate'")).toHaveLength(1);
  });

  it('stands in the figures and in the export', async () => {
    const { id } = await write('I want to kill myself');
    await app.clock.skip(60_000);
    await ana('POST', `/api/incidents/${id}/close`, { outcome: 'false_alarm', note: 'A song.' });
    await write('I want to kill myself', '254700000003');
    expect((await ask('GET', '/api/incident-figures?days=7')).body).toMatchObject({
      open: { high: 1, imminent: 0 },
      raised: 2,
      inTime: 1,
      falseAlarms: 1,
      medianSeconds: 60,
    });
    const csv = (await app.server.inject({ url: '/api/incident-export', headers: { authorization: `Bearer ${cast.clinic.apiKey}` } }))
      .payload;
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    expect(csv).toContain(`${id},`);
  });
});

describe('what is due', () => {
  /** Incidents nobody works on, due a minute ago. */
  async function seedDue(organizationId: string, { contactId, conversationId }: Seeded, count: number) {
    const due = later(app.clock.now(), -60);
    await rows(
      `insert into contacts (organization_id, id, created_at) select $1, md5($2::text || n)::uuid, $3 from generate_series(1, $4) n`,
      [organizationId, contactId, due, count],
    );
    await rows(
      `insert into incidents (organization_id, id, contact_id, conversation_id, message_id, severity, categories, state, messages, step,
         due_at, raised_at, called_at, last_at, created_at, follow_up_at)
       select $1, md5('incident' || $2::text || n)::uuid, md5($2::text || n)::uuid, $3, $3, 'high', '{}', 'raised', 1, 0, $4, $4, $4, $4, $4, $4
       from generate_series(1, $5) n`,
      [organizationId, contactId, conversationId, due, count],
    );
  }
  type Seeded = Awaited<ReturnType<typeof seedConversation>>;

  it('is found for one organization behind the hundreds of another', async () => {
    const [clinic, festival] = [await seedConversation(app, cast.clinic), await seedConversation(app, cast.festival)];
    await forgetIncidents();
    await seedDue(cast.clinic.id, clinic, 200);
    await app.clock.skip(1000);
    await seedDue(cast.festival.id, festival, 1);
    const due = await findDueIncidents(app.database, app.clock.now(), 50);
    expect(due.filter((one) => one.organization_id === cast.festival.id).map(({ work }) => work)).toEqual(['call', 'follow_up']);
    expect(due).toHaveLength(100);
  });

  it('and fails stands behind the rest for some seconds', async () => {
    const clinic = await seedConversation(app, cast.clinic);
    await forgetIncidents();
    await seedDue(cast.clinic.id, clinic, 1);
    let tries = 0;
    const broken = { ...tools, scopeOf: () => Promise.reject(new Error(`Try ${++tries}.`)) } as unknown as IncidentTools;
    await workOnIncidents(host, broken);
    await workOnIncidents(host, broken);
    const first = tries;
    await app.clock.skip(15_000);
    await workOnIncidents(host, broken);
    expect([first, tries]).toEqual([2, 4]);
  });
});

it('reminds of a help line two weeks before it is no longer shown, once, and again after it was tried', async () => {
  await rows('delete from safety_lines');
  const given = { country: 'KE', name: 'Night line', number: '0700 1', kind: 'voice', hours: null, audience: 'anyone', tried: true };
  const { id } = (await ana('POST', '/api/safety-lines', given)).body;
  const reminders = async (days: number) => {
    await app.clock.skip(days * 86_400_000);
    await remindOfLines(host, tools);
    const { items } = (await ask('GET', '/api/notices')).body;
    return items.filter((one: { kind: string }) => one.kind === 'incidents.lines_expire');
  };
  expect(await reminders(74)).toEqual([]);
  const [reminder, ...more] = await reminders(2);
  expect(more).toEqual([]);
  expect(reminder.text).toContain('Night line');
  await rows('update notices set closed_at = $1', [app.clock.now()]);
  expect(await reminders(1)).toEqual([]);
  expect((await ana('POST', `/api/safety-lines/${id}/verify`, {})).status).toBe(200);
  expect(await reminders(74)).toEqual([]);
  expect(await reminders(2)).toHaveLength(1);
  await ana('POST', `/api/safety-lines/${id}/verify`, {});
  expect(await reminders(0)).toEqual([]);
});

it('refuses to call who may not see incidents, naming them', async () => {
  await rows("update members set role = 'organiser' where id = $1", [members.amos as string]);
  const answer = await ana('PATCH', '/api/safety/settings', { chain: [members.clare, members.amos] });
  expect(answer.body.error.details.field).toBe('chain[1]');
});

describe('who is called', () => {
  const team = ['owner', 'clinician', 'agent', 'organiser'].map((role) => ({ id: role, role, assigned: role === 'agent' }));
  const may = ({ role }: { role: string }) => role !== 'organiser';
  const calls = (settings: { chain: string[]; pool: string[] }, most: number) =>
    Array.from({ length: most }, (_, step) => recipientsOf(step, team, settings, may).join(' '));

  it.each([
    [{ chain: [], pool: [] }, ['agent owner', 'agent owner', 'owner', 'owner']],
    [{ chain: ['clinician'], pool: [] }, ['agent clinician', 'agent clinician', 'owner', 'owner']],
    [{ chain: ['clinician', 'owner'], pool: ['agent'] }, ['agent clinician', 'agent clinician', 'owner', 'agent']],
    [{ chain: ['organiser', 'nobody'], pool: ['organiser'] }, ['agent owner', 'agent owner', 'owner', 'owner']],
  ])('%j', (settings, expected) => {
    expect(calls(settings, 4)).toEqual(expected);
  });
});

it.each([
  ['23:30', { from: '22:00', to: '07:00' }, '07:00'],
  ['06:59', { from: '22:00', to: '07:00' }, '07:00'],
  ['07:00', { from: '22:00', to: '07:00' }, null],
  ['12:15', { from: '12:00', to: '13:00' }, '13:00'],
  ['13:00', { from: '12:00', to: '13:00' }, null],
])('it is quiet at %s of %j until %s', (at, quiet, end) => {
  const now = new Date(`2026-11-20T${at}:00Z`);
  expect(quietEnd(now, quiet, 'UTC')?.toISOString().slice(11, 16) ?? null).toBe(end);
});

/** As one of the team in the app. */
const as = (name: string): Promise<Ask> =>
  signIn(app.server, { ...cast.clinic.owner, ...(name === 'ana' ? {} : { email: `${name}@clinic.example` }) });
const ana = async (method: 'POST' | 'PATCH', path: string, body: object) => (await as('ana'))(method, path, { body });
