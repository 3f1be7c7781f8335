import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { orExplain, readOptions, wholeNumber } from '#platform/command-line.ts';
import { findBrowser, howToGetOne } from '#tests/browser/kit/find-browser.ts';
import { descendants, type Program, startProgram } from '#tests/kit/program.ts';
import { openDatabases } from '../databases.ts';
import { describeMachine } from '../machine.ts';
import { memoryOf } from '../process-stats.ts';
import { type Asked, measureAsks } from './asks.ts';
import { type Section, sections, withSection } from './document.ts';
import { signIn } from './sign-in.ts';
import { type Scrolled, scroll } from './trace.ts';

/**
 * `npm run bench:inbox`: what a full inbox costs, in a browser and through the API. Loopback only; what it makes is gone at its end.
 */

const usage = `Usage: npm run bench:inbox -- [options]

Fills an inbox, asks the API for it, opens it in Chromium and scrolls through it.

  --conversations 100000  how many there are
  --messages 300000       how many in all
  --database-url URL      on this PostgreSQL server, in a database made for it; the API alone
  --write                 put the figures into docs/running/benchmark.md
  --help                  show this
`;

const words = process.argv.slice(2);
const options = orExplain(words, usage, () => {
  const values = readOptions(words, {
    conversations: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '300000' },
    'database-url': { type: 'string' },
    write: { type: 'boolean', default: false },
  });
  return {
    conversations: wholeNumber('conversations', values.conversations, 1_000_000),
    messages: wholeNumber('messages', values.messages, 10_000_000),
    databaseUrl: values['database-url'] ?? null,
    write: values.write,
  };
});

/** So many rows lie above when it is measured for the second time. */
const deepRows = 5000;

/** Of each kind of question. */
const asksOfAKind = 200;
const aims = {
  embedded: { list: null, open: null, search: 300, send: null },
  postgresql: { list: 50, open: 50, search: 150, send: 100 },
};

const folder = mkdtempSync(join(tmpdir(), 'baraza-bench-inbox-'));
const databases = options.databaseUrl === null ? null : await openDatabases(options.databaseUrl);
const databaseUrl = await databases?.create();
let program: Program | null = null;
try {
  const filled = await fill();
  program = filled.program;
  const kind = databases ? 'postgresql' : 'embedded';
  const before = memoryOfAll(program);
  const asked = await measureAsks(program.url, asksOfAKind, aims[kind]);
  const after = memoryOfAll(program);
  show(kind, apiSection(kind, { asked, fillSeconds: filled.seconds, before, after }));
  if (!databases) show('browser', await scrolled(program.url));
} finally {
  await stop(program);
  await databases?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** MB: `npm start` is a small process that waits for the program. */
function memoryOfAll({ child }: Program): number {
  const pid = child.pid ?? 0;
  return [pid, ...descendants(pid)].reduce((sum, one) => sum + memoryOf(one).now, 0);
}

function show(name: Section, text: string): void {
  console.log(text);
  if (!options.write) return;
  const file = join(import.meta.dirname, '../../../docs/running/benchmark.md');
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, 'utf8') : '', name, text));
}

async function scrolled(url: string): Promise<string> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(howToGetOne);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const page = await signIn(browser, url);
    return browserSection([
      ['At the top', await scroll(page)],
      [`Below ${deepRows.toLocaleString('en')} rows`, await scroll(page, deepRows)],
    ]);
  } finally {
    await browser.close();
  }
}

function settings(): Record<string, string> {
  const database: Record<string, string> = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
  return { PORT: '0', BARAZA_DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error', ...database };
}

async function stop(running: Program | null): Promise<void> {
  running?.child.kill('SIGTERM');
  await running?.ended;
}

/** An owner, then conversations while nothing else has the database, then the program as it runs. */
async function fill(): Promise<{ program: Program; seconds: number }> {
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
  const began = performance.now();
  await run(['tools/setup/run.mjs', 'tools/generate-inbox/main.ts', ...how]);
  const seconds = Math.round((performance.now() - began) / 1000);
  return { program: await startProgram(['tools/setup/start.mjs'], settings()), seconds };
}

async function run(script: readonly string[]): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, script, { env: { ...process.env, ...settings() }, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The inbox could not be filled: ${script[1]} ended with ${code}.`);
}

function number(value: number): string {
  return value.toFixed(1);
}

function met(yes: boolean): string {
  return yes ? 'met' : 'not met';
}

function written(how: string): string {
  const machine = describeMachine(folder, databases?.version ?? null);
  const about = [...machine.slice(0, 2), ...machine.filter((line) => line.startsWith('load'))].join('; ');
  return `Written by \`npm run bench:inbox -- ${how}--write\`: ${options.conversations.toLocaleString('en')} conversations, ${about}.`;
}

interface ApiFigures {
  readonly asked: readonly Asked[];
  readonly fillSeconds: number;
  /** MB of the program before and after all of it. */
  readonly before: number;
  readonly after: number;
}

function apiSection(kind: 'embedded' | 'postgresql', { asked, fillSeconds, before, after }: ApiFigures): string {
  const rows = asked.map(
    ({ what, p50, p95, aim }) => `| ${what} | ${number(p50)} | ${number(p95)} | ${aim === null ? '' : `${aim}, ${met(p95 <= aim)}`} |`,
  );
  return `${sections[kind]}

${written(databases ? '--messages 1000000 --database-url URL ' : '')}

- ${options.messages.toLocaleString('en')} messages, made in ${fillSeconds} s. Each question ${asksOfAKind} times, one after the other, over HTTP, as a member who is signed in; ${databases ? 'PostgreSQL, the program and' : 'the program and'} who asks share the machine.
- A conversation, opened: its row and its last 50 entries, asked for together. A message, sent: until it is committed and answered 201.
- The program's memory: ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after.

| | p50 ms | p95 ms | at most, p95 |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function browserSection(measured: readonly (readonly [string, Scrolled])[]): string {
  const rows = measured.map(
    ([where, one]) =>
      `| ${where} | ${one.frames} | ${one.rows} | ${number(one.frameP50)} / ${number(one.frameP95)} | ${number(one.longestTask)} | ${number(one.wallP95)} / ${number(one.longestWall)} |`,
  );
  const [worst] = measured.map(([, one]) => one).toSorted((one, other) => other.frameP95 - one.frameP95);
  const longest = Math.max(...measured.map(([, one]) => one.longestTask));
  const most = Math.max(...measured.map(([, one]) => one.rows));
  return `${sections.browser}

${written('')}

- The embedded database, Chromium without a window at 1440 × 900. Scrolled by gestures at 3,000 px a second, pages of the list loading meanwhile. Work is the processor time of the page’s main thread between two frames, from Chromium’s trace; wall time counts what other processes took from it too.
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
