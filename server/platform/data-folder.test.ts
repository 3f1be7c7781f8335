import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataFolder, makeDataFolder, tryDataFolder } from './data-folder.ts';
import { BadStart } from './errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a second program is refused with one sentence, and may come after the first has gone', () => {
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(BadStart);
  expect(() => lockDataFolder(folder)).toThrow(new RegExp(`process ${process.pid}\\).*BARAZA_DATA_DIR`));
  lock.release();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
  lockDataFolder(folder).release();
});

test('a lock left by a killed program is recognised at once', () => {
  // No process has this number: Linux gives out at most 4,194,304.
  writeFileSync(join(folder, 'lock'), '4999999 12345');
  lockDataFolder(folder).release();
});

test('so is one whose number belongs to another process by now', () => {
  writeFileSync(join(folder, 'lock'), `${process.pid} 1`);
  lockDataFolder(folder).release();
});

test('so is one that holds nonsense', () => {
  writeFileSync(join(folder, 'lock'), '');
  lockDataFolder(folder).release();
});

test('giving back leaves the lock of another alone', () => {
  const lock = lockDataFolder(folder);
  writeFileSync(join(folder, 'lock'), '1 1');
  lock.release();
  expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe('1 1');
});

test('a folder is made with all that leads to it, for its owner only', () => {
  const deep = join(folder, 'a/b');
  makeDataFolder(deep);
  makeDataFolder(deep);
  expect(statSync(deep).mode & 0o777).toBe(0o700);
});

test('trying a folder leaves nothing behind', () => {
  tryDataFolder(join(folder, 'a/b'));
  expect(readdirSync(folder)).toEqual([]);
  tryDataFolder(folder);
});

test.each([
  ['/proc/baraza', /\/proc\/baraza cannot be used: nothing can be made there\. Name another one/],
  ['/sys/baraza', /\/sys\/baraza cannot be used: (this user may not write there|the disk is mounted read-only)\./],
  ['file', /cannot be used: it is a file\./],
  ['file/below', /cannot be used: \S+\/file is a file\./],
  ['link', /cannot be used: something else is in its place\./],
])('%s is refused in a sentence, at once', (name, sentence) => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  const path = resolve(folder, name);
  for (const use of [tryDataFolder, makeDataFolder, lockDataFolder]) expect(() => use(path)).toThrow(sentence);
});
