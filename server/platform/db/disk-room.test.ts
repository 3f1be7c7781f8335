import { expect, it, vi } from 'vitest';
import { createLog } from '#platform/log.ts';
import { createRoomCheck, roomIn, roomLeast } from './disk-room.ts';
import { DatabaseUnreachable } from './statement.ts';

it('a disk that is full makes the embedded database unreachable, until there is room again; each is said once', () => {
  const log = createLog('silent');
  const [error, warn] = [vi.spyOn(log, 'error'), vi.spyOn(log, 'warn')];
  let left = roomLeast;
  const requireRoom = createRoomCheck(() => left, log);
  requireRoom();
  left -= 1;
  for (let n = 0; n < 2; n += 1) expect(requireRoom).toThrow(DatabaseUnreachable);
  left += 1;
  for (let n = 0; n < 2; n += 1) requireRoom();
  expect([error.mock.calls.length, warn.mock.calls.length]).toEqual([1, 1]);
  expect(roomIn(import.meta.dirname)).toBeGreaterThan(0);
});
