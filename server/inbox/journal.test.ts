import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '#platform/log.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { openJournal, replayJournal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza-journal-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const segments = () => readdirSync(folder).sort();
const done = Promise.resolve();

/** What a start after a power cut would accept again. */
async function replayed(): Promise<unknown[]> {
  const entries: unknown[] = [];
  await replayJournal(folder, createLog('silent'), async (entry) => void entries.push(entry));
  return entries;
}

/** Stands in for a full disk: the next write of any file puts down some bytes and fails. */
async function nextWriteFails(bytes: string): Promise<void> {
  const probe = await open(join(folder, 'probe'), 'w');
  const handles = Object.getPrototypeOf(probe) as { appendFile(data: Buffer): Promise<void> };
  const append = handles.appendFile;
  await probe.close();
  rmSync(join(folder, 'probe'));
  vi.spyOn(handles, 'appendFile').mockImplementationOnce(async function (this: unknown) {
    await append.call(this as never, Buffer.from(bytes));
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
}

describe('the journal', () => {
  test('gives back what was written, in order, also what came in parallel', async () => {
    const journal = await openJournal(folder);
    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append({ n }, done)));
    await journal.append({ text: 'two\nlines and \u2028 more' }, done);
    await journal.close();
    expect(await replayed()).toEqual([...Array.from({ length: 50 }, (_, n) => ({ n })), { text: 'two\nlines and \u2028 more' }]);
  });

  test('leaves out a torn last line and keeps everything before it', async () => {
    const journal = await openJournal(folder);
    await journal.append({ n: 1 }, done);
    await journal.close();
    appendFileSync(join(folder, segments()[0] ?? ''), '{"n":2,"te');
    expect(await replayed()).toEqual([{ n: 1 }]);
    const next = await openJournal(folder);
    await next.append({ n: 3 }, done);
    await next.close();
    expect(await replayed()).toEqual([{ n: 1 }, { n: 3 }]);
  });

  test('gives back the same each time it is read', async () => {
    const journal = await openJournal(folder);
    await journal.append({ n: 1 }, done);
    expect(await replayed()).toEqual(await replayed());
    await journal.close();
  });

  test('refuses what could not be written, and does not lose what comes after it', async () => {
    const journal = await openJournal(folder);
    await journal.append({ n: 1 }, done);
    await nextWriteFails('{"n":2,"te');
    await expect(journal.append({ n: 2 }, done)).rejects.toThrow('no space left');
    await journal.append({ n: 3 }, done);
    await journal.append({ n: 4 }, done);
    await journal.close();
    expect(await replayed()).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
  });
});

describe('a new segment', () => {
  test('the older ones are dropped when the database has settled, not before', async () => {
    const journal = await openJournal(folder);
    await journal.append({ n: 1 }, done);
    const [first] = segments();
    await journal.rotate(async () => {
      expect(segments()).toContain(first);
      await journal.append({ n: 2 }, done);
    });
    expect(segments()).not.toContain(first);
    expect(await replayed()).toEqual([{ n: 2 }]);
    expect(journal.size).toBe(readFileSync(join(folder, segments().at(-1) ?? '')).length);
    await journal.close();
  });

  test('when the database cannot settle they stay, until a later one does', async () => {
    const journal = await openJournal(folder);
    await journal.append({ n: 1 }, done);
    await expect(journal.rotate(() => Promise.reject(new Error('the disk is gone')))).rejects.toThrow();
    await journal.append({ n: 2 }, done);
    expect(await replayed()).toEqual([{ n: 1 }, { n: 2 }]);
    await journal.rotate(async () => undefined);
    expect(await replayed()).toEqual([]);
    await journal.close();
  });

  test('waits for what was written down but is not yet in the database', async () => {
    const journal = await openJournal(folder);
    let stored: () => void = () => undefined;
    await journal.append({ n: 1 }, new Promise<void>((resolve) => (stored = resolve)));
    const settle = vi.fn(async () => undefined);
    const rotated = journal.rotate(settle);
    await eventually(() => expect(segments()).toHaveLength(2));
    await journal.append({ n: 2 }, done);
    expect(settle).not.toHaveBeenCalled();
    expect(await replayed()).toEqual([{ n: 1 }, { n: 2 }]);
    stored();
    await rotated;
    expect(settle).toHaveBeenCalledOnce();
    expect(segments()).toHaveLength(1);
    await journal.close();
  });

  test('what the database refused does not hold it up', async () => {
    const journal = await openJournal(folder);
    const refused = Promise.reject(new Error('the database is away'));
    await Promise.allSettled([refused, journal.append({ n: 1 }, refused)]);
    await journal.rotate(async () => undefined);
    await journal.close();
  });

  test('nothing is lost while entries pour in and segments change', async () => {
    const journal = await openJournal(folder);
    const kept: unknown[] = [];
    const pouring = (async () => {
      for (let n = 0; n < 300; n += 1) await journal.append({ n }, done);
    })();
    // Settling sees everything of the segments that are dropped after it.
    for (let turn = 0; turn < 5; turn += 1) {
      const before = segments();
      await journal.rotate(async () => {
        for (const name of before)
          kept.push(
            ...readFileSync(join(folder, name), 'utf8')
              .split('\n')
              .filter(Boolean)
              .map((line) => JSON.parse(line)),
          );
      });
    }
    await pouring;
    const all = new Set([...kept, ...(await replayed())].map((entry) => (entry as { n: number }).n));
    expect(all.size).toBe(300);
    await journal.close();
  });

  test('two at once do not disturb each other', async () => {
    const journal = await openJournal(folder);
    await journal.append({ n: 1 }, done);
    await Promise.all([journal.rotate(async () => undefined), journal.rotate(async () => undefined)]);
    expect(segments()).toHaveLength(1);
    await journal.close();
  });
});
