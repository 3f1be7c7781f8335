import { afterAll, beforeEach, expect, test } from 'vitest';
import { openKeyOf } from '#organizations/index.ts';
import { plain } from '#platform/db/sql.ts';
import { createSay } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { companionMind } from '#server/boot/mind.ts';
import { amina, openStory } from '#tests/kit/story.ts';
import { createMind } from '../../modules/care/server/mind.ts';
import { forgetAll, keep, memoriesOf, patternsOf, recall } from '../../modules/memory/server/api.ts';
import { memorySentences } from '../../modules/memory/server/index.ts';
import { moodSentences } from '../../modules/mood/server/index.ts';

/** Who agreed to be remembered: asking for that is the companion's. */
const agreed = { memory: true };
const story = await openStory({
  consents: { mayReadMood: async () => true, mayRemember: async () => agreed.memory, mayShare: async () => false },
});
beforeEach(async () => {
  agreed.memory = true;
  await story.reset();
  await story.connect({ assistant: { kind: 'companion', quietMs: 0 } });
});
afterAll(() => story.end());

/** Messages are read when they are a minute old. People have a conversation that no assistant could answer: it is given back. */
async function read() {
  await story.clock.advance(61_000);
  await story.pass(16);
  await story.database.asOwner('give back', [plain("update conversations set handler = 'assistant', handler_reason = null")]);
}
async function hear(text: string) {
  await story.say(text);
  await story.settled();
  return story.textsTo(amina).at(-1);
}
const contactId = async () => (await story.rows('select id from contacts'))[0]?.id as string;
const remembered = async () => (await memoriesOf(await scopeOf(), await contactId(), { limit: 50 })).items.map(({ text }) => text);

test('what somebody tells is remembered in their own words, once, and comes back when it matters; they see it', async () => {
  expect(await hear('Remember that I am allergic to peanuts')).toBe('I will remember that.');
  await story.clock.advance(2000);
  await story.say('I work nights at the hospital. What time is it?');
  await story.say('my sister Amina lives in Mombasa');
  await story.settled();
  await read();
  await story.say('I work nights at the hospital');
  await story.settled();
  await read();
  expect(await remembered()).toEqual(['I work nights at the hospital', 'my sister Amina lives in Mombasa', 'I am allergic to peanuts']);
  expect(await story.rows('select sum(memories)::int as count, count(*)::int as blocks from memory_blocks')).toEqual([
    { count: 3, blocks: 1 },
  ]);
  const [held] = await story.rows("select exists (select from memory_blocks b where b::text ilike '%peanut%') as plain");
  expect(held).toEqual({ plain: false });

  const at = story.clock.now();
  const [first] = await recall(await scopeOf(), await contactId(), 'another night at the hospital', { limit: 5, at });
  expect(first).toMatchObject({ kind: 'fact', text: 'I work nights at the hospital', sourceMessageId: expect.any(String) });
  expect(await hear('What do you remember about me?')).toBe(
    [
      'This is what I remember, in your own words:',
      '• I work nights at the hospital',
      '• my sister Amina lives in Mombasa',
      '• I am allergic to peanuts',
      'Write “forget that” or “forget everything” whenever you like.',
    ].join('\n'),
  );
});

test('what is to be forgotten is gone with its vector, the mood that was read from it, and what its trace held', async () => {
  await story.say('My boss ignored my plan and I am so angry');
  await story.say('I live in Nairobi');
  await story.settled();
  await read();
  expect(await remembered()).toHaveLength(2);
  expect(await story.rows('select id from mood_entries')).toHaveLength(1);
  expect(await hear('forget about my boss and my plan')).toBe('Forgotten: “My boss ignored my plan and I am so angry”');
  expect(await remembered()).toEqual(['I live in Nairobi']);
  expect(await story.rows('select id from mood_entries')).toEqual([]);
  expect(await story.rows('select sealed_evidence from turns where sealed_evidence is not null')).toEqual([]);
  expect(await hear('forget about the elephants')).toBe('I remember nothing like that.');

  // What was said just now; and what is not even read yet.
  await story.clock.advance(2000);
  await story.say('I love my cat Minou');
  await story.settled();
  await read();
  expect(await hear('forget that')).toBe('Forgotten: “I love my cat Minou”');
  await story.say('I hate my job');
  await story.settled();
  await story.database.asOwner('give back', [plain("update conversations set handler = 'assistant', handler_reason = null")]);
  expect(await hear('forget that')).toBe('I will not remember what you just wrote.');
  await read();
  expect(await remembered()).toEqual(['I live in Nairobi']);
});

test('"forget everything" asks once; then nothing is left, and what waits to be read is not remembered after it', async () => {
  await hear('remember that I like tea');
  expect(await hear('forget everything')).toContain('It cannot be brought back.');
  expect(await hear('no')).toBe('Then I keep it.');
  expect(await remembered()).toEqual(['I like tea']);
  await story.say('I live in Nairobi');
  await story.settled();
  await story.database.asOwner('give back', [plain("update conversations set handler = 'assistant', handler_reason = null")]);
  await hear('mood 4, alone');
  // What was remembered of a record that was joined with theirs is theirs too.
  await story.database.asOwner('join', [
    plain(
      `with other as (insert into contacts (organization_id, id, created_at, merged_into) select organization_id, $1, created_at, id from contacts returning *)
       select 1 from other`,
      [story.app.making.ids.next()],
    ),
    plain(
      `insert into memory_blocks (organization_id, id, contact_id, model, dimensions, version, memories, sealed_block, created_at, changed_at)
       select c.organization_id, c.id, c.id, 'old', 1, 1, 1, '', c.created_at, c.created_at from contacts c where c.merged_into is not null`,
    ),
  ]);
  await hear('forget everything');
  expect(await hear('yes')).toBe('Everything I remembered about you is gone.');
  await read();
  for (const table of ['memory_blocks', 'memory_patterns', 'memory_forgotten', 'mood_entries']) {
    expect(await story.rows(`select * from ${table}`), table).toEqual([]);
  }
  expect(await story.rows('select id from turns where sealed_evidence is not null')).toEqual([]);
  expect(await hear('what do you remember about me')).toBe('I remember nothing about you.');
});

test('nothing is remembered of who did not agree or took it back in the middle, nor what the gate found', async () => {
  await story.say('I live in Nairobi');
  await story.settled();
  agreed.memory = false;
  await read();
  expect(await hear('remember that I like tea')).toContain('You have not agreed');
  expect(await remembered()).toEqual([]);

  agreed.memory = true;
  await story.say('I work nights');
  await story.settled();
  await forgetAll(await scopeOf(), await contactId());
  await read();
  expect(await remembered()).toEqual([]);
  await story.say('I am a nurse and I want to kill myself');
  await story.settled();
  await read();
  expect(await remembered()).toEqual([]);
});

test('what comes again and again is found at night, offered as a question and confirmed; not while the gate watches', async () => {
  await story.say('hello');
  await story.settled();
  const id = await contactId();
  const scope = await scopeOf();
  const now = story.clock.now();
  await keep(
    scope,
    id,
    [0, 1, 2, 3, 4].map((day) => ({
      kind: 'episode' as const,
      text: `My boss gave me too much work, day ${'abcde'[day]}${'vwxyz'[day]}${day}`,
      importance: 0.6,
      sensitive: false,
      about: ['work'],
      persons: ['boss'],
      label: 'stressed',
      at: new Date(now.getTime() - day * 86_400_000),
      messageId: null,
    })),
  );
  const watching = JSON.stringify({ safety: { found: now.toISOString() } });
  await story.database.asOwner('watch', [plain('update conversations set routing = $1::jsonb', [watching])]);
  const until = (hours: number) => new Date(Math.ceil(story.clock.now().getTime() / 86_400_000) * 86_400_000 + hours * 3_600_000);
  await story.clock.advance(until(2).getTime() - story.clock.now().getTime());
  await story.pass(1);
  await story.clock.advance(300_000);
  await story.pass(1);
  expect(await patternsOf(scope, id)).toEqual([]);

  await story.database.asOwner('watch no more', [
    plain(`update conversations set routing = '{}', handler = 'assistant'`),
    plain('update memory_people set looked_at = null'),
  ]);
  await story.clock.advance(300_000);
  await story.pass(1);
  const patterns = await patternsOf(scope, id);
  expect(patterns.map(({ what, occurrences, days, state }) => ({ what, occurrences, days, state }))).toContainEqual({
    what: { kind: 'trigger', topic: 'work', label: 'stressed' },
    occurrences: 5,
    days: 5,
    state: 'found',
  });

  // Whoever looks after them reads it in a few words, and the look back names what they confirmed.
  const mind = createMind({ mayShare: async () => true, say: createSay([moodSentences, memorySentences]) });
  expect((await mind.patternsOf?.(scope, id))?.map(({ text, count, confirmed }) => [text, count, confirmed])).toContainEqual([
    'pressure · work',
    5,
    null,
  ]);
  expect(await companionMind.patternsOf(scope, id, (key) => key)).toEqual([]);
  await story.rows("update memory_patterns set state = 'confirmed' returning id");
  expect(await companionMind.patternsOf(scope, id, (key) => key)).toContain('mood.feeling_stressed · mood.topic_work');

  const [pattern] = patterns;
  const asked = JSON.stringify({ asked: { by: 'memory.pattern', at: story.clock.now().toISOString(), about: pattern?.id } });
  await story.database.asOwner('ask', [plain('update conversations set routing = $1::jsonb', [asked])]);
  expect(await hear('no')).toBe('Thank you. I will not come back to it.');
  expect((await patternsOf(scope, id)).find((one) => one.id === pattern?.id)?.state).toBe('denied');
});

async function scopeOf(): Promise<Scope> {
  const id = story.cast.clinic.id;
  return {
    organization: { id },
    actor: { kind: 'system', id: 'test', permissions: new Set() },
    db: story.database.of(id),
    key: await openKeyOf(story.app.organizations, id),
    clock: story.clock,
    ids: story.app.making.ids,
    log: createLog('silent'),
    signal: new AbortController().signal,
  };
}
