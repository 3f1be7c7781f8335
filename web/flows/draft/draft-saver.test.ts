import { expect, test } from 'vitest';
import type { FlowDefinition } from '#contract/flows.ts';
import { ApiError } from '#web/data/api.ts';
import { DraftSaver } from './draft-saver.ts';

const draft = (start: string): FlowDefinition => ({ format: 1, languages: ['en'], start, nodes: {}, triggers: [] });

/** A server that answers when it is told to, and a pause that ends when it is told to. */
function setUp() {
  const sent: { start: string; revision: number; answer: (revision: number) => void; refuse: (error: unknown) => void }[] = [];
  let due: (() => void) | null = null;
  const saver = new DraftSaver({
    revision: 1,
    send: ({ start }, revision) =>
      new Promise((resolve, reject) => sent.push({ start, revision, answer: (next) => resolve({ revision: next }), refuse: reject })),
    later(what) {
      due = what;
      return () => {
        due = null;
      };
    },
  });
  return { saver, sent, pause: () => due?.() };
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const meanwhile = new ApiError(409, 'flows.saved_meanwhile', 'Somebody saved.', { revision: 7 });

test('what is written in one breath is sent once, with the revision it stands on', async () => {
  const { saver, sent, pause } = setUp();
  saver.take(draft('a'));
  saver.take(draft('ab'));
  expect(saver.current().state).toBe('waiting');
  pause();
  await settle();
  expect(sent.map(({ start, revision }) => [start, revision])).toEqual([['ab', 1]]);
  sent[0]?.answer(2);
  await settle();
  expect(saver.current()).toEqual({ state: 'saved' });
  expect(saver.revision).toBe(2);
});

test('what is written while a request is under way goes after it', async () => {
  const { saver, sent, pause } = setUp();
  saver.take(draft('a'));
  pause();
  await settle();
  saver.take(draft('b'));
  const all = saver.flush();
  await settle();
  expect(sent).toHaveLength(1);
  sent[0]?.answer(2);
  await settle();
  expect(sent[1]).toMatchObject({ start: 'b', revision: 2 });
  sent[1]?.answer(3);
  expect(await all).toBe(true);
});

test('what somebody else saved is not written over until that is wanted', async () => {
  const { saver, sent, pause } = setUp();
  saver.take(draft('a'));
  pause();
  await settle();
  sent[0]?.refuse(meanwhile);
  await settle();
  expect(saver.current()).toEqual({ state: 'conflict', revision: 7 });
  saver.take(draft('b'));
  expect(await saver.flush()).toBe(false);
  expect(sent).toHaveLength(1);
  const kept = saver.keepMine();
  await settle();
  expect(sent[1]).toMatchObject({ start: 'b', revision: 7 });
  sent[1]?.answer(8);
  await kept;
  expect(saver.current().state).toBe('saved');
});

test('taking what somebody else saved drops what waits here', async () => {
  const { saver, sent, pause } = setUp();
  saver.take(draft('a'));
  pause();
  await settle();
  sent[0]?.refuse(meanwhile);
  await settle();
  saver.takeTheirs(7);
  expect(await saver.flush()).toBe(true);
  expect(sent).toHaveLength(1);
});

test('a fault keeps what was written, and the next try sends it', async () => {
  const { saver, sent, pause } = setUp();
  saver.take(draft('a'));
  pause();
  await settle();
  sent[0]?.refuse(new Error('away'));
  await settle();
  expect(saver.current().state).toBe('failed');
  const again = saver.flush();
  await settle();
  expect(sent[1]).toMatchObject({ start: 'a', revision: 1 });
  sent[1]?.answer(2);
  expect(await again).toBe(true);
});
