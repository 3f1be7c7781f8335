import { afterAll, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { createMediaFetcher } from './media.ts';

const app = await createTestApp();
afterAll(() => app.server.close());

async function receiveFiles({ conversationId }: SeededConversation, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const insert = plain(
      `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, content, author, status, created_at)
       select organization_id, $2, id, contact_id, channel_id, 'in', (select max(position) + 1 from messages), 'image', $3::jsonb, 'contact', 'received', $4
       from conversations where id = $1`,
      [conversationId, app.ids.next(), JSON.stringify({ media: { state: 'waiting', id: `file-${n}` } }), app.clock.now()],
    );
    await app.database.asOwner('arrange', [insert]);
  }
}

it('fetches of one organization with half of the places at most, so that another’s file does not wait behind a thousand', async () => {
  const { clinic, festival } = await app.reset();
  await receiveFiles(await seedConversation(app, clinic), 6);
  await receiveFiles(await seedConversation(app, festival), 1);
  const fetching: string[] = [];
  const releases: (() => void)[] = [];
  const hang = (_file: unknown, { organizationId }: { organizationId: string }) => {
    fetching.push(organizationId);
    return new Promise((_resolve, reject) => releases.push(() => reject(new Error('released'))));
  };
  const adapter = { fetchFile: hang, receives: { image: 1000 }, abilities: {} };
  const fetcher = createMediaFetcher({
    ...app,
    log: { warn: () => undefined, error: () => undefined } as never,
    files: {} as never,
    live: { tell: () => undefined },
    adapter: () => adapter as never,
    channel: async (organizationId) => ({ organizationId, type: 'hanging' }) as never,
    io: () => ({}) as never,
  });
  fetcher.look();
  await eventually(() => expect(fetching).toHaveLength(3));
  expect(fetching.toSorted()).toEqual([clinic.id, clinic.id, festival.id].toSorted());
  releases[fetching.indexOf(clinic.id)]?.();
  await eventually(() => expect(fetching).toHaveLength(4));
  expect(fetching[3]).toBe(clinic.id);
});
