import { afterAll, beforeEach, expect, test } from 'vitest';
import { signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect({ assistant: { kind: 'offline' } });
});
afterAll(() => story.end());

const ben = { from: '16505550177', name: 'Ben' };

async function publish(name: string, nodes: Record<string, object>, triggers: object[] = []): Promise<string> {
  const definition = { format: 1, languages: ['en'], start: Object.keys(nodes)[0], nodes, triggers };
  const made = await story.ask('POST', '/api/flows', { body: { name, title: name, definition } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const published = await story.ask('POST', `/api/flows/${made.body.id}/publish`, { body: {} });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  return made.body.id;
}

const asks = (text: string) => ({
  how: { kind: 'ask', text, answer: { type: 'scale', from: 1, to: 5 }, save: 'how', next: 'bye' },
  bye: { kind: 'end', text: 'Thank you.' },
});

async function says(text: string, by: typeof amina = amina) {
  await story.say(text, by);
  await story.settled();
}

/** Everything that was to begin has begun or was refused. */
async function begun() {
  const waiting = async () => (await story.rows('select 1 from flow_starts where due_at <= $1', [story.clock.now()])).length === 0;
  const told = async () =>
    (await story.rows('select 1 from flow_schedules where occasion is not null or next_at <= $1', [story.clock.now()])).length === 0;
  await story.pass(8);
  await story.watch.until(async () => (await waiting()) && (await told()));
  await story.settled();
}

const texts = (person: { from?: string } = amina) => story.textsTo(person as typeof amina).filter((text) => text !== null);
const outcomes = async () =>
  (await story.rows("select coalesce(outcome, 'waiting') as o from flow_starts order by created_at, outcome")).map(({ o }) => o);
const runs = async () => (await story.ask('GET', '/api/flow-runs')).body.items;

async function contactOf(name: string): Promise<string> {
  const { items } = (await story.ask('GET', '/api/contacts')).body;
  return items.find((one: { profileName: string; name: string }) => (one.name ?? one.profileName).startsWith(name)).id;
}

/** What people are called, given a tag or with it taken away. */
async function tag(name: string, people: readonly string[], how: 'add' | 'remove' = 'add') {
  for (const person of people) {
    const body = { add: [], remove: [], [how]: [name] };
    const answer = await story.ask('POST', `/api/contacts/${await contactOf(person)}/tags`, { body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
}

test('a tag that is given begins a flow, once, but not where somebody is in danger, asked for silence, or is in it already', async () => {
  await says('hello');
  await says('hello', ben);
  const id = await publish('welcome', asks('How was it?'), [{ kind: 'tag_added', tag: 'Visited' }]);
  await tag('VISITED', ['Amina']);
  await begun();
  expect(texts().at(-1)).toContain('How was it?');
  expect(await runs()).toMatchObject([{ flow: 'welcome', startedBy: 'tag', state: 'waiting' }]);

  // Given to and fro while they are in it; to somebody who wants silence; and what is no such tag.
  await tag('Visited', ['Amina'], 'remove');
  await tag('Visited', ['Amina']);
  await tag('Other', ['Amina']);
  await says('STOP', ben);
  await tag('Visited', ['Ben']);
  await begun();
  expect(await outcomes()).toEqual(['begun', 'in_it', 'opted_out']);
  expect((await story.ask('GET', `/api/flows/${id}/starts`)).body.counts).toEqual([
    { event: 'tag.added', outcome: 'begun', count: 1 },
    { event: 'tag.added', outcome: 'in_it', count: 1 },
    { event: 'tag.added', outcome: 'opted_out', count: 1 },
  ]);
});

test('nobody in danger is asked how they liked it; who was seen to may be asked how they are', async () => {
  await publish('survey', asks('How was it?'), [{ kind: 'tag_added', tag: 'Visited' }]);
  await publish('after', asks('How are you today?'), [{ kind: 'event', event: 'incident.closed' }]);
  await says('I want to kill myself');
  await story.ask('PATCH', `/api/conversations/${(await story.rows('select id from conversations'))[0]?.id}`, {
    body: { handler: 'assistant' },
  });
  await tag('Visited', ['Amina']);
  await begun();
  expect(await outcomes()).toEqual(['in_danger']);
  // Who may not see incidents is not told of one by a number.
  const flow = (await story.rows("select id from flows where name = 'survey'"))[0]?.id;
  const ana = await signIn(story.app.server, story.cast.clinic.owner);
  await playRole(story, story.cast.clinic, 'developer');
  expect((await ana('GET', `/api/flows/${flow}/starts`)).body.counts).toEqual([{ event: 'tag.added', outcome: 'not_now', count: 1 }]);
  const [incident] = await story.rows('select id from incidents');
  await story.rows("update incidents set state = 'resolved', closed_at = $2, due_at = null where id = $1", [
    incident?.id as string,
    story.clock.now(),
  ]);
  await begun();
  expect(texts().at(-1)).toContain('How are you today?');
  // The gate watches on: a survey still does not begin.
  await story.rows('delete from contact_tags');
  await tag('Visited', ['Amina']);
  await begun();
  expect((await outcomes()).toSorted()).toEqual(['begun', 'in_danger', 'in_danger']);
});

test('a run that waits for something to happen goes on when it does', async () => {
  const nodes = {
    pause: { kind: 'wait', event: 'conversation.closed', next: 'bye' },
    bye: { kind: 'end', text: 'We are done then.' },
  };
  await publish('goodbye', nodes, [{ kind: 'keyword', words: { en: ['later'] } }]);
  await says('later');
  const conversation = (await story.rows('select id from conversations'))[0]?.id;
  await story.ask('PATCH', `/api/conversations/${conversation}`, { body: { state: 'closed' } });
  await begun();
  expect(texts().at(-1)).toBe('We are done then.');
  expect(await outcomes()).toEqual(['went_on']);
});

test('what waits for an answer is not interrupted: what was to begin comes after it', async () => {
  await publish('survey', asks('How was it?'), [{ kind: 'tag_added', tag: 'Visited' }]);
  await publish('onboarding', asks('How many are you?'), [{ kind: 'keyword', words: { en: ['join'] } }]);
  await says('join');
  await tag('Visited', ['Amina']);
  await begun();
  expect(await outcomes()).toEqual(['waiting']);
  await says('4');
  await story.rows('update flow_starts set due_at = $1 where due_at is not null', [story.clock.now()]);
  await begun();
  expect(texts().slice(-2)).toEqual(['Thank you.', expect.stringContaining('How was it?')]);
});

test('who was asked whether all messages shall stop is asked nothing else before they have answered', async () => {
  const pause = { wait: { kind: 'wait', minutes: 1, next: 'how' }, ...asks('How did it go?') };
  await publish('later', pause, [{ kind: 'keyword', words: { en: ['remind'] } }]);
  const id = await publish('survey', asks('How was it?'), [{ kind: 'tag_added', tag: 'Visited' }]);
  await publish('onboarding', asks('How many are you?'), [{ kind: 'keyword', words: { en: ['join'] } }]);
  await says('remind');
  await says('join');
  await says('stop');
  expect(texts().at(-1)).toContain('stop');
  const asked = texts().length;
  await tag('Visited', ['Amina']);
  await story.pass(70);
  await begun();
  expect(await outcomes()).toEqual(['waiting']);
  const { conversationId } = (await runs())[0];
  const byHand = await story.ask('POST', '/api/flow-runs', { body: { flowId: id, conversationId } });
  expect(byHand.body.error?.code).toBe('flows.stop_asked');
  expect(texts()).toHaveLength(asked);
  await says('yes');
  expect(await story.rows('select 1 from conversations where opted_out_at is not null')).toHaveLength(1);
});

test('who may be in danger is asked nothing by a clock: a run whose time has come goes on when that is over', async () => {
  const pause = { wait: { kind: 'wait', minutes: 1, next: 'how' }, ...asks('How did you like it?') };
  await publish('later', pause, [{ kind: 'keyword', words: { en: ['remind'] } }]);
  await says('remind');
  const watching = JSON.stringify({ safety: { found: story.clock.now().toISOString() } });
  await story.rows('update conversations set routing = $1::jsonb returning id', [watching]);
  const before = texts().length;
  await story.pass(70);
  expect(texts()).toHaveLength(before);
  await story.rows("update conversations set routing = '{}' returning id");
  await story.passMinutes(6);
  await story.settled();
  expect(texts().at(-1)).toContain('How did you like it?');
});

test('a schedule begins at its time for everybody with the tag, once each, though the program is killed in the middle', async () => {
  await says('hello');
  await says('hello', ben);
  await tag('Members', ['Amina', 'Ben']);
  const inAMinute = new Date(story.clock.now().getTime() + 60_000).toISOString().slice(11, 16);
  const who = { kind: 'tag', value: 'members' };
  await story.rows("update organizations set time_zone = 'UTC'");
  const id = await publish('weekly', asks('How is your week?'), [{ kind: 'schedule', time: inAMinute, who }]);
  const { schedules } = (await story.ask('GET', `/api/flows/${id}/starts`)).body;
  expect(schedules).toMatchObject([{ trigger: 0, goingOn: false, nextAt: expect.stringContaining(`T${inAMinute}:00`) }]);
  // What settles them is lost each time, as if the program were killed between the two.
  let lost = 0;
  story.watch.before = (label) => {
    if (label !== 'settle flow start' || lost >= 2) return;
    lost += 1;
    throw new Error('the database is away');
  };
  await story.pass(75);
  await begun();
  expect(lost).toBe(2);
  for (const person of [amina, ben]) expect(texts(person).filter((text) => text?.includes('How is your week?'))).toHaveLength(1);
  expect(await outcomes()).toEqual(['begun', 'begun']);
  // Archived, it does not come again.
  await story.ask('POST', `/api/flows/${id}/archive`);
  expect((await story.ask('GET', `/api/flows/${id}/starts`)).body.schedules).toEqual([]);
});

test('who comes from an advertisement begins its flow', async () => {
  await publish('ad', asks('Which event?'), [{ kind: 'referral', id: '120226305854810726' }]);
  const referral = { source_url: 'https://fb.me/3cr4Wqqkv', source_id: '120226305854810726', source_type: 'ad' };
  await story.graph.receive(amina, { type: 'text', text: { body: 'Can I get more info?' }, referral });
  await story.settled();
  expect(texts().at(-1)).toContain('Which event?');
  expect(await runs()).toMatchObject([{ startedBy: 'referral' }]);
});
