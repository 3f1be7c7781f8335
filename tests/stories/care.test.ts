import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { cookieOf } from '#tests/kit/request.ts';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();

beforeEach(async () => {
  await story.reset();
  await story.connect();
  const { body } = await story.ask('GET', '/api/ready-flows');
  const { definition } = body.items.find(({ name }: { name: string }) => name === 'safety_plan');
  const made = await story.ask('POST', '/api/flows', { body: { name: 'safety_plan', title: 'Safety plan', definition } });
  expect((await story.ask('POST', `/api/flows/${made.body.id}/publish`, { body: {} })).status).toBe(200);
});
afterAll(() => story.end());

async function say(...texts: string[]): Promise<string> {
  for (const text of texts) {
    await story.say(text, amina);
    await story.settled();
  }
  return story.textsTo(amina).at(-1) ?? '';
}

/** As somebody of the clinic in this role, in whose hands the person is. */
async function asCarer() {
  const [contact] = await story.rows('select contact_id from conversations order by id');
  const [member] = await story.rows('select id from members where organization_id = $1', [story.cast.clinic.id]);
  await story.ask('POST', `/api/contacts/${contact?.contact_id}/assign`, { body: { memberId: member?.id } });
  await story.database.asOwner('role', [plain("update members set role = 'clinician' where organization_id = $1", [story.cast.clinic.id])]);
  const headers = { cookie: await cookieOf(story.app.server, story.cast.clinic.owner), origin: 'http://baraza.test' };
  const plan = async () =>
    (await story.app.server.inject({ method: 'GET', url: `/api/care-people/${contact?.contact_id}/plan`, headers })).json();
  return { plan };
}

const answers = [
  'I stop sleeping',
  'Walk to the market',
  'The choir',
  'Zawadi, my sister: 0712 345 678\nJuma',
  'skip',
  'Zawadi has the cupboard key',
  'My daughter',
];

describe('a safety plan in the chat', () => {
  it('is asked for step by step, is theirs alone until they say otherwise, and comes when they ask for it', async () => {
    expect(await say('my safety plan')).toContain('You have no safety plan yet');
    expect(await say('write my safety plan')).toContain('1 of 7');
    expect(await say(...answers)).toContain('May the people of');
    const { plan } = await asCarer();
    expect(await plan()).toEqual({ state: 'not_shared', plan: null });
    await say('yes');
    expect(await plan()).toMatchObject({
      state: 'shared',
      plan: {
        version: 1,
        changedBy: { kind: 'contact' },
        sharedWith: [{ by: 'contact' }],
        steps: {
          people: [
            { text: 'Zawadi, my sister', phone: '0712 345 678' },
            { text: 'Juma', phone: null },
          ],
          professionals: [],
          living: [{ text: 'My daughter' }],
        },
      },
    });
    const sent = await say('my safety plan');
    for (const words of ['People I can ask for help', 'Zawadi, my sister', 'My daughter', 'Zawadi has the cupboard key'])
      expect(sent).toContain(words);
    // Nothing of it stands readable in what is kept of the flow and of the plan.
    const kept = JSON.stringify([
      await story.rows('select * from safety_plan_steps'),
      await story.rows('select * from flow_runs'),
      await story.rows('select trace from turns'),
    ]);
    expect(kept).not.toContain('Zawadi');
  });

  it('is changed in one step, the others stay; and is theirs alone again at a word', async () => {
    await say('write my safety plan', ...answers, 'yes');
    await say('change my safety plan', 'skip', 'skip', 'skip', 'skip', 'skip', 'skip', 'My daughter and my goats', 'skip');
    const { plan } = await asCarer();
    expect((await plan()).state).toBe('not_shared');
    await say('change my safety plan', ...answers.map(() => 'skip'));
    const [row] = await story.rows('select version from safety_plans');
    expect(row?.version).toBe(2);
    expect(await say('my safety plan')).toContain('My daughter and my goats');
    expect(story.textsTo(amina).at(-1)).toContain('I stop sleeping');
    await say('change my safety plan', ...answers, 'yes');
    expect((await plan()).state).toBe('shared');
    expect(await say('stop sharing my safety plan')).toContain('nobody but you');
    expect((await plan()).state).toBe('not_shared');
  });

  it('does not stand in the way of a cry for help: it is answered, and called for', async () => {
    await say('write my safety plan', 'I stop sleeping');
    await say('I want to kill myself tonight');
    expect(await story.rows("select severity from incidents where severity = 'imminent'")).toHaveLength(1);
    expect(story.textsTo(amina).some((text) => text?.includes('worried about your safety'))).toBe(true);
  });
});
