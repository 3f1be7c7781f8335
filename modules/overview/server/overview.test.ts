import { afterAll, beforeEach, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { cookieOf } from '#tests/kit/request.ts';
import { amina, juma, openStory } from '#tests/kit/story.ts';

const story = await openStory();
let channelId: string;

beforeEach(async () => {
  await story.reset();
  channelId = await story.connect();
  await story.rows("update organizations set time_zone = 'Africa/Nairobi' returning id");
});
afterAll(() => story.end());

const overview = async () => (await story.ask('GET', '/api/overview')).body;
const sum = (hours: number[]) => hours.reduce((all, one) => all + one, 0);
const at = (hours: number[], hour: number) => ({ [hour]: hours[hour], all: sum(hours) });

it('counts what was written and answered, by the hour where the organization is', async () => {
  // 14:00 in UTC is 17:00 in Nairobi.
  await story.say('Habari', amina);
  await story.say('Habari', juma);
  await story.settled();
  const { day, timeZone, messages, conversations, firstAnswer } = await overview();
  expect({ day, timeZone }).toEqual({ day: '2026-11-20', timeZone: 'Africa/Nairobi' });
  expect(at(messages.today.in, 17)).toEqual({ 17: 2, all: 2 });
  expect(at(messages.today.out, 17)).toEqual({ 17: 2, all: 2 });
  expect(at(messages.yesterday.in, 17)).toEqual({ 17: 0, all: 0 });
  expect(conversations).toEqual({ open: 2, openIsMore: false, waiting: 0 });
  expect(firstAnswer).toEqual({
    people: { conversations: 0, medianSeconds: null },
    assistant: { conversations: 2, medianSeconds: 0 },
    unanswered: 0,
    assistantShare: 1,
  });
  // Seven hours later it is midnight there.
  await story.clock.skip(7 * 3_600_000);
  const next = await overview();
  expect(next.day).toBe('2026-11-21');
  expect(at(next.messages.today.in, 17)).toEqual({ 17: 0, all: 0 });
  expect(at(next.messages.yesterday.in, 17)).toEqual({ 17: 2, all: 2 });
});

it('tells people’s answers from the assistant’s, and what waits', async () => {
  await story.say('Habari', amina);
  await story.settled();
  const [conversation] = (await story.ask('GET', '/api/conversations')).body.items;
  await story.ask('PATCH', `/api/conversations/${conversation.id}`, { body: { handler: 'people' } });
  await story.clock.skip(24 * 3_600_000);
  await story.say('Are you there?', amina);
  await story.say('Habari', juma);
  await story.settled();
  const waiting = await overview();
  expect(waiting.conversations.waiting).toBe(1);
  expect((await story.ask('GET', '/api/inbox?waiting=true')).body.items).toHaveLength(1);
  expect(waiting.firstAnswer).toMatchObject({ unanswered: 1, assistant: { conversations: 1 }, assistantShare: 1 });
  await story.clock.skip(90_000);
  await story.ask('POST', `/api/conversations/${conversation.id}/messages`, { body: { kind: 'text', text: 'Yes' } });
  await story.rows("update messages set author = 'member' where author = 'api_key' returning id");
  await story.settled();
  const { firstAnswer, conversations } = await overview();
  expect(conversations.waiting).toBe(0);
  expect(firstAnswer).toMatchObject({ unanswered: 0, people: { conversations: 1, medianSeconds: 90 }, assistantShare: 0.5 });
});

it('leaves out phones in the browser, and what a member may not see', async () => {
  const phone = (await story.ask('POST', '/api/phones', { body: { name: 'Test' } })).body;
  await story.ask('POST', `/api/phones/${phone.id}/messages`, { body: { kind: 'text', text: 'hello' } });
  await story.say('Habari', amina);
  await story.say('Habari', juma);
  await story.settled();
  expect(sum((await overview()).messages.today.in)).toBe(2);
  const [mine] = await story.rows('select contact_id from conversations where channel_id = $1 order by id', [channelId]);
  const [member] = await story.rows('select id from members where organization_id = $1', [story.cast.clinic.id]);
  await story.ask('POST', `/api/contacts/${mine?.contact_id}/assign`, { body: { memberId: member?.id } });
  await story.database.asOwner('role', [plain("update members set role = 'clinician' where organization_id = $1", [story.cast.clinic.id])]);
  const headers = { cookie: await cookieOf(story.app.server, story.cast.clinic.owner), origin: 'http://baraza.test' };
  const own = (await story.app.server.inject({ method: 'GET', url: '/api/overview', headers })).json();
  expect(sum(own.messages.today.in)).toBe(1);
  expect(own.conversations.open).toBe(1);
});

it('counts what did not go out, channels that stopped, and what models cost; what is unknown is not nothing', async () => {
  story.graph.inject({ kind: 'token_expired' });
  await story.say('Habari', amina);
  await story.watch.until(async () => (await story.rows("select 1 from channels where state = 'paused'"))[0]);
  await story.watch.idle();
  const provider = crypto.randomUUID();
  const org = story.cast.clinic.id;
  const now = story.clock.now();
  await story.database.asOwner('seed', [
    plain(
      `insert into model_providers (organization_id, id, name, preset, settings, created_at, changed_at) values ($1, $2, 'p', 'custom', '{}', $3, $3)`,
      [org, provider, now],
    ),
    ...[1_500_000, 250_000, null].map((micros) =>
      plain(
        `insert into model_calls (organization_id, id, provider_id, model, purpose, outcome, cost_micros, currency, took_ms, created_at)
         values ($1, $2, $3, 'small', 'answer', 'answered', $4, $5, 10, $6)`,
        [org, crypto.randomUUID(), provider, micros, micros === null ? null : 'USD', now],
      ),
    ),
    plain("update messages set status = 'needs_template' where organization_id = $1 and direction = 'out'", [org]),
  ]);
  const { channels, notices, sends, model } = await overview();
  expect(channels).toEqual([{ id: channelId, name: 'Main line', type: 'whatsapp', state: 'paused', reason: expect.any(String) }]);
  expect(notices).toBe(1);
  expect(sends).toEqual({ failed: 0, error: 0, uncertain: 0, needsTemplate: 1 });
  expect(model).toEqual({ calls: 3, cost: [{ amount: 1.75, currency: 'USD' }], unknown: 1 });
});
