import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], { encoding: 'utf8', timeout: 15_000 });

it.each(['--help', '-h'])('%s prints the options', (word) => {
  const { status, stdout, stderr } = run(word);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  for (const option of ['--webhook', '--statuses none|sent|all', '--closed-window', '--latency', '--app-secret', '--quiet'])
    expect(stdout).toContain(option);
});

it('says in one sentence which option it does not know', () => {
  const { status, stdout, stderr } = run('--webhok', 'http://127.0.0.1:8080/');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^Unknown option '--webhok'.*\nWhat there is: npm run fake-graph -- --help\n$/);
});
