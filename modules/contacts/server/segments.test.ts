import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp();
let cast: Cast;
let ask: Ask;
const ids: Record<string, string> = {};

beforeAll(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  const attributes = [
    { key: 'city', type: 'text' },
    { key: 'age', type: 'number' },
    { key: 'member', type: 'yes_no' },
    { key: 'joined', type: 'date' },
    { key: 'visit', type: 'time' },
    { key: 'size', type: 'choice', choices: ['S', 'M'] },
    { key: 'likes', type: 'choices', choices: ['tea', 'coffee'] },
    { key: 'secret', type: 'text', sensitive: true },
  ];
  for (const one of attributes) ids[one.key] = (await ask('POST', '/api/attributes', { body: { label: 'L', ...one } })).body.id;
  const people = [
    {
      name: 'Ana',
      language: 'en',
      city: 'Nairobi',
      age: 30,
      member: true,
      joined: '2026-01-10',
      visit: '2026-11-19T10:00:00Z',
      size: 'S',
      likes: ['tea'],
    },
    {
      name: 'Ben',
      language: 'sw',
      city: 'Mombasa',
      age: 9,
      member: false,
      joined: '2025-06-01',
      visit: '2026-01-01T10:00:00Z',
      size: 'M',
      likes: ['tea', 'coffee'],
    },
    { name: 'Zoë' },
  ];
  for (const { name, language, ...values } of people) {
    const body = {
      name,
      language,
      identities: name === 'Zoë' ? [] : [{ channelType: name === 'Ana' ? 'sms' : 'email', kind: 'x', address: name }],
    };
    const { id } = (await ask('POST', '/api/contacts', { body })).body;
    ids[name] = id;
    const given = Object.entries(values).map(([key, value]) => ({ key, value }));
    if (given.length > 0) await ask('PATCH', `/api/contacts/${id}/attributes`, { body: { values: given } });
  }
  const tagged = await ask('POST', `/api/contacts/${ids.Ana}/tags`, { body: { add: ['VIP'], remove: [] } });
  ids.tag = tagged.body.tags[0].id;
  await app.database.asOwner('seen', [
    plain(`update contacts set last_seen_at = '2026-11-10T14:00:00Z' where id = $1`, [ids.Ben as string]),
  ]);
});
beforeEach(() => playRole(app, cast.clinic, 'owner'));
afterAll(() => app.server.close());

type Item = readonly [field: string, is: string, value?: unknown];
const condition = ([field, is, value]: Item) => ({
  field: field.startsWith('@') ? `attribute:${ids[field.slice(1)]}` : field,
  is,
  value: value === 'TAG' ? ids.tag : value,
});
const count = (rule: object) => ask('POST', '/api/segment-count', { body: { rule } });

/** Names of those a rule means. */
async function meant(...items: Item[]): Promise<string> {
  const rule = { match: 'all', conditions: items.map(condition) };
  const { body, status } = await ask('POST', '/api/segments', { body: { name: 'S', rule } });
  expect(status, JSON.stringify(body)).toBe(201);
  const { items: contacts } = (await ask('GET', `/api/segments/${body.id}/contacts`)).body;
  expect((await count(rule)).body.count).toBe(contacts.length);
  return contacts.map((one: { name: string }) => one.name).join(' ');
}

describe('a rule', () => {
  it.each<[string, ...Item[]]>([
    ['Ana', ['name', 'equal', 'ANA']],
    ['Ben Zoë', ['name', 'not_equal', 'ana']],
    ['Zoë', ['name', 'contains', 'zoe']],
    ['', ['name', 'contains', '%']],
    ['Ben', ['language', 'equal', 'sw']],
    ['Ana Zoë', ['language', 'not_equal', 'sw']],
    ['Zoë', ['language', 'not_set']],
    ['Ana', ['channel_type', 'equal', 'sms']],
    ['Ben Zoë', ['channel_type', 'not_equal', 'sms']],
    ['Zoë', ['channel_type', 'not_set']],
    ['Ana Ben Zoë', ['created', 'after', '2026-11-20']],
    ['Ben', ['last_seen', 'within_days', 11]],
    ['Ana Zoë', ['last_seen', 'not_within_days', 11]],
    ['Ana Ben Zoë', ['last_seen', 'not_within_days', 9]],
    ['Ben', ['last_seen', 'before', '2026-11-11T00:00:00+03:00']],
    ['Ana Ben Zoë', ['opted_out', 'equal', false]],
    ['', ['opted_out', 'equal', true]],
    ['Ana', ['tag', 'equal', 'TAG']],
    ['Ben Zoë', ['tag', 'not_equal', 'TAG']],
    ['Ana', ['@city', 'contains', 'NAIR']],
    ['Ben Zoë', ['@city', 'not_equal', 'Nairobi']],
    ['Ana', ['@age', 'more', 9]],
    ['Ben', ['@age', 'less', 10]],
    ['Zoë', ['@age', 'not_set']],
    ['Ben', ['@member', 'equal', false]],
    ['Ana', ['@joined', 'after', '2025-12-31']],
    ['Ana', ['@visit', 'within_days', 7]],
    ['Ben Zoë', ['@visit', 'not_within_days', 7]],
    ['Ben', ['@size', 'equal', 'M']],
    ['Ben', ['@likes', 'contains', 'coffee']],
    ['Ana', ['@likes', 'set'], ['language', 'equal', 'en']],
  ])('means %s: %j %j', async (names, ...items) => {
    expect(await meant(...items)).toBe(names);
  });

  it('joins groups with and, or', async () => {
    const any = { match: 'any', conditions: [condition(['name', 'equal', 'Ana']), condition(['name', 'equal', 'Ben'])] };
    expect((await count({ match: 'all', conditions: [any, condition(['@age', 'more', 10])] })).body.count).toBe(1);
    expect((await count({ match: 'any', conditions: [any, condition(['language', 'not_set'])] })).body.count).toBe(3);
  });

  it.each<[string, Item]>([
    ['field', ['shoe', 'equal', 1]],
    ['field', ['@secret', 'equal', 'x']],
    ['value', ['tag', 'equal', '00000000-0000-4000-8000-000000000000']],
    ['field', ['attribute:x', 'set']],
    ['is', ['name', 'more', 'x']],
    ['is', ['@age', 'contains', 'x']],
    ['value', ['@age', 'more', 'old']],
    ['value', ['last_seen', 'within_days', 0]],
    ['value', ['created', 'before', 'yesterday']],
    ['value', ['name', 'set', 'x']],
  ])('names the %s that is wrong: %j', async (field, item) => {
    const { body } = await count({ match: 'all', conditions: [condition(item)] });
    expect(body.error.details.field).toBe(`rule.conditions[0].${field}`);
  });
});

describe('a segment', () => {
  it('says what it names and is gone, and then means nobody by it', async () => {
    const tag = (await ask('POST', '/api/tags', { body: { name: 'Soon gone' } })).body.id;
    const rule = { match: 'any', conditions: [{ field: 'tag', is: 'not_equal', value: tag }, condition(['name', 'equal', 'Ana'])] };
    const { id } = (await ask('POST', '/api/segments', { body: { name: 'S', rule } })).body;
    expect((await ask('GET', `/api/segments/${id}/count`)).body).toEqual({ count: 3, broken: [] });
    await ask('DELETE', `/api/tags/${tag}`);
    const broken = ['A condition names a tag that does not exist (any more).'];
    expect((await ask('GET', `/api/segments/${id}/count`)).body).toEqual({ count: 1, broken });
    expect((await ask('GET', `/api/segments/${id}`)).body.broken).toEqual(broken);
  });

  it('is written down as it is now, and stays so', async () => {
    const rule = { match: 'all', conditions: [condition(['language', 'set'])] };
    const { id } = (await ask('POST', '/api/segments', { body: { name: 'S', rule } })).body;
    expect((await ask('POST', `/api/segments/${id}/copies`)).body).toMatchObject({ segmentId: id, members: 2 });
    await ask('PATCH', `/api/contacts/${ids.Zoë}`, { body: { language: 'fr' } });
    expect((await ask('GET', `/api/segments/${id}/count`)).body.count).toBe(3);
    expect((await ask('GET', `/api/segments/${id}/copies`)).body.items).toMatchObject([{ members: 2 }]);
    await ask('PATCH', `/api/contacts/${ids.Zoë}`, { body: { language: null } });
  });

  it('is paged, and shows a clinician only their own contacts', async () => {
    const rule = { match: 'all', conditions: [condition(['created', 'set'])] };
    const { id } = (await ask('POST', '/api/segments', { body: { name: 'S', rule } })).body;
    const first = (await ask('GET', `/api/segments/${id}/contacts?limit=2`)).body;
    const second = (await ask('GET', `/api/segments/${id}/contacts?limit=2&cursor=${first.nextCursor}`)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    const owner = await signIn(app.server, cast.clinic.owner);
    const { memberId } = (await owner('GET', '/api/organizations')).body.items[0];
    await playRole(app, cast.clinic, 'clinician');
    expect((await owner('GET', `/api/segments/${id}/count`)).body.count).toBe(0);
    await ask('POST', `/api/contacts/${ids.Ana}/assign`, { body: { memberId } });
    expect((await owner('GET', `/api/segments/${id}/count`)).body.count).toBe(1);
    expect((await owner('GET', `/api/segments/${id}/contacts`)).body.items).toMatchObject([{ name: 'Ana' }]);
  });
});

describe('the list', () => {
  const list = (body: object) => ask('POST', '/api/contact-list', { body });
  const namesOf = ({ body }: { body: { items: { name: string }[] } }) => body.items.map((one) => one.name).join(' ');
  const english = () => ({ match: 'all', conditions: [condition(['language', 'not_equal', 'sw'])] });

  it('shows addresses, tags and open attributes, who never wrote first', async () => {
    const { body } = await list({});
    expect(namesOf({ body })).toBe('Zoë Ana Ben');
    expect(body.count).toBe(3);
    expect(body.items[1]).toMatchObject({
      identities: [{ channelType: 'sms', kind: 'x', address: 'Ana' }],
      tags: [{ id: ids.tag, name: 'VIP' }],
      attributes: { city: 'Nairobi', likes: ['tea'] },
      optedOut: false,
    });
  });

  it('goes on page by page, and counts once', async () => {
    const rule = { match: 'any', conditions: [condition(['language', 'set']), condition(['language', 'not_set'])] };
    const first = await list({ rule, limit: 2 });
    const second = await list({ rule, limit: 2, cursor: first.body.nextCursor });
    expect([namesOf(first), first.body.count]).toEqual(['Zoë Ana', 3]);
    expect([namesOf(second), second.body.count, second.body.nextCursor]).toEqual(['Ben', null, null]);
  });

  it('joins words, a segment and a rule', async () => {
    const tagged = { match: 'all', conditions: [condition(['tag', 'equal', 'TAG'])] };
    const segment = (await ask('POST', '/api/segments', { body: { name: 'S', rule: tagged } })).body;
    expect(namesOf(await list({ rule: english() }))).toBe('Zoë Ana');
    expect(namesOf(await list({ rule: english(), segmentId: segment.id }))).toBe('Ana');
    expect(namesOf(await list({ rule: english(), q: 'zoe' }))).toBe('Zoë');
    expect(namesOf(await list({ segmentId: segment.id, q: 'zoe' }))).toBe('');
    expect((await list({ segmentId: ids.Ana })).status).toBe(404);
  });

  it('shows clinicians their own and nobody else', async () => {
    const owner = await signIn(app.server, cast.clinic.owner);
    const { memberId } = (await owner('GET', '/api/organizations')).body.items[0];
    await ask('POST', `/api/contacts/${ids.Ana}/assign`, { body: { memberId } });
    await playRole(app, cast.clinic, 'clinician');
    const { body } = await owner('POST', '/api/contact-list', { body: { rule: english() } });
    expect(body).toMatchObject({ items: [{ name: 'Ana', assignedTo: [memberId] }], count: 1 });
  });
});
