import { afterAll, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { asKey } from '#tests/kit/request.ts';
import { fillInbox } from './fill.ts';

const app = await createTestApp();
afterAll(() => app.server.close());

it('fills an inbox that the program can read: the same each time, with nothing due', async () => {
  const { clinic } = await app.reset();
  const filling = { conversations: 60, messages: 700, now: app.clock.now() };
  await fillInbox(app.database, clinic.id, filling);
  const ask = asKey(app.server, clinic);
  const read = async () => (await ask('GET', '/api/inbox?state=all&limit=200')).body.items;
  const first = await read();
  expect(first).toHaveLength(60);
  expect(new Set(first.map((one: { handler: string }) => one.handler)).size).toBe(2);
  const { items } = (await ask('GET', `/api/conversations/${first[0].id}/timeline?limit=200`)).body;
  expect(items).toHaveLength(70);
  expect(items.at(-1).id).toBe(first[0].lastMessage.id);
  const [due] = await app.database.asOwner('look', [
    plain('select id from contacts where work > done union all select id from conversations where queued > settled'),
  ]);
  expect(due?.rows).toEqual([]);

  const { clinic: again } = await app.reset();
  await fillInbox(app.database, again.id, { ...filling, now: filling.now });
  const texts = (rows: { contact: { name: string }; lastMessage: { text: string } }[]) =>
    rows.map((row) => [row.contact.name, row.lastMessage.text]);
  expect(texts(await read())).toEqual(texts(first));
});
