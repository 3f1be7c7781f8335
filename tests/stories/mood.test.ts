import { afterAll, beforeEach, expect, test } from 'vitest';
import { openKeyOf } from '#organizations/index.ts';
import { plain } from '#platform/db/sql.ts';
import { createLog } from '#platform/log.ts';
import { bytesOf } from '#tests/kit/bytes.ts';
import { amina, juma, openStory } from '#tests/kit/story.ts';
import { forgetAll, lastMoods } from '../../modules/mood/server/api.ts';

/** Who agreed to a diary: asking for that is the companion's. */
const agreed = { reading: true };
const story = await openStory({
  consents: { mayReadMood: async () => agreed.reading, mayRemember: async () => false, mayShare: async () => false },
});
beforeEach(async () => {
  agreed.reading = true;
  await story.reset();
  await story.connect();
  await story.database.asOwner('talk to the companion', [plain(`update channels set assistant = '{"kind":"companion","quietMs":0}'`)]);
  story.app.directory.forget('', '');
});
afterAll(() => story.end());

const entries = () => story.rows('select source, score, reader, message_id from mood_entries order by at, id');
/** Messages are read when they are a minute old. */
const read = async () => {
  await story.clock.advance(61_000);
  await story.pass(16);
};

test('a number that somebody says of themselves is kept with its note, sealed; and a week is told in words', async () => {
  await story.say('mood 4, slept badly');
  await story.settled();
  await story.clock.advance(3_600_000);
  await story.say('Mood: 7/10');
  await story.settled();
  expect(story.textsTo(amina)).toEqual(['Thank you. I have written down 4 of 10.', 'Thank you. I have written down 7 of 10.']);
  expect(await entries()).toMatchObject([
    { source: 'self', score: 4, reader: null },
    { source: 'self', score: 7, reader: null },
  ]);
  const [held] = await story.rows("select exists (select from mood_entries e where e::text ilike '%slept%') as plain");
  expect(held).toEqual({ plain: false });

  await story.say('how have I been?');
  await story.settled();
  expect(story.textsTo(amina).at(-1)).toBe(
    'The last seven days: you gave a number on 1 of 7 days. The one in the middle is 5.5; the lowest 4, the highest 7.',
  );
});

test('a number alone is a mood only where one was asked for, and no number from 1 to 10 is asked for again', async () => {
  await story.say('mood');
  await story.settled();
  await story.say('15');
  await story.settled();
  await story.say('8');
  await story.settled();
  expect(story.textsTo(amina)).toEqual([
    'How are you feeling right now, from 1 (worst) to 10 (best)? Write a number.',
    'Please write a whole number from 1 (worst) to 10 (best).',
    'Thank you. I have written down 8 of 10.',
  ]);
  expect(await entries()).toMatchObject([{ score: 8 }]);
});

test('how somebody sounds is written down apart from what they say, each message once; others, pictures and voices without words are not', async () => {
  await story.say('I feel so lonely, nobody ever calls me');
  await story.say('My sister is sad today');
  await story.say('😀'.repeat(300), juma);
  await story.graph.receiveFile(juma, { type: 'audio', bytes: bytesOf.voice, mimeType: 'audio/ogg', part: { voice: true } });
  await story.settled();
  await read();
  await read();
  expect(await entries()).toMatchObject([
    { source: 'inferred', score: null, reader: 'lexicon-1' },
    { source: 'inferred', score: null, reader: 'lexicon-1' },
  ]);
  const scope = await scopeOf();
  const [contact] = await story.rows("select id from contacts where profile_name = 'Amina Njeri'");
  const id = contact?.id as string;
  expect((await lastMoods(scope, [id])).get(id)).toMatchObject({ label: 'lonely', source: 'inferred', score: null });
});

test('nothing is kept of who did not agree, and what was taken back in the middle is gone and stays so', async () => {
  await story.say('I am so sad');
  await story.settled();
  agreed.reading = false;
  await read();
  await backToAssistant();
  await story.say('mood 3');
  await story.settled();
  expect(story.textsTo(amina).at(-1)).toContain('You have not agreed to a mood diary');
  expect(await entries()).toEqual([]);

  agreed.reading = true;
  await story.say('mood 5');
  await story.say('I am so angry');
  await story.settled();
  // Asked to forget while what was just written waits to be read.
  const [contact] = await story.rows('select id from contacts');
  await forgetAll(await scopeOf(), contact?.id as string);
  await read();
  expect(await entries()).toEqual([]);
});

/** People have a conversation that no assistant could answer. */
async function backToAssistant() {
  await story.database.asOwner('give back', [plain("update conversations set handler = 'assistant', handler_reason = null")]);
}

async function scopeOf() {
  const id = story.cast.clinic.id;
  return {
    organization: { id },
    actor: { kind: 'system' as const, id: 'test', permissions: new Set<string>() },
    db: story.database.of(id),
    key: await openKeyOf(story.app.organizations, id),
    clock: story.clock,
    ids: story.app.making.ids,
    log: createLog('silent'),
    signal: new AbortController().signal,
  };
}
