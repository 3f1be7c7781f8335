import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, signIn } from '#tests/kit/request.ts';
import { amina, openStory } from '#tests/kit/story.ts';
import { undisclosed } from '#tests/kit/undisclosed.ts';
import { startFakeModel } from '#tools/fake-model/server.ts';
import { consentsOf } from '../../modules/companion/server/api.ts';
import { allows } from '../../modules/companion/server/person.ts';

const fake = await startFakeModel();
const story = await openStory();
let owner: Ask;
beforeEach(async () => {
  await story.reset();
  owner = await signIn(story.app.server, story.cast.clinic.owner);
  await story.connect({ assistant: { kind: 'companion', quietMs: 0 } });
});
afterAll(async () => {
  await story.end();
  await fake.close();
});

/** Switched on by Ana, who answers for it herself. */
async function switchOn() {
  const [{ id }] = (await story.rows('select id from members where organization_id = $1', [story.cast.clinic.id])) as [{ id: string }];
  return owner('PATCH', '/api/companion', { body: { on: true, responsibleId: id } });
}

interface Sent {
  readonly text: string;
  /** The ids of what can be tapped, by title. */
  readonly choices: ReadonlyMap<string, string>;
}

function sent(): Sent[] {
  return story.graph.sent
    .filter(({ to }) => to === amina.from)
    .map(({ body }) => {
      const { text, interactive } = body as {
        text?: { body: string };
        interactive?: {
          body: { text: string };
          action: { buttons?: { reply: { id: string; title: string } }[]; sections?: { rows: { id: string; title: string }[] }[] };
        };
      };
      const buttons = interactive?.action.buttons?.map(({ reply }) => reply) ?? [];
      const rows = interactive?.action.sections?.flatMap((section) => section.rows) ?? [];
      const choices = new Map([...buttons, ...rows].map(({ id, title }) => [title, id]));
      return { text: interactive?.body.text ?? text?.body ?? '', choices };
    });
}
const last = () => sent().at(-1) as Sent;

async function says(...texts: string[]): Promise<string> {
  for (const text of texts) {
    await story.say(text);
    await story.settled();
  }
  return last().text;
}

async function taps(title: string): Promise<string> {
  const id = last().choices.get(title);
  if (id === undefined) throw new Error(`"${title}" cannot be tapped: ${last().text} ${[...last().choices.keys()].join(' | ')}`);
  await story.graph.receive(amina, { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } });
  await story.settled();
  return last().text;
}

const consents = () => story.rows('select kind, given, version, message_id from companion_consents order by created_at, id');
const person = () => story.rows('select * from companion_people');

/** Through the welcome in English, allowing everything, with a weekly look back. */
async function welcomed() {
  await switchOn();
  await says('hello');
  await taps('Begin');
  await says('English', '29', 'yes', 'Amina', 'yes', 'yes', 'weekly', 'yes', 'I sleep badly', 'evening', 'Kenya', 'my sister');
}

describe('the companion', () => {
  test('says nothing of its own before somebody switched it on and named who answers for it', async () => {
    expect(await says('hello')).toContain('not switched on');
    expect(await story.rows('select handler_reason from conversations')).toEqual([{ handler_reason: 'companion_off' }]);
    const { status, body } = await owner('PATCH', '/api/companion', { body: { on: true } });
    expect([status, body.error?.details.field]).toEqual([400, 'responsibleId']);
  });

  test('is switched on with its flows, and names the languages nobody has read', async () => {
    const { status, body } = await switchOn();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.on).toBe(true);
    expect(body.unreviewed).toHaveLength(9);
    expect(body.flows.every(({ published }: { published: boolean }) => published)).toBe(true);
    const read = await owner('PATCH', '/api/companion', { body: { reviewed: ['en'] } });
    expect([read.body.on, read.body.unreviewed.length]).toEqual([true, 8]);
  });

  test('welcomes: age first, then each consent by itself, with version, language and message', async () => {
    await welcomed();
    expect(last().text).toContain('Thank you, Amina. Now I am here to listen.');
    const found = await consents();
    expect(found.map(({ kind, given, version }) => [kind, given, version])).toEqual(
      ['storing', 'memory', 'mood', 'summaries', 'sharing'].map((kind) => [kind, true, '2026-11']),
    );
    expect(found.every(({ message_id }) => message_id !== null)).toBe(true);
    const [row] = await person();
    expect(row).toMatchObject({ state: 'ready', age_group: 'adult', country: 'KE', preferred: 'evening', summary_every: 'weekly' });
    expect(JSON.stringify(row)).not.toMatch(/Amina|sister|sleep/);
    const { id } = (await story.rows('select id from contacts'))[0] as { id: string };
    const shown = await owner('GET', `/api/contacts/${id}/companion`);
    expect(shown.body).toMatchObject({ calledName: 'Amina', brings: 'I sleep badly', trusted: 'my sister', welcomed: true });
    expect(await says('hi')).toContain('Hello, Amina.');
  });

  test('younger people are led to people and lines for them, and not talked with', async () => {
    await switchOn();
    await says('hello');
    await taps('Begin');
    expect(await says('English', '15')).toContain('made for people from 18');
    expect(await story.rows('select handler, handler_reason from conversations')).toEqual([{ handler: 'people', handler_reason: 'young' }]);
    expect(await person()).toMatchObject([{ age_group: 'minor', state: 'minor' }]);
    expect(await consents()).toEqual([]);
  });

  test('takes back everything at once, in the middle of the welcome too, and does not talk on', async () => {
    await switchOn();
    await says('hello');
    await taps('Begin');
    await says('English', '40', 'yes', '👨‍👩‍👧‍👦'.repeat(300));
    expect(last().text).toContain('remember');
    expect(await says('I withdraw my consent')).toContain('taken back');
    expect((await consents()).slice(-5).every(({ given }) => given === false)).toBe(true);
    expect(await says('so tired')).toContain('We had not finished');
  });

  test('is gone on with where it was left, in another language, with answers that contradict', async () => {
    await switchOn();
    await says('hello');
    await taps('Begin');
    await says('English', 'forty two', '42', 'yes');
    expect(last().text).toContain('What shall I call you?');
    await says('language');
    expect(await taps('Kiswahili')).toContain('Nikuite nani?');
    await says('Juma', 'ndiyo', 'hapana', 'Kila siku', 'hapana');
    const asked = await says('hapana');
    expect(asked).toContain('wakati gani');
    const states = await consents();
    expect(states.map(({ kind, given }) => `${kind} ${given}`)).toEqual([
      'storing true',
      'memory true',
      'mood false',
      'summaries true',
      'sharing false',
    ]);
  });

  test('listens, never the same twice, and asks no more than one thing at a time', async () => {
    await welcomed();
    const before = sent().length;
    for (let turn = 0; turn < 12; turn += 1) await says(`it went on like that, part ${turn}`);
    const answers = sent()
      .slice(before)
      .map(({ text }) => text);
    expect(answers).toHaveLength(12);
    expect(new Set(answers).size).toBe(12);
    for (const answer of answers) expect(answer.match(/\?/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect((await story.rows('select messages, night from companion_days'))[0]).toEqual({ messages: 12, night: 0 });
  });

  test('a shared phone: with a PIN nothing is spoken of before it is written', async () => {
    await welcomed();
    await says('my settings');
    await says('A PIN for this phone');
    expect(await says('12')).toContain('four to six digits');
    expect(await says('4711')).toContain('Done');
    expect(await says('hello')).toContain('your PIN');
    expect(await says('1234')).toContain('not the PIN');
    expect(await says('४७११')).toContain('What is on your mind?');
    expect(await says('I had a long day')).not.toContain('PIN');
  });

  test('a name is changed in chat; an exercise is one word away', async () => {
    await welcomed();
    expect(await says('change my name')).toContain('What shall I call you?');
    await says('Mina');
    expect(await says('hello')).toContain('Hello, Mina');
    expect(await says('breathing')).toContain('Tell me when');
    expect(await says('That is enough')).toContain('How is it now?');
    expect(await says('A little better')).toContain('I am glad');
  });

  test('speaks of a crisis with the gate’s words, and keeps its own small', async () => {
    await welcomed();
    await says('I want to kill myself tonight');
    expect(await story.rows('select handler from conversations')).toEqual([{ handler: 'people' }]);
    expect((await story.rows('select severity from incidents'))[0]).toMatchObject({ severity: 'imminent' });
  });
});

describe('a look back', () => {
  const trigger = (body: object = {}) => owner('POST', '/api/care/trigger-summaries', { body });
  /** As the counters would stand after a week of writing. */
  async function wrote(...days: string[]) {
    for (const day of days)
      await story.rows(
        `insert into companion_days (organization_id, contact_id, day, messages, night, created_at, last_at)
         select organization_id, id, $1, 4, 0, $2, '2026-11-19' from companion_people on conflict do nothing`,
        [day, story.clock.now()],
      );
  }
  const rows = () => story.rows('select audience, period, state, reason from companion_summaries order by audience, created_at');

  test('is written once for its week, to the person and to the clinician they share with', async () => {
    await welcomed();
    const { from, to } = week();
    await wrote(from, to);
    expect((await trigger()).body).toEqual({ sent: 1, made: 1, skipped: 0 });
    await story.settled();
    expect(last().text).toContain('A short look back at your week, Amina. You wrote on 2 days.');
    expect((await trigger()).body).toEqual({ sent: 0, made: 0, skipped: 0 });
    const [{ id }] = (await story.rows('select id from contacts')) as [{ id: string }];
    const { body } = await owner('GET', `/api/contacts/${id}/companion-summaries`);
    expect(body.items).toMatchObject([{ period: `week ${to}` }]);
    expect(body.items[0].text).toContain('Wrote on 2 days, 8 messages.');
    expect(JSON.stringify(await story.rows('select sealed_text from companion_summaries'))).not.toContain('Wrote');
  });

  test('is not written for who is in danger, nor for who took it back, nor where nothing is on', async () => {
    expect((await trigger()).body.error.code).toBe('companion.off');
    await welcomed();
    await wrote(week().to);
    await says('I want to kill myself tonight');
    expect((await trigger()).body).toEqual({ sent: 0, made: 0, skipped: 2 });
    expect((await rows()).map(({ reason }) => reason)).toEqual(['danger', 'danger']);
  });

  test('comes by itself on their Monday evening, and stops after three that nobody answered', async () => {
    await welcomed();
    await says('I slept well');
    // When it is due is worked out first. It begins on a Friday afternoon; on Monday it is due at seven in the evening there.
    await story.pass(61);
    for (const hours of [77.1, 168, 168, 168]) {
      await wrote(week().today);
      await story.clock.skip(hours * 3_600_000);
      await story.pass(2);
      await story.settled();
    }
    const states = (await rows()).filter(({ audience }) => audience === 'person').map(({ state, reason }) => reason ?? state);
    expect(states).toEqual(['sent', 'sent', 'sent', 'unanswered']);
  });

  /** The week that ended, where her number is from. */
  function week() {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(story.clock.now());
    const shifted = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
    return { from: shifted(-weekday - 6), to: shifted(-weekday), today };
  }
});

describe('with a model', () => {
  beforeEach(async () => {
    fake.reset();
    const provider = { name: 'main', preset: 'custom', baseUrl: fake.url, key: fake.key, model: 'small', contactText: true };
    expect((await owner('POST', '/api/model-providers', { body: provider })).status).toBe(201);
    await story.rows(`update channels set assistant = '{"kind":"companion","quietMs":0,"provider":"main"}'`);
    story.app.directory.forget('', '');
    await welcomed();
    fake.reset();
  });
  const answered = async (text: string) => undisclosed(await says(text));

  test('its words are said, from who it is, whom it talks with and what the answer is for', async () => {
    fake.always({ kind: 'say', text: 'That sounds like a long night. What kept you awake?' });
    expect(await answered('I slept badly again')).toBe('That sounds like a long night. What kept you awake?');
    const [{ body }] = fake.requests as unknown as [{ body: { messages: { role: string; content: string }[] } }];
    const system = body.messages[0]?.content ?? '';
    expect(system).toContain('The person is called "Amina".');
    expect(system).toContain('in their words: "I sleep badly"');
    expect(system).toContain('Your answer now:');
    expect(system).not.toContain('my sister');
  });

  test('one that is down, rude, leaking, a doctor or needy is replaced by the companion’s own words, and nobody is bothered', async () => {
    const bad: Parameters<typeof fake.always>[0][] = [
      { kind: 'status', status: 400, body: '{"error":{"message":"no"}}' },
      { kind: 'say', text: 'Get over it, everybody sleeps badly.' },
      { kind: 'leak' },
      { kind: 'say', text: 'You have depression. Take 20 mg of something.' },
      { kind: 'say', text: 'I’m always here for you. Only I understand you.' },
    ];
    for (const behaviour of bad) {
      fake.always(behaviour);
      const text = await answered('I slept badly again');
      expect(text).toMatch(/\?$/);
      expect(text).not.toMatch(/depression|get over|always here|\[/i);
    }
    expect(await story.rows('select handler from conversations')).toEqual([{ handler: 'assistant' }]);
  });
});

// Last, for it lets a day pass: what stands above begins on a Friday.
describe('beside an answer', () => {
  test('asks now and then how somebody is, once a day, and whether what comes again and again fits; not with the first words, nor in danger', async () => {
    await welcomed();
    const asks = () =>
      sent().filter(({ choices }) => [...choices.values()].some((id) => /(mood\.confirm-score|memory\.confirm-pattern)$/.test(id)));
    const tell = [
      'I am so sad about my job',
      'my boss shouted at me again',
      'I am so tired and alone',
      'everything at work is too much',
      'I am sad',
      'work is heavy',
    ];
    await says(tell[0] as string);
    expect(asks()).toHaveLength(0);
    for (let round = 0; round < 4 && asks().length === 0; round += 1) await says(...tell.slice(1));
    expect(asks()).toHaveLength(1);
    await says(...tell);
    expect(asks()).toHaveLength(1);
    // Another day; somebody in danger is asked nothing beside what the gate says.
    await story.clock.skip(26 * 3_600_000);
    await says('I want to kill myself');
    await says(...tell);
    expect(asks()).toHaveLength(1);
  });

  test('behind a PIN nothing is told, written down or changed by a word for it', async () => {
    await welcomed();
    await says('my settings');
    await says('A PIN for this phone');
    await says('4711');
    const kept = await person();
    for (const wish of ['what do you remember', 'how have I been', 'my settings', 'mood 7', 'forget everything', 'my plan']) {
      expect(await says(wish), wish).toMatch(/PIN|to myself for an hour/);
    }
    expect(await story.rows('select 1 from mood_entries')).toEqual([]);
    expect((await person())[0]?.sealed_pin).toEqual(kept[0]?.sealed_pin);
  });

  test('what was said under a record that was joined counts: a consent that was taken back, an age', async () => {
    await welcomed();
    await says('withdraw my consent');
    const [{ id, organization_id: organization }] = (await story.rows('select id, organization_id from contacts')) as [
      { id: string; organization_id: string },
    ];
    const other = '01890000-0000-7000-8000-0000000000aa';
    await story.rows(
      'insert into contacts (organization_id, id, name, merged_into, created_at, last_seen_at) select organization_id, $1, name, id, created_at, last_seen_at from contacts where id = $2 returning id',
      [other, id],
    );
    await story.rows('update companion_consents set contact_id = $1 returning id', [other]);
    const consents = await consentsOf({ db: story.database.of(organization), organization: { id: organization } } as never, id);
    expect(allows(consents, 'memory')).toBe(false);
    expect(Object.keys(consents)).toContain('memory');
    await story.rows(
      "update companion_people set id = $1, contact_id = $1, state = 'minor', age_group = 'minor', sealed_name = null, sealed_brings = null, sealed_trusted = null, sealed_pin = null returning id",
      [other],
    );
    await says('hello again');
    expect(await story.rows('select handler from conversations')).toEqual([{ handler: 'people' }]);
  });
});
