import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#tests/kit/eventually.ts';
import { signIn } from '#tests/kit/request.ts';
import { amina, juma, openStory } from '#tests/kit/story.ts';

/** The safety gate in the path of a message: what is found is there when the message is, whatever the conversation is like. */

const story = await openStory();
let channelId: string;
beforeEach(async () => {
  await story.reset();
  channelId = await story.connect();
});
afterAll(() => story.end());

const findings = () => story.rows('select f.*, m.text from safety_findings f join messages m on m.id = f.message_id order by f.id');
const incidents = () => story.rows('select * from incidents order by id');

describe('a message that needs attention', () => {
  it('is stored with what was found and opens one incident; what follows joins it', async () => {
    await story.say('I want to kill myself');
    expect(await findings()).toMatchObject([{ severity: 'high', source: 'message', hard: true, categories: ['suicidal'] }]);
    const [one] = await findings();
    const [place] = (one?.evidence ?? []) as { start: number; end: number }[];
    expect(String(one?.text).slice(place?.start, place?.end)).toBe('want to kill myself');
    expect(await incidents()).toMatchObject([{ severity: 'high', state: 'raised', messages: 1, id: one?.incident_id }]);
    await story.settled();
    await story.say('I will do it tonight, I want to kill myself');
    await story.settled();
    expect(await incidents()).toMatchObject([{ severity: 'imminent', state: 'raised', messages: 2 }]);
  });

  it('is found in every state: people answer, closed, silence asked for, late', async () => {
    for (const change of ["handler = 'people'", "state = 'closed'", 'opted_out_at = now()']) {
      await story.reset();
      await story.connect();
      await story.say('Habari');
      await story.settled();
      await story.rows(`update conversations set ${change} returning id`);
      await story.say('nataka kufa leo usiku');
      await story.settled();
      expect(await incidents(), change).toHaveLength(1);
    }
  });

  it('is found once, however often its webhook comes', async () => {
    const send = () => story.graph.receiveText({ ...amina, text: 'I want to kill myself', id: 'wamid.again' });
    await send();
    await story.settled();
    await send();
    await story.settled();
    expect(await findings()).toHaveLength(1);
    expect(await incidents()).toMatchObject([{ messages: 1 }]);
  });

  it('is one incident for each person, also when they come together', async () => {
    await Promise.all([
      story.say('I want to kill myself', amina),
      story.say('I want to kill myself', juma),
      story.say('nothing to see here', juma),
    ]);
    await story.settled();
    expect(await incidents()).toHaveLength(2);
  });

  it('that nothing is found in leaves nothing', async () => {
    await story.say('When do you open?');
    await story.settled();
    expect(await findings()).toEqual([]);
    expect(channelId).toBeTruthy();
  });
});

const howAreYou = 'You wrote something here that sounded hard. How are you now?';
const kenyan = { from: '254711000001', name: 'Wanjiru' };
const toHer = () => story.textsTo(kenyan) as string[];

describe('a cry for help', () => {
  it('in the middle of an echo is answered whom to call, in the language it was said in, and brings people', async () => {
    await story.say('Habari', kenyan);
    await story.settled();
    await story.say('nataka kujiua', kenyan);
    await story.settled();
    const [echo, answer, ...more] = toHer();
    expect(echo).toBe('echo: Habari');
    expect(more).toEqual([]);
    expect(answer).toContain('Asante kwa kuniambia');
    // Kenya's emergency number, from the number she writes with.
    expect(answer).toContain('999');
    expect(answer).toContain('Mimi ni msaidizi wa kiotomatiki, si mtu');
    const [conversation] = await story.rows("select handler, handler_reason, routing from conversations where handler = 'people'");
    expect(conversation).toMatchObject({ handler_reason: 'safety', routing: { safety: { language: 'sw' } } });
    expect(await notices()).toContain('incidents.no_lines');
    expect(await story.rows('select kind, actor, data from conversation_events')).toEqual([
      { kind: 'handed_over', actor: 'system', data: { reason: 'safety' } },
    ]);
    await story.say('nataka kufa leo usiku', kenyan);
    await story.settled();
    expect(await story.rows('select id from conversation_events'), 'people have it already').toHaveLength(1);
  });

  it('is shown the lines of the organization, at most two, and none that nobody tried for 90 days', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      const body = { country: 'KE', name, number: '0700 1', kind: 'voice', hours: '24/7', audience: 'anyone', tried: true };
      expect((await admin('POST', '/api/safety-lines', body)).status).toBe(201);
    }
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    expect(toHer()[0]).toMatch(/One: .0700 1. \(24\/7\)\nTwo: /);
    expect(toHer()[0]).not.toContain('Three');
    expect(await notices()).not.toContain('incidents.no_lines');
    await story.clock.skip(91 * 86_400_000);
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    expect(toHer()[1]).not.toContain('One');
    expect(toHer()[1]).toContain('999');
    expect(await notices()).toContain('incidents.no_lines');
  });

  it('again is answered shortly; and everything again for who says yes to the direct question', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await story.say('yes', kenyan);
    await story.settled();
    await story.say('I want to die', kenyan);
    await story.settled();
    const [first, yes, again] = toHer();
    expect(first).toContain('are you thinking about killing yourself right now?');
    expect(yes).toContain('I am worried about your safety right now');
    expect(again).toContain('I have read what you wrote, and I am still here');
    expect(await incidents()).toMatchObject([{ severity: 'imminent', messages: 3 }]);
    expect(await findings()).toMatchObject([{ source: 'message' }, { source: 'question', severity: 'imminent' }, { source: 'message' }]);
  });

  it('that gets worse, or turns into another kind of danger, is never answered shortly', async () => {
    for (const text of ['I want to kill myself', 'yes', 'I have taken all the pills', 'I have taken all the pills']) {
      await story.say(text, kenyan);
      await story.settled();
    }
    const [, , pills, again] = toHer();
    expect(pills).toContain('This may be an emergency. Please call');
    expect(pills).toContain('999');
    expect(again).toContain('I have read what you wrote, and I am still here');
  });

  it('after one about somebody else is answered in full', async () => {
    for (const text of ['My sister wants to kill herself tonight', 'I want to kill myself']) {
      await story.say(text, kenyan);
      await story.settled();
    }
    expect(toHer()[1]).toContain('are you thinking about killing yourself right now?');
  });

  it('is not left alone while no person comes: who writes on hears that somebody is there', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await story.clock.skip(11 * 60_000);
    await story.say('hello?', kenyan);
    await story.say('anyone?', kenyan);
    await story.settled();
    expect(toHer()).toHaveLength(2);
    expect(toHer()[1]).toContain('I am still here');
  });

  it('is left to a person who wrote minutes ago; what the gate would say is suggested to them', async () => {
    await story.say('hello', kenyan);
    await story.settled();
    const conversationId = await conversationOfHers();
    expect((await admin('POST', `/api/conversations/${conversationId}/messages`, { kind: 'text', text: 'Hi, Ana here.' })).status).toBe(
      201,
    );
    await story.settled();
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    expect(toHer()).toEqual(['echo: hello', 'Hi, Ana here.']);
    const [{ id }] = (await story.ask('GET', '/api/incidents')).body.items;
    const { suggestion } = (await story.ask('GET', `/api/incidents/${id}`)).body;
    expect(suggestion).toContain('are you thinking about killing yourself right now?');
    expect(suggestion).toContain('999');
  });

  it('is suggested an answer in the language it was said in', async () => {
    await story.say('hello', kenyan);
    await story.settled();
    await admin('POST', `/api/conversations/${await conversationOfHers()}/messages`, { kind: 'text', text: 'Hi, Ana here.' });
    await story.settled();
    await story.say('nataka kujiua', kenyan);
    await story.settled();
    const [{ id }] = (await story.ask('GET', '/api/incidents')).body.items;
    expect((await story.ask('GET', `/api/incidents/${id}`)).body.suggestion).toContain('Asante kwa kuniambia');
  });

  it('is answered where people have the conversation and none has written, where it was closed, and after a STOP', async () => {
    for (const change of ["handler = 'people'", "state = 'closed'", 'opted_out_at = now()']) {
      await story.reset();
      await story.connect();
      await story.say('hello', kenyan);
      await story.settled();
      await story.rows(`update conversations set ${change} returning id`);
      await story.say('I want to kill myself', kenyan);
      await story.settled();
      expect(toHer().at(-1), change).toContain('999');
    }
  });

  it('after a STOP may be answered by a member while it is open and grave, in free text alone; the conversation says why, once', async () => {
    await story.say('hello', kenyan);
    await story.settled();
    await story.say('STOP', kenyan);
    await story.settled();
    const path = `/api/conversations/${await conversationOfHers()}/messages`;
    const text = { kind: 'text', text: 'Ana here. Are you safe?' };
    expect((await admin('POST', path, text)).body.error.code).toBe('outbox.opted_out');
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    expect((await story.ask('POST', path, { body: text })).body.error.code).toBe('outbox.opted_out');
    const template = { kind: 'template', name: 'hello', language: 'en' };
    expect((await admin('POST', path, template)).body.error.code).toBe('outbox.opted_out');
    for (const _ of [1, 2]) expect((await admin('POST', path, text)).status).toBe(201);
    await story.settled();
    expect(toHer().slice(-2)).toEqual([text.text, text.text]);
    expect(await story.rows("select data from conversation_events where kind = 'wrote_after_stop'")).toHaveLength(1);
    // What did not reach them is sent once more where they may be answered.
    const [, lost] = await story.rows("update messages set status = 'failed' where author = 'member' returning id");
    const again = () => admin('POST', `/api/failed-sends/${lost?.id}/retry`, {});
    expect((await story.ask('POST', `/api/failed-sends/${lost?.id}/retry`)).body.error.code).toBe('outbox.opted_out');
    expect((await again()).status).toBe(200);
    await story.settled();
    expect(toHer().at(-1)).toBe(text.text);
    await story.rows('update messages set retried_as = null where id = $1 returning id', [lost?.id as string]);
    const change = (state: string) => story.rows(`update incidents set state = '${state}' returning id`);
    await change('resolved');
    expect((await admin('POST', path, text)).body.error.code).toBe('outbox.opted_out');
    expect((await again()).body.error.code).toBe('outbox.opted_out');
    await change('raised');
    await story.clock.skip(25 * 3_600_000);
    expect((await admin('POST', path, text)).body.error.code).toBe('outbox.opted_out');
  });

  it('does not keep a STOP from being obeyed, nor a process from waiting', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await story.clock.skip(11 * 60_000);
    await story.say('STOP', kenyan);
    await story.settled();
    const [conversation] = await story.rows('select opted_out_at from conversations');
    expect(conversation?.opted_out_at).not.toBeNull();
  });

  it('is only brought to people where the organization has switched the answers off', async () => {
    await admin('PATCH', '/api/safety/settings', { replies: false });
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    expect(toHer()).toEqual([]);
    expect(await story.rows("select id from conversations where handler_reason = 'safety'")).toHaveLength(1);
  });

  it('is followed by a question some hours later, once; a tap on "I need help now" calls people again', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await story.clock.skip(20 * 3_600_000 + 1000);
    await eventually(async () => {
      await story.pass(3);
      expect(toHer().slice(1)).toEqual([howAreYou]);
    });
    await story.say('I need help now', kenyan);
    await story.settled();
    expect(await incidents()).toMatchObject([{ severity: 'imminent' }]);
    const said = toHer().length;
    await story.pass(5);
    await story.settled();
    expect(toHer()).toHaveLength(said);
    await story.clock.skip(20 * 3_600_000);
    await eventually(async () => {
      await story.pass(3);
      expect(toHer().slice(said)).toEqual([howAreYou]);
    });
  });

  it('is followed by a template where the window has closed: the person’s language, and its buttons count', async () => {
    const followUpTemplate = { name: 'checking_in', languages: ['en', 'sw'], buttons: true };
    expect((await admin('PATCH', '/api/safety/settings', { followUpHours: 30, followUpTemplate })).status).toBe(200);
    await story.say('nataka kujiua', kenyan);
    await story.settled();
    await story.clock.skip(30 * 3_600_000 + 1000);
    await eventually(async () => {
      await story.pass(3);
      expect(story.graph.sent.filter(({ to }) => to === kenyan.from).at(-1)?.body).toMatchObject({
        template: { name: 'checking_in', language: { code: 'sw' }, components: [{ index: '0' }, { index: '1' }, { index: '2' }] },
      });
    });
    await story.graph.receive(kenyan, { type: 'button', button: { text: 'Nahitaji msaada', payload: 'safety.help' } });
    await story.settled();
    expect(await incidents()).toMatchObject([{ severity: 'imminent' }]);
  });

  it('is not followed by that question in the middle of another: it waits until nothing was found for so long', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await story.clock.skip(19 * 3_600_000);
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await story.clock.skip(2 * 3_600_000);
    await story.pass(3);
    await story.settled();
    expect(toHer()).not.toContain(howAreYou);
    await story.clock.skip(18 * 3_600_000);
    await eventually(async () => {
      await story.pass(3);
      expect(toHer().at(-1)).toBe(howAreYou);
    });
  });

  it('is not told that somebody knows when they have written already', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    await admin('POST', `/api/conversations/${await conversationOfHers()}/messages`, { kind: 'text', text: 'Hi, Ana here.' });
    const [incident] = await incidents();
    expect((await admin('POST', `/api/incidents/${incident?.id}/acknowledge`, { did: 'Wrote to her.' })).status).toBe(200);
    await story.settled();
    expect(toHer().slice(1)).toEqual(['Hi, Ana here.']);
  });

  it('is told once that somebody knows, when the app has shown it to a member; and not of what is worse and nobody has seen', async () => {
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    const [incident] = await incidents();
    const see = () => admin('POST', `/api/incidents/${incident?.id}/see`, {});
    expect((await see()).body.entries.map(({ kind }: { kind: string }) => kind)).toContain('told');
    await see();
    await story.settled();
    const told = /has been told about your message/;
    expect(toHer().slice(1)).toEqual([expect.stringMatching(told)]);
    await story.say('I will kill myself tonight', kenyan);
    await story.settled();
    expect(toHer().at(-1)).not.toMatch(told);
    expect((await admin('POST', `/api/incidents/${incident?.id}/acknowledge`, { did: 'Calling her.' })).status).toBe(200);
    await story.settled();
    expect(toHer().at(-1)).toMatch(told);
  });
});

describe('a message that is worth a question', () => {
  it('is asked about once, and the answer counts', async () => {
    await story.say('I feel like a burden to everyone', kenyan);
    await story.settled();
    expect(toHer()).toEqual([expect.stringContaining('are you thinking about hurting yourself')]);
    await story.say('no', kenyan);
    await story.settled();
    expect(toHer()[1]).toContain('Thank you for answering');
    await story.say('yes', kenyan);
    await story.settled();
    // Nobody asked any more: this "yes" is for the assistant.
    expect(toHer()[2]).toBe('echo: yes');
    expect(await incidents()).toMatchObject([{ severity: 'moderate', messages: 1 }]);
  });

  it('of somebody younger than the organization serves brings a person and names lines for young people, also when the age was said before', async () => {
    for (const audience of ['anyone', 'young']) {
      const body = { country: 'KE', name: `For ${audience}`, number: '0700 1', kind: 'voice', hours: null, audience, tried: true };
      expect((await admin('POST', '/api/safety-lines', body)).status).toBe(201);
    }
    await story.say("I'm 15 and I see no point in anything", kenyan);
    await story.settled();
    expect(toHer()[0]).toContain('are you thinking about hurting yourself');
    expect(toHer()[0]).toContain('For young');
    expect(await story.rows('select handler, handler_reason from conversations')).toEqual([
      { handler: 'people', handler_reason: 'safety' },
    ]);
    await story.say('I want to kill myself', kenyan);
    await story.settled();
    expect(toHer()[1]).toContain('For young');
    expect(toHer()[1]).not.toContain('For anyone');
  });

  it('about somebody else is answered how to help', async () => {
    await story.say('My sister wants to kill herself tonight', kenyan);
    await story.settled();
    expect(toHer()[0]).toContain('worried about somebody');
    expect(await findings()).toMatchObject([{ severity: 'high', categories: ['someone_else'] }]);
  });
});

const notices = async () => ((await story.ask('GET', '/api/notices')).body.items as { kind: string }[]).map(({ kind }) => kind);
const conversationOfHers = async () => (await story.rows('select id from conversations'))[0]?.id as string;
/** As somebody who works there. */
async function admin(method: 'POST' | 'PATCH', path: string, body: object) {
  const ask = await signIn(story.app.server, story.cast.clinic.owner);
  return ask(method, path, { body });
}
