import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

const app = await createTestApp();
let cast: Cast;
let ask: Ask;
let seeded: SeededConversation;

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  seeded = await seedConversation(app, cast.clinic);
});
afterAll(() => app.server.close());

/** All pages of a list, and how many there were. */
async function readAll(path: string, limit: number): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let pages = 0;
  for (let cursor: string | null = ''; cursor !== null; pages += 1) {
    const { body, status } = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(status, JSON.stringify(body)).toBe(200);
    ids.push(...body.items.map((one: { id: string }) => one.id));
    cursor = body.nextCursor;
  }
  return { ids, pages };
}

describe('a contact', () => {
  it('is shown with addresses in two parts and counted messages', async () => {
    const { body } = await ask('GET', `/api/contacts/${seeded.contactId}`);
    expect(body).toMatchObject({
      name: 'Amina',
      profileName: 'Amina',
      identities: [{ channelType: 'whatsapp', kind: 'phone', address: expect.stringMatching(/^165055\d{5}$/) }],
      statistics: { messagesIn: 1, messagesOut: 1, conversations: 1, firstMessageAt: '2026-11-20T14:00:00.000Z' },
    });
  });

  it('list is complete and in order, whatever the page size, with equal times and people never seen', async () => {
    const rows = Array.from(
      { length: 9 },
      (_, n) => [app.ids.next(), n < 3 ? null : new Date(Date.UTC(2026, 10, 20, 14, n >> 1))] as const,
    );
    for (const [id, seen] of rows) {
      await app.database.asOwner('seed', [
        plain('insert into contacts (organization_id, id, created_at, last_seen_at) values ($1, $2, $3, $4)', [
          cast.clinic.id,
          id,
          app.clock.now(),
          seen,
        ]),
      ]);
    }
    const whole = (await readAll('/api/contacts', 200)).ids;
    expect(whole).toHaveLength(10);
    for (const limit of [1, 2, 3, 10]) expect((await readAll('/api/contacts', limit)).ids).toEqual(whole);
    const [sorted] = await app.database.asOwner('look', [
      plain('select id from contacts where organization_id = $1 and merged_into is null order by last_seen_at desc, id desc', [
        cast.clinic.id,
      ]),
    ]);
    expect(whole).toEqual(sorted?.rows.map((row) => row.id));
  });
});

describe('conversations', () => {
  it('are listed, also for one contact', async () => {
    const other = await seedConversation(app, cast.clinic);
    const whole = (await readAll('/api/conversations', 1)).ids;
    expect(whole).toEqual([other.conversationId, seeded.conversationId]);
    expect((await readAll(`/api/conversations?contactId=${other.contactId}`, 50)).ids).toEqual([other.conversationId]);
  });

  it('show their messages from either end', async () => {
    const path = `/api/conversations/${seeded.conversationId}/messages`;
    expect((await readAll(path, 1)).ids).toEqual([seeded.outboundId, seeded.inboundId]);
    expect((await readAll(`${path}?order=oldest`, 1)).ids).toEqual([seeded.inboundId, seeded.outboundId]);
    const { body } = await ask('GET', path);
    expect(body.items[1]).toMatchObject({ direction: 'in', text: 'When do you open?', author: 'contact', status: 'received' });
    expect(body.items[0]).toMatchObject({ direction: 'out', status: 'failed', trouble: { advice: 'Shorten it.' }, turnId: seeded.turnId });
  });
});

describe('decisions', () => {
  const path = () => `/api/conversations/${seeded.conversationId}/turns`;

  it('are shown with why, and without the words they were based on', async () => {
    const { body } = await ask('GET', path());
    expect(body.items[0]).toMatchObject({
      id: seeded.turnId,
      outcome: 'open',
      messages: 1,
      trace: [{ step: 'guard.safety' }, { step: 'assistant.offline' }],
    });
    expect(JSON.stringify(body)).not.toContain('opening hours');
  });

  it('show those words to people who may read the conversation', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    await playRole(app, cast.clinic, 'agent');
    const { body } = await ana('GET', `/api/turns/${seeded.turnId}`);
    expect(body.trace[1].evidence).toEqual({ matched: 'opening hours' });
    expect(body.trace[0].evidence).toBeUndefined();
  });

  it('show developers the structure only', async () => {
    const ana = await signIn(app.server, cast.clinic.owner);
    await playRole(app, cast.clinic, 'developer');
    expect((await ana('GET', '/api/conversations')).status).toBe(403);
    const { body } = await ana('GET', path());
    expect(body.items[0].trace[1]).toEqual({ step: 'assistant.offline', outcome: 'answered', reason: 'A line matched.' });
  });
});

it('lists failed sends with what to do, by status', async () => {
  const { body } = await ask('GET', '/api/failed-sends');
  expect(body.items).toMatchObject([
    { id: seeded.outboundId, status: 'failed', trouble: { reason: 'The provider refused it.', advice: 'Shorten it.' } },
  ]);
  expect((await ask('GET', '/api/failed-sends?status=needs_template')).body.items).toEqual([]);
});
