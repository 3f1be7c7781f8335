import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '#platform/config.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { backUpCopy, backUpServer } from './backup.ts';

/** What a backup is: server/platform/backup/backup.test.ts and tests/drills/backup.test.ts. */
it('while the secret key is being replaced none is made, and nothing is copied', async () => {
  const config = loadConfig({ BARAZA_DATA_DIR: join(makeFolder(), 'data') });
  const replacing = { ...config, previousSecretKey: { key: Buffer.alloc(32, 1), from: 'folder' as const } };
  const wish = { into: makeFolder(), say: () => undefined };
  const copy = () => Promise.reject(new Error('It was copied.'));
  await expect(backUpCopy(replacing, copy, wish)).rejects.toThrow(/being replaced/);
  await expect(backUpServer(replacing, wish)).rejects.toThrow(/being replaced/);
  await expect(backUpCopy(config, copy, wish)).rejects.toThrow('It was copied.');
});
