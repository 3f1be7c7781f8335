import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';

const app = await createTestApp();
let cast: Cast;
let ask: Ask;
let [ana, juma] = ['', ''];

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  [ana, juma] = [await create('Ana'), await create('Juma')];
});
afterAll(() => app.server.close());

const create = async (name: string): Promise<string> => (await ask('POST', '/api/contacts', { body: { name } })).body.id;
const tag = (id: string, add: string[], remove: string[] = []) => ask('POST', `/api/contacts/${id}/tags`, { body: { add, remove } });
const tags = async () =>
  (await ask('GET', '/api/tags')).body.items.map((one: { name: string; contacts: number }) => [one.name, one.contacts]);
const tagId = async (name: string): Promise<string> =>
  (await ask('GET', '/api/tags')).body.items.find((one: { name: string }) => one.name === name).id;
const extras = async (id: string) => (await ask('GET', `/api/contacts/${id}/extras`)).body;
const define = (body: object) => ask('POST', '/api/attributes', { body: { label: 'L', ...body } });
const list = (values: object) => Object.entries(values).map(([key, value]) => ({ key, value }));
const set = (id: string, values: object) => ask('PATCH', `/api/contacts/${id}/attributes`, { body: { values: list(values) } });

describe('tags', () => {
  it('are made when first given, counted, and the same whatever their case and accents', async () => {
    expect((await tag(ana, ['Vegetarian', 'Café'])).body.tags.map((one: { name: string }) => one.name)).toEqual(['Café', 'Vegetarian']);
    await tag(juma, ['vegetarian', 'CAFE', 'vip']);
    expect(await tags()).toEqual([
      ['Café', 2],
      ['Vegetarian', 2],
      ['vip', 1],
    ]);
    await tag(juma, [], ['VEGETARIAN', 'never heard of']);
    expect((await tags())[1]).toEqual(['Vegetarian', 1]);
  });

  it('are renamed, merged and deleted for everybody', async () => {
    await tag(ana, ['A', 'B']);
    await tag(juma, ['B']);
    const [a, b] = [await tagId('A'), await tagId('B')];
    expect((await ask('PATCH', `/api/tags/${a}`, { body: { name: 'b' } })).body.error.code).toBe('contacts.tag_taken');
    expect((await ask('PATCH', `/api/tags/${a}`, { body: { name: 'Alpha' } })).body.name).toBe('Alpha');
    expect((await ask('POST', `/api/tags/${a}/merge`, { body: { otherId: b } })).body).toMatchObject({ name: 'Alpha', contacts: 2 });
    expect((await ask('POST', `/api/tags/${a}/merge`, { body: { otherId: a } })).status).toBe(404);
    expect((await ask('DELETE', `/api/tags/${a}`)).status).toBe(204);
    expect([await tags(), (await extras(ana)).tags]).toEqual([[], []]);
  });
});

describe('attributes', () => {
  it('take what their type allows, and every wrong one is named at once', async () => {
    await define({ key: 'city', type: 'choice', choices: ['Nairobi', 'Mombasa'] });
    await define({ key: 'age', type: 'number' });
    expect((await define({ key: 'city', type: 'text' })).body.error.code).toBe('contacts.attribute_taken');
    expect((await define({ key: 'x', type: 'text', choices: ['a'] })).status).toBe(400);
    const wrong = await set(ana, { city: 'Paris', age: 'old', shoe: 1 });
    expect(wrong.body.error.details.fields.map((one: { field: string }) => one.field)).toEqual(['values[0]', 'values[1]', 'values[2]']);
    expect((await set(ana, { city: 'Nairobi', age: 30 })).body.attributes).toEqual({ city: 'Nairobi', age: 30 });
    expect((await set(ana, { age: null })).body.attributes).toEqual({ city: 'Nairobi' });
    const [, city] = (await ask('GET', '/api/attributes')).body.items;
    const change = (choices: string[]) => ask('PATCH', `/api/attributes/${city.id}`, { body: { choices } });
    expect((await change(['Mombasa'])).status).toBe(400);
    expect((await change(['Mombasa', 'Nairobi', 'Kisumu'])).status).toBe(200);
    await ask('DELETE', `/api/attributes/${city.id}`);
    expect((await extras(ana)).attributes).toEqual({});
  });

  it('that are sensitive are encrypted, and read by those who may', async () => {
    await define({ key: 'diagnosis', type: 'text', sensitive: true });
    expect((await set(ana, { diagnosis: 'F32.1' })).body.attributes).toEqual({});
    const [stored] = await app.database.asOwner('look', [plain('select value, sealed from contact_attributes')]);
    expect(stored?.rows[0]).toMatchObject({ value: null, sealed: expect.stringMatching(/^v1\./) });
    const owner = await signIn(app.server, cast.clinic.owner);
    expect((await owner('GET', `/api/contacts/${ana}/extras`)).body.attributes).toEqual({ diagnosis: 'F32.1' });
  });

  it('are set for many at once; who is not there is named', async () => {
    await define({ key: 'wave', type: 'number' });
    const stranger = app.ids.next();
    const body = { contactIds: [ana, juma, stranger], addTags: ['Cohort'], attributes: list({ wave: 2 }) };
    expect((await ask('POST', '/api/contact-changes', { body })).body).toEqual({ changed: 2, notFound: [stranger] });
    expect(await extras(juma)).toMatchObject({ tags: [{ name: 'Cohort' }], attributes: { wave: 2 } });
  });
});

describe('a merge', () => {
  it('joins tags and attributes; the kept contact’s value holds, and all is as before when it is undone', async () => {
    await define({ key: 'city', type: 'text' });
    await define({ key: 'age', type: 'number' });
    await define({ key: 'secret', type: 'text', sensitive: true });
    await set(ana, { city: 'Nairobi' });
    await set(juma, { city: 'Lamu', age: 40, secret: 'S' });
    await tag(ana, ['A']);
    await tag(juma, ['A', 'B']);
    const owner = await signIn(app.server, cast.clinic.owner);
    const { body } = await owner('POST', `/api/contacts/${ana}/merge`, { body: { otherId: juma } });
    expect(body.remembered).toEqual(['Attribute "city"']);
    const joined = (await owner('GET', `/api/contacts/${ana}/extras`)).body;
    expect(joined).toMatchObject({ tags: [{ name: 'A' }, { name: 'B' }], attributes: { city: 'Nairobi', age: 40, secret: 'S' } });
    expect(await tags()).toEqual([
      ['A', 1],
      ['B', 1],
    ]);
    await owner('POST', `/api/contact-merges/${body.id}/undo`);
    expect((await owner('GET', `/api/contacts/${ana}/extras`)).body).toMatchObject({
      tags: [{ name: 'A' }],
      attributes: { city: 'Nairobi' },
    });
    expect((await owner('GET', `/api/contacts/${juma}/extras`)).body.attributes).toEqual({ city: 'Lamu', age: 40, secret: 'S' });
    expect(await tags()).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
  });
});
