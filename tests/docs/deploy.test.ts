import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { variables } from '#platform/config.ts';
import { projectFolder } from '#platform/program.ts';
import { serverWords } from '#tools/setup/build.mjs';

/** deploy/: what it names is there. Whether the files are good is tried by hand; this is so that they do not go stale. */

const folder = join(projectFolder, 'deploy');
const files = readdirSync(folder);
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Of the image and of others' programs. */
const others = ['DOMAIN', 'POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'MALLOC_TRIM_THRESHOLD_'];

it.each(files.filter((file) => /yaml|Dockerfile|env/.test(file)))('%s sets only variables that there are', (file) => {
  const set = [...textOf(file).matchAll(/(?:^|[\s{,])(?:key: )?([A-Z][A-Z_]{2,})(?:=|: |, value|, sync|, from)/gm)].map(
    ([, name = '']) => name,
  );
  const known = [...Object.keys(variables), ...others];
  expect(set.length).toBeGreaterThan(3);
  expect(set.filter((name) => !known.includes(name) && !/^(CMD|ENV|RUN|COPY|FROM|USER)$/.test(name))).toEqual([]);
});

it('the image starts what is built, and its commands are there', () => {
  const image = textOf('Dockerfile');
  for (const path of ['deploy/build.mjs', 'server/cli/main.ts', 'server/main.ts', 'package-lock.json', '.npmrc'])
    expect(existsSync(join(projectFolder, path)), path).toBe(true);
  for (const word of [...serverWords, 'build/server/main.js']) expect(image).toContain(`"${word}"`);
  expect(image).toMatch(/^USER node$/m);
  expect(JSON.parse(textOf('railway.json'))).toMatchObject({ build: { dockerfilePath: 'deploy/Dockerfile' } });
});

it('nothing that is secret gets into the image', () => {
  const ignored = readFileSync(join(projectFolder, '.dockerignore'), 'utf8').split('\n');
  for (const name of ['data', '.env', '.git']) expect(ignored).toContain(name);
});
