import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { orExplain, readOptions, wholeNumber } from '#platform/command-line.ts';
import { findBrowser, howToGetOne } from '#tests/browser/kit/find-browser.ts';
import { type Program, startProgram } from '#tests/kit/program.ts';
import { describeMachine } from '../machine.ts';
import { withInbox } from './document.ts';
import { signIn } from './sign-in.ts';
import { type Scrolled, scroll } from './trace.ts';

/** `npm run bench:inbox`: how much work the list of a full inbox makes for a browser. Loopback only; what it makes is gone at its end. */

const usage = `Usage: npm run bench:inbox -- [options]

Fills an inbox, opens it in Chromium and scrolls through it.

  --conversations 100000  how many there are
  --messages 300000       how many in all
  --write                 put the figures into docs/running/benchmark.md
  --help                  show this
`;

const words = process.argv.slice(2);
const options = orExplain(words, usage, () => {
  const values = readOptions(words, {
    conversations: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '300000' },
    write: { type: 'boolean', default: false },
  });
  return {
    conversations: wholeNumber('conversations', values.conversations, 1_000_000),
    messages: wholeNumber('messages', values.messages, 10_000_000),
    write: values.write,
  };
});

/** So many rows lie above when it is measured for the second time. */
const deepRows = 5000;

const executablePath = findBrowser();
if (executablePath === null) throw new Error(howToGetOne);
const folder = mkdtempSync(join(tmpdir(), 'baraza-bench-inbox-'));
let program: Program | null = null;
let browser: Browser | null = null;
try {
  program = await fill();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const page = await signIn(browser, program.url);
  const measured: [where: string, Scrolled][] = [
    ['At the top', await scroll(page)],
    [`Below ${deepRows.toLocaleString('en')} rows`, await scroll(page, deepRows)],
  ];
  const machine = describeMachine(folder, null);
  const section = sectionOf(measured, machine);
  console.log(section);
  if (options.write) {
    const file = join(import.meta.dirname, '../../../docs/running/benchmark.md');
    writeFileSync(file, withInbox(existsSync(file) ? readFileSync(file, 'utf8') : '', section));
  }
} finally {
  await browser?.close();
  await stop(program);
  rmSync(folder, { recursive: true, force: true });
}

function settings(): Record<string, string> {
  return { PORT: '0', BARAZA_DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' };
}

async function stop(running: Program | null): Promise<void> {
  running?.child.kill('SIGTERM');
  await running?.ended;
}

/** An owner, then conversations while nothing else has the database, then the program as it runs. */
async function fill(): Promise<Program> {
  const first = await startProgram(['tools/setup/start.mjs'], settings());
  const token = /first-run\?token=(\S+)/.exec(first.printed())?.[1] ?? '';
  const made = await fetch(`${first.url}/api/first-run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: first.url },
    body: JSON.stringify({ token, name: 'Amina', organization: 'Bench', email: 'amina@bench.example', password: 'rain on the tin roof' }),
  });
  if (!made.ok) throw new Error(`The owner could not be made: ${await made.text()}`);
  await stop(first);
  const { conversations, messages } = options;
  const how = ['--organization', 'bench', '--conversations', String(conversations), '--messages', String(messages)];
  await run(['tools/setup/run.mjs', 'tools/generate-inbox/main.ts', ...how]);
  return startProgram(['tools/setup/start.mjs'], settings());
}

async function run(script: readonly string[]): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, script, { env: { ...process.env, ...settings() }, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The inbox could not be filled: ${script[1]} ended with ${code}.`);
}

function sectionOf(measured: readonly (readonly [string, Scrolled])[], machine: readonly string[]): string {
  const number = (value: number) => value.toFixed(1);
  const rows = measured.map(
    ([where, one]) =>
      `| ${where} | ${one.frames} | ${one.rows} | ${number(one.frameP50)} / ${number(one.frameP95)} | ${number(one.longestTask)} | ${number(one.wallP95)} / ${number(one.longestWall)} |`,
  );
  const [worst] = measured.map(([, one]) => one).toSorted((one, other) => other.frameP95 - one.frameP95);
  const longest = Math.max(...measured.map(([, one]) => one.longestTask));
  const most = Math.max(...measured.map(([, one]) => one.rows));
  const met = (yes: boolean) => (yes ? 'met' : 'not met');
  return `## The inbox in a browser

Written by \`npm run bench:inbox -- --write\`: ${options.conversations.toLocaleString('en')} conversations, the embedded database, Chromium without a window at 1440 × 900; ${[...machine.slice(0, 2), ...machine.filter((line) => line.startsWith('load'))].join('; ')}.

- Scrolled by gestures at 3,000 px a second, pages of the list loading meanwhile. Work is the processor time of the page’s main thread between two frames, from Chromium’s trace; wall time counts what other processes took from it too.
- Rows: the most that were in the document at once.

| | frames | rows | main-thread work of a frame p50 / p95 ms | longest task ms | wall time: frame p95 / longest task ms |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

| aim | found | |
| --- | --- | --- |
| At most 60 rows in the document | ${most} | ${met(most <= 60)} |
| Main-thread work of a frame within 8 ms (p95) | ${number(worst?.frameP95 ?? 0)} ms | ${met((worst?.frameP95 ?? 99) <= 8)} |
| No task over 50 ms | ${number(longest)} ms | ${met(longest <= 50)} |
`;
}
