import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { fold } from './fold.ts';
import { indexLateMessages, indexMessages } from './index-messages.ts';
import { matchesIn, snippetOf } from './snippet.ts';

const app = await createTestApp();
let cast: Cast;
let ask: Ask;
let seeded: SeededConversation;

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  seeded = await seedConversation(app, cast.clinic);
  await owner('delete from message_search_progress');
  await owner('delete from message_search');
});
afterAll(() => app.server.close());

const owner = (sql: string, values: Parameters<typeof plain>[1] = []) => app.database.asOwner('arrange', [plain(sql, values)]);
const said = async (text: string | null, where = seeded, kind = 'text') => {
  await app.clock.advance(1000);
  const id = app.ids.next();
  await owner(
    `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, status, created_at)
     select organization_id, $2, id, contact_id, channel_id, 'in', (select max(position) + 1 from messages), $3, $4, 'contact', 'received', $5
     from conversations where id = $1`,
    [where.conversationId, id, kind, text, app.clock.now()],
  );
  return id;
};
const search = async (q: string, by: Ask = ask, more = '') => (await by('GET', `/api/search?q=${encodeURIComponent(q)}${more}`)).body;
const found = async (q: string, by: Ask = ask) => (await search(q, by)).messages.map((one: { messageId: string }) => one.messageId);
const host = { ...app, signal: new AbortController().signal, grown: () => undefined, scopeOf: app.systemScope };
const index = () => indexMessages(host);
const indexed = async () => (await owner('select message_id from message_search'))[0]?.rows.length;

const texts = [
  'Zoë asked for CRÈME brûlée',
  'أحمد يسأل: شُكرًا جزيلًا على المســاعدة',
  'کیا میں ہفتہ کو آ سکتی ہوں؟ ۱۲۳',
  '100% sure_thing',
  'नमस्ते १२३',
  '👋🏽 ﬁne ½ İstanbul ß',
];

describe('the two foldings', () => {
  it('of the program and of the database are one, for every letter they treat', async () => {
    const everything = [...texts, ...Array.from({ length: 0x6ff - 0x20 }, (_, n) => `a${String.fromCodePoint(0x20 + n)}b`)];
    const [rows] = await owner('select fold_text(t) as folded from unnest($1::text[]) with ordinality as x(t, n) order by n', [everything]);
    const theirs = (rows?.rows ?? []).map((row) => row.folded);
    expect(everything.map((text) => fold(text).text)).toEqual(theirs);
  });

  it('lead back to where a word stands', () => {
    for (const [text, word, there] of [
      ['Zoë asked for CRÈME brûlée', 'creme', 'CRÈME'],
      ['شُكرًا جزيلًا على', 'شكرا', 'شُكرًا'],
      ['على المســاعدة', 'المساعده', 'المســاعدة'],
      ['میں ہفتہ کو', 'هفته', 'ہفتہ'],
      ['👋🏽 one two', 'two', 'two'],
      ['eﬀort', 'ff', ''],
    ] as const) {
      const [range] = matchesIn(text, [word]);
      expect(
        range
          ? text
              .slice(range.start, range.end)
              .normalize('NFC')
              .replace(/\p{M}+$/u, '')
          : '',
        text,
      ).toBe(there.normalize('NFC').replace(/\p{M}+$/u, ''));
    }
    expect(matchesIn('aaa aab', ['aa', 'aab'])).toEqual([
      { start: 0, end: 2 },
      { start: 4, end: 7 },
    ]);
  });
});

describe('a snippet', () => {
  it('is the part about the first match, whole characters, with offsets into it', () => {
    const text = `${'🌻 '.repeat(100)}needle ${'hay '.repeat(100)}needle`;
    const snippet = snippetOf(text, ['needle']);
    expect(snippet).toMatchObject({ cutBefore: true, cutAfter: true });
    expect(snippet.text.length).toBeLessThanOrEqual(181);
    expect(snippet.text.isWellFormed()).toBe(true);
    expect(snippet.matches.map(({ start, end }) => snippet.text.slice(start, end))).toEqual(['needle']);
    expect(snippetOf('<b>needle</b>', ['needle'])).toEqual({
      text: '<b>needle</b>',
      cutBefore: false,
      cutAfter: false,
      matches: [{ start: 3, end: 9 }],
    });
  });
});

describe('search', () => {
  it.each([false, true])('finds words as people write them; written down: %s', async (written) => {
    const ids = new Map<string, string>();
    for (const text of texts) ids.set(text, await said(text));
    if (written) {
      await app.clock.advance(60_000);
      await index();
      expect(await indexed()).toBe(texts.length + 2);
    }
    const idOf = (n: number) => [ids.get(texts[n] ?? '')];
    expect(await found('creme ZOE')).toEqual(idOf(0));
    expect(await found('احمد')).toEqual(idOf(1));
    expect(await found('شكرا جزيلا')).toEqual(idOf(1));
    expect(await found('مساعده')).toEqual(idOf(1));
    expect(await found('هفته')).toEqual(idOf(2));
    expect(await found('123')).toEqual([...idOf(4), ...idOf(2)]);
    expect(await found('0%')).toEqual([]);
    expect(await found('100%')).toEqual(idOf(3));
    expect(await found('sure_')).toEqual(idOf(3));
    expect(await found('sur__')).toEqual([]);
    expect(await found('zo')).toEqual(idOf(0));
    expect(await found('oe')).toEqual([]);
    expect(await found('creme juma')).toEqual([]);
    expect(await found('ً')).toEqual([]);
    expect(await found('')).toEqual([]);
  });

  it('is written down once, also what has no words, and nothing young', async () => {
    await said(null, seeded, 'image');
    await app.clock.advance(60_000);
    await said('young');
    await index();
    await index();
    expect(await indexed()).toBe(2);
    await app.clock.advance(60_000);
    await index();
    expect(await indexed()).toBe(3);
    expect(await found('young')).toHaveLength(1);
  });

  it('goes on, the newest first, across what is written down and what is not', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      ids.unshift(await said(`needle ${n}`));
      if (n === 3) {
        await app.clock.advance(60_000);
        await index();
      }
    }
    const first = await search('needle', ask, '&limit=3');
    const second = await search('needle', ask, `&limit=3&cursor=${first.nextCursor}`);
    const third = await search('needle', ask, `&limit=3&cursor=${second.nextCursor}`);
    expect([first, second, third].flatMap((page) => page.messages.map((one: { messageId: string }) => one.messageId))).toEqual(ids);
    expect([third.nextCursor, second.contacts]).toEqual([null, []]);
  });

  it('finds contacts, with the conversation to open', async () => {
    expect((await search('amin')).contacts).toEqual([{ id: seeded.contactId, name: 'Amina', conversationId: seeded.conversationId }]);
  });

  it.each([false, true])('shows nothing of another organization, or of another’s contacts; written down: %s', async (written) => {
    const other = await seedConversation(app, cast.clinic);
    const foreign = await seedConversation(app, cast.festival);
    await owner('delete from message_search_progress');
    await owner('delete from message_search');
    const ours = await said('needle here');
    const theirs = await said('needle there', other);
    await said('needle elsewhere', foreign);
    if (written) {
      await app.clock.advance(60_000);
      await index();
    }
    expect(await found('needle')).toEqual([theirs, ours]);
    await owner('update contact_assignments set ended_at = $2 where contact_id = $1', [other.contactId, app.clock.now()]);
    await playRole(app, cast.clinic, 'clinician');
    const ana = await signIn(app.server, cast.clinic.owner);
    expect(await found('needle', ana)).toEqual([ours]);
    const look = plain(`select message_id from search_messages('{needle}', null, 'ffffffff-ffff-ffff-ffff-ffffffffffff', 10)`);
    const { nobody } = await app.database.script('look', null, { nobody: look });
    expect(nobody.rows).toEqual([]);
  });
});

describe('writing messages down', () => {
  it('goes on with the others when it fails for one organization', async () => {
    await seedConversation(app, cast.festival);
    await app.clock.advance(60_000);
    const warned: unknown[] = [];
    const script: typeof app.database.script = (label, organization, statements) => {
      if (label === 'index messages' && organization === cast.clinic.id) throw new Error('broken');
      return app.database.script(label, organization, statements);
    };
    const database = { ...app.database, script } as typeof app.database;
    const log = { warn: (about: { organization: string }) => void warned.push(about.organization) } as never;
    await indexMessages({ ...host, database, log });
    const [found] = await owner('select distinct organization_id as id from message_search');
    expect(found?.rows).toEqual([{ id: cast.festival.id }]);
    expect(warned).toEqual([cast.clinic.id]);
  });

  it('finds a message again that was stored after the index had passed its id', async () => {
    const late = await said('needle of one who was held up');
    await owner('update messages set text = null where id = $1', [late]);
    await said('something newer');
    await app.clock.advance(60_000);
    await index();
    await owner("update messages set text = 'needle of one who was held up' where id = $1", [late]);
    expect(await found('needle')).toEqual([]);
    await index();
    expect(await found('needle')).toEqual([]);
    await indexLateMessages(host);
    expect(await found('needle')).toEqual([late]);
    await indexLateMessages(host);
  });
});
