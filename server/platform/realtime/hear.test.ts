import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createLog } from '#platform/log.ts';
import { createTestClock } from '#tests/kit/clock.ts';
import type { Connection } from './connection.ts';
import { hear } from './hear.ts';
import { createPresence, type Place } from './presence.ts';

const organizationId = '01900000-0000-7000-8000-000000000001';
const conversationId = '01900000-0000-7000-8000-000000000002';
const memberId = '01900000-0000-7000-8000-000000000003';

it('whoever goes on while their place is still looked up is not seen there', async () => {
  const clock = createTestClock();
  const presence = createPresence({ clock, tell: () => undefined });
  const found = Promise.withResolvers<Place>();
  const socket = Object.assign(new EventEmitter(), { id: 'a', connected: true });
  const caller = { actor: { kind: 'member', id: memberId, permissions: new Set() }, organization: { id: organizationId } };
  hear({ clock, log: createLog('silent'), presence, enter: () => found.promise, around: async () => [] }, {
    socket,
    caller,
  } as unknown as Connection);
  const look = (id: string | null) => new Promise((resolve) => socket.emit('look', { conversationId: id }, resolve));

  const answers = [look(conversationId), look(null)];
  found.resolve({ id: conversationId, ids: {} });
  expect(await Promise.all(answers)).toEqual([
    { looking: [memberId], typing: [] },
    { looking: [], typing: [] },
  ]);
  expect(presence.here(organizationId, conversationId)).toEqual({ looking: [], typing: [] });
});
