import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { goldenText } from './golden-file.ts';

const root = join(import.meta.dirname, '../..');

/** So a rewrite shows what changed and nothing else. */
it.each(globSync('server/{router,assistants,channels/whatsapp}/testdata/*.json', { cwd: root }))('writes %s as it stands', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(goldenText(JSON.parse(text))).toBe(text);
});
