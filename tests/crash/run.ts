import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { openPostgres } from '#platform/db/postgres.ts';
import { createLog } from '#platform/log.ts';
import { descendants, isAlive, type Program, startProgram } from '#tests/kit/program.ts';
import { seededRandom } from '#tools/fake-graph/faults.ts';
import { type FakeGraph, startFakeGraph } from '#tools/fake-graph/server.ts';
import { judge, type Verdict } from './judge.ts';
import { makeWriters, type Writer, wait, write } from './load.ts';

/**
 * `npm run test:crash`: the real program under load, killed without warning, started again. Afterwards nothing may be lost,
 * doubled, out of order or misdirected. `--database-url postgres://…` on a server, where leases of the dead are waited out.
 */
const { values: given } = parseArgs({
  options: {
    'database-url': { type: 'string' },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '50' },
    kills: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    'print-log': { type: 'boolean', default: false },
  },
});

/** Leases of the dead take a minute on a server, and a doubtful message waits half a minute for its status. */
const settleMsMax = given['database-url'] === undefined ? 60_000 : 150_000;

const numbers = [1, 2].map((n) => ({
  phoneNumberId: `10000000000000${n}`,
  businessAccountId: `20000000000000${n}`,
  displayPhoneNumber: `44770090099${n}`,
}));
const random = seededRandom(Number(given.seed));
const folder = mkdtempSync(join(tmpdir(), 'baraza-crash-'));
const graph = await startFakeGraph({ numbers, latencyMs: 50, statuses: 'all', retry: { firstMs: 100, maxMs: 1000, attempts: 300 } });
const databaseUrl = given['database-url'] === undefined ? null : await emptyDatabase(given['database-url']);
const settings = {
  PORT: String(await freePort()),
  BARAZA_DATA_DIR: join(folder, 'data'),
  BARAZA_PROVISION: writeProvision(graph),
  LOG_LEVEL: 'warn',
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
};

/** The one that runs now: whatever goes wrong here, it does not stay behind. */
let running: Program | null = null;
process.on('exit', () => running?.child.kill('SIGKILL'));

const began = Date.now();
const verdicts = await run();
for (const { sentence, faults } of verdicts) {
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${sentence}`);
  for (const fault of faults.slice(0, 5)) console.log(`         ${fault}`);
  if (faults.length > 5) console.log(`         and ${faults.length - 5} more`);
}
const failed = verdicts.filter(({ faults }) => faults.length > 0).length;
console.log(`${verdicts.length - failed} passed, ${failed} failed, in ${Math.round((Date.now() - began) / 1000)} s (seed ${given.seed})`);
await graph.close();
if (failed === 0) rmSync(folder, { recursive: true, force: true });
else console.log(`The data folder stays for a look: ${folder}`);
process.exit(failed === 0 ? 0 : 1);

async function run(): Promise<Verdict[]> {
  const first = await start();
  graph.setWebhook(`${first.url}/webhooks/whatsapp`);
  const writers = makeWriters(numbers, 20);
  const endsAt = Date.now() + Number(given.seconds) * 1000;
  const writing = write(graph, writers, { perSecond: Number(given.rate), endsAt, random });
  const survived = await killAndStart(first, endsAt);
  await writing;
  const left = await settle(survived.program, writers);
  survived.program.child.kill('SIGTERM');
  const { code } = await survived.program.ended;
  const database = new Database(await openDatabase());
  const found = await judge(graph, writers, database);
  await database.close();
  const taken = writers.reduce((sum, writer) => sum + writer.taken.length, 0);
  console.log(
    `${taken} messages of ${writers.length} people, ${graph.sent.length} answers, ${survived.kills} kills; ready again after ${survived.readyMs.join(', ')} ms; ${graph.duplicates.length} possible duplicates, all settled ${left.seconds} s after the last message.`,
  );
  return [
    ...found,
    { sentence: 'everything settled in time', faults: left.faults },
    { sentence: 'no process is left behind', faults: survived.orphans.filter(isAlive).map(String) },
    { sentence: 'the last one ended in order when asked', faults: code === 0 ? [] : [`exit code ${code}`] },
  ];
}

/** Kills at moments spread over the load by chance; the start after each shows that the dead one's lock is recognised. */
async function killAndStart(
  first: Program,
  endsAt: number,
): Promise<{ program: Program; kills: number; readyMs: number[]; orphans: number[] }> {
  const readyMs: number[] = [];
  const orphans: number[] = [];
  let program = first;
  const kills = Number(given.kills);
  for (let left = kills; left > 0; left -= 1) {
    const span = Math.max(0, endsAt - Date.now()) / left;
    await wait(span * (0.2 + 0.7 * random()));
    orphans.push(...descendants(program.child.pid ?? 0));
    // In the worst moment: the Graph has just taken a message, and nobody here knows it yet.
    const before = graph.sent.length;
    await graph.waitFor(({ sent }) => sent.length > before).catch(() => undefined);
    program.child.kill('SIGKILL');
    await program.ended;
    program = await start();
    readyMs.push(program.readyMs);
  }
  return { program, kills, readyMs, orphans };
}

async function start(): Promise<Program> {
  const program = await startProgram(['server/main.ts'], settings);
  running = program;
  if (given['print-log']) program.child.stdout?.on('data', (part: string) => process.stdout.write(part));
  return program;
}

/** Until every question has its answer at the Graph, every status is delivered, and no message is in doubt. */
async function settle(program: Program, writers: readonly Writer[]): Promise<{ faults: string[]; seconds: number }> {
  const wanted = writers.flatMap((writer) => writer.taken).map((text) => `echo: ${text}`);
  const from = Date.now();
  for (;;) {
    const got = new Set(graph.sent.map(({ text }) => text));
    const missing = wanted.filter((text) => !got.has(text));
    const doubtful = await inDoubt(program);
    const seconds = Math.round((Date.now() - from) / 1000);
    if (missing.length === 0 && doubtful === 0 && graph.statusesPosted) return { faults: [], seconds };
    if (Date.now() - from > settleMsMax) return { faults: [`${missing.length} unanswered, ${doubtful} in doubt`], seconds };
    await wait(250);
  }
}

async function inDoubt(program: Program): Promise<number> {
  const answers = await Promise.all(
    numbers.map((_, line) => fetch(`${program.url}/api/failed-sends`, { headers: { authorization: `Bearer ${keyOf(line)}` } })),
  );
  const pages = (await Promise.all(answers.map((answer) => answer.json()))) as { items: { status: string }[] }[];
  return pages.flatMap(({ items }) => items).length;
}

function keyOf(line: number): string {
  return `brz_crash${line}00000000000000000000000000`;
}

/** Two organizations with a number each, so that a mix-up would be seen. */
function writeProvision({ url, plan: { appSecret, verifyToken, accessToken } }: FakeGraph): string {
  const limits = { perSecond: 1000, pair: { burst: 1000, everySeconds: 0.1 } };
  const organizations = numbers.map((number, line) => ({
    slug: `crash-${line}`,
    name: `Crash ${line}`,
    apiKeys: [{ name: 'test', key: keyOf(line) }],
    channels: [
      {
        type: 'whatsapp',
        name: 'Line',
        ...number,
        appSecret,
        verifyToken,
        accessToken,
        graphUrl: url,
        limits,
        assistant: { kind: 'echo' },
      },
    ],
  }));
  const file = join(folder, 'provision.json');
  writeFileSync(file, JSON.stringify({ organizations }));
  return file;
}

async function openDatabase() {
  const log = createLog('silent');
  return databaseUrl === null
    ? openEmbedded(join(settings.BARAZA_DATA_DIR, 'database'), log)
    : openPostgres(databaseUrl, { connections: 2, log });
}

/** A database of our own on the given server. */
async function emptyDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('drop database if exists baraza_crash with (force)');
  await client.query('create database baraza_crash');
  await client.end();
  return Object.assign(new URL(url), { pathname: '/baraza_crash' }).href;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
