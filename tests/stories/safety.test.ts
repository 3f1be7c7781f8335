import { afterAll, beforeEach, describe, expect, it } from 'vitest';
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
