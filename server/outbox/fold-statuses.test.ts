import { expect, test } from 'vitest';
import type { ReceivedStatus } from '#channels/channel.ts';
import { foldStatuses, toStatusItem } from './fold-statuses.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second));
const said = (status: ReceivedStatus['status'], second: number, more: Partial<ReceivedStatus> = {}) =>
  toStatusItem({ providerId: 'wamid.1', status, at: at(second), ...more });

test('of several statuses for one message the highest counts, with the time of each', () => {
  expect(foldStatuses([said('read', 3), said('delivered', 2), said('sent', 1, { messageId: 'ours' })])).toEqual([
    {
      message_id: 'ours',
      provider_id: 'wamid.1',
      status: 'read',
      at: at(1),
      trouble: null,
      delivered_at: at(2),
      read_at: at(3),
    },
  ]);
});

test('delivered outranks failed, failed outranks sent', () => {
  expect(foldStatuses([said('failed', 1), said('sent', 2)])[0]?.status).toBe('failed');
  expect(foldStatuses([said('failed', 1), said('delivered', 2)])[0]?.status).toBe('delivered');
});

test('a failure because the window had closed waits for a template', () => {
  expect(foldStatuses([said('failed', 1, { outcome: 'window' })])[0]?.status).toBe('needs_template');
});

test('thousands for as many messages stay apart', () => {
  const many = Array.from({ length: 3000 }, (_, index) => said('sent', 1, { providerId: `wamid.${index}` }));
  expect(foldStatuses(many)).toHaveLength(3000);
});
