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

it.each([
  [['--webhok', 'http://127.0.0.1:8080/'], 'There is no option --webhok.'],
  [['--webhook'], '--webhook needs a value.'],
  [['--webhook', 'here'], '--webhook must be a web address such as http://127.0.0.1:8080/webhooks/whatsapp.'],
  [['--port', 'abc'], '--port must be a whole number from 0 to 65535.'],
  [['--latency', '1.5'], '--latency must be a whole number from 0 to 600000.'],
  [['--statuses', 'some'], '--statuses must be one of none, sent, all.'],
  [['now'], '"now" is not an option.'],
])('%j: one sentence, the options, and 2', (words, sentence) => {
  const { status, stdout, stderr } = run(...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(`${sentence}\n\nUsage: npm run fake-graph -- [options]\n`), stderr).toBe(true);
});
