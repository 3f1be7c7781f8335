import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// Real processes: what matters is what a person sees and what a script gets back.
const root = join(import.meta.dirname, '../..');
const run = (program: string, ...words: string[]) =>
  spawnSync(process.execPath, [join(root, program), ...words], { encoding: 'utf8', timeout: 60_000 });

it.each([
  ['server/cli/main.ts', ['foo'], 'There is no command "foo".', 'npm run baraza'],
  ['server/cli/main.ts', ['chat', '--foo'], 'There is no option --foo.', 'npm run baraza'],
  ['server/cli/main.ts', ['chat', '--as'], '--as needs a value.', 'npm run baraza'],
  ['server/cli/main.ts', ['config', 'all'], '"all" is not an option.', 'npm run baraza'],
  ['tools/bench/run.ts', ['--foo'], 'There is no option --foo.', 'npm run bench'],
  ['tools/bench/run.ts', ['--only', 'everything'], 'There is no program "everything" to measure.', 'npm run bench'],
  ['tools/services/services.ts', ['foo'], 'There is no command "foo".', 'npm run services'],
  ['tools/services/services.ts', [], 'Say what to do with the test servers.', 'npm run services'],
  ['server/cli/main.ts', ['backup'], '--into FOLDER is missing.', 'npm run baraza'],
  [
    'server/cli/main.ts',
    ['move', '--to', 'mysql://x'],
    '--to must be the address of a PostgreSQL server: postgres://user:password@host:5432/name.',
    'npm run baraza',
  ],
])('%s %j: one sentence, the usage, and 2', { timeout: 60_000 }, (program, words, sentence, name) => {
  const { status, stdout, stderr } = run(program, ...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(`${sentence}\n\nUsage: ${name} -- `), stderr).toBe(true);
  expect(stderr).not.toMatch(/\n {4}at /);
});

it.each(['server/cli/main.ts', 'tools/bench/run.ts', 'tools/services/services.ts'])(
  '%s --help prints the usage',
  { timeout: 60_000 },
  (program) => {
    const { status, stdout, stderr } = run(program, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm run /);
  },
);
