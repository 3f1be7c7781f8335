import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type Program, startProgram } from '#tests/kit/program.ts';
import { seededRandom } from '#tools/fake-graph/faults.ts';
import { type FakeGraph, type FaultRates, startFakeGraph } from '#tools/fake-graph/server.ts';
import { type Crowd, flow, makeCrowd, wait } from './load.ts';

/** How often a provider goes wrong while everything else does: refused, told to wait, cut before it took a message, and cut after. */
export const providerFaults: FaultRates = { server_error: 0.1, rate_limited: 0.05, reset: 0.05, cut: 0.05 };

export interface Options {
  readonly seconds: number;
  readonly rate: number;
  /** How often each thing goes wrong. */
  readonly rounds: number;
  readonly seed: number;
  readonly printLog: boolean;
}

/** Meta's side, three organizations with a number each (so that a mix-up would be seen), and who writes to them. */
export interface World {
  readonly folder: string;
  readonly graph: FakeGraph;
  readonly crowd: Crowd;
  readonly random: () => number;
  readonly settings: Readonly<Record<string, string>>;
  /** Starts a program; whatever goes wrong here, it does not stay behind. */
  start(settings: Readonly<Record<string, string>>): Promise<Program>;
  close(): Promise<void>;
}

const numbers = [1, 2, 3].map((n) => ({
  phoneNumberId: `10000000000000${n}`,
  businessAccountId: `20000000000000${n}`,
  displayPhoneNumber: `44770090099${n}`,
}));

export async function openWorld(folder: string, { seed, printLog }: Options): Promise<World> {
  const retry = { firstMs: 100, maxMs: 1000, attempts: 300 };
  const graph = await startFakeGraph({ numbers, latencyMs: 50, statuses: 'all', retry, seed, faultRates: providerFaults });
  const running = new Set<Program>();
  const killAll = () => running.forEach(({ child }) => void child.kill('SIGKILL'));
  process.on('exit', killAll);
  return {
    folder,
    graph,
    crowd: makeCrowd(numbers, 20),
    random: seededRandom(seed),
    settings: {
      BARAZA_PROVISION: writeProvision(folder, graph),
      BARAZA_SECRET_KEY: Buffer.alloc(32, seed).toString('base64'),
      LIMIT_KEY_PER_MINUTE: '0',
      LOG_LEVEL: printLog ? 'info' : 'warn',
    },
    async start(settings) {
      const program = await startProgram(['server/main.ts'], settings);
      running.add(program);
      void program.ended.then(() => running.delete(program));
      if (printLog) for (const stream of [program.child.stdout, program.child.stderr]) stream?.pipe(process.stdout, { end: false });
      return program;
    },
    async close() {
      killAll();
      process.off('exit', killAll);
      await graph.close();
    },
  };
}

function keyOf(line: number): string {
  return `brz_crash${line}00000000000000000000000000`;
}

function writeProvision(folder: string, { url, plan: { appSecret, verifyToken, accessToken } }: FakeGraph): string {
  const limits = { perSecond: 1000, pair: { burst: 1000, everySeconds: 0.1 } };
  const secrets = { appSecret, verifyToken, accessToken };
  const organizations = numbers.map((number, line) => ({
    slug: `crash-${line}`,
    name: `Crash ${line}`,
    apiKeys: [{ name: 'test', key: keyOf(line) }],
    channels: [{ type: 'whatsapp', name: 'Line', ...number, ...secrets, graphUrl: url, limits, assistant: { kind: 'echo' } }],
  }));
  const file = join(folder, 'provision.json');
  writeFileSync(file, JSON.stringify({ organizations }));
  return file;
}

/** The flow of the third organization, published through the API as a person would. */
export async function publishFlow(url: string): Promise<void> {
  const nodes = {
    ask_name: { kind: 'ask', text: flow.name, answer: { type: 'text' }, save: 'name', next: 'ask_place' },
    ask_place: {
      kind: 'ask',
      text: flow.place('{{ answers.name | default: "you" }}'),
      answer: { type: 'text' },
      save: 'place',
      next: 'bye',
    },
    bye: { kind: 'end', text: flow.end('{{ answers.name | default: "you" }}'), outcome: 'joined' },
  };
  const triggers = [{ kind: 'keyword', words: { en: [flow.word] } }];
  const definition = { format: 1, languages: ['en'], start: 'ask_name', nodes, triggers };
  const made = await ask(url, { line: 2, method: 'POST', path: '/api/flows', body: { name: 'join', title: 'Join', definition } });
  await ask(url, { line: 2, method: 'POST', path: `/api/flows/${(made as { id: string }).id}/publish`, body: {} });
}

interface Question {
  readonly line: number;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
}

async function ask(url: string, { line, method = 'GET', path, body }: Question): Promise<unknown> {
  const headers = { authorization: `Bearer ${keyOf(line)}`, ...(body ? { 'content-type': 'application/json' } : {}) };
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(said)}`);
  return said;
}

/** Leases of the dead take a minute on a server, a doubtful message waits half a minute, and may do so behind another. */
const settleMsMax = 240_000;
/** Longer than the program itself takes for a doubt: what is still there is a person's. */
const personMs = 40_000;

/**
 * Until every question has its answer at the Graph, every status is delivered, and no message is in doubt. Who looks at messages in doubt acts as a person would: what did not
 * arrive is sent once more. The provider is well again.
 */
export async function settle(world: World, url: string, writing: Promise<void>): Promise<Settled> {
  world.graph.setFaultRates({});
  let written = false;
  let failure: unknown;
  writing.then(
    () => (written = true),
    (error: unknown) => (failure = error),
  );
  const from = Date.now();
  const byHand = new Set<string>();
  for (;;) {
    const waited = Date.now() - from;
    const open = await whatIsOpen(world, url, { byHand, asPerson: waited > personMs }).catch((error: unknown) => (error as Error).message);
    if (failure !== undefined) throw failure;
    const done = written && open === null;
    if (done || waited > settleMsMax)
      return {
        faults: done ? [] : [open ?? 'somebody still waits for a question'],
        seconds: Math.round(waited / 1000),
        byHand: byHand.size,
      };
    await wait(250);
  }
}

/** Null: nothing. */
async function whatIsOpen(
  world: World,
  url: string,
  { byHand, asPerson }: { byHand: Set<string>; asPerson: boolean },
): Promise<string | null> {
  const { graph } = world;
  const doubtful = await inDoubt(url);
  if (asPerson) for (const one of doubtful) await retry(url, graph, one, byHand);
  const left = doubtful.filter(({ id }) => !byHand.has(id)).length;
  const [unanswered, open] = [countUnanswered(world), await openWork(url)];
  if (unanswered + left + open === 0 && graph.statusesPosted) return null;
  return `${unanswered} unanswered, ${left} in doubt, ${open} open`;
}

export interface Settled {
  readonly faults: readonly string[];
  readonly seconds: number;
  /** Messages in doubt that a person had to look at. */
  readonly byHand: number;
}

function countUnanswered({ graph, crowd }: World): number {
  const told = new Set(graph.sent.map(({ to, text }) => `${to} ${text}`));
  const missing = crowd.echoed.flatMap(({ from, taken }) => taken.filter((text) => !told.has(`${from} echo: ${text}`)));
  const silent = crowd.inNeed.filter(({ from, taken }) => taken.length > 0 && !graph.sent.some(({ to }) => to === from));
  return missing.length + silent.length;
}

/** Contacts with something to decide, and conversations with something to send, now or later. */
async function openWork(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = [...text.matchAll(/^baraza_(?:work_due\{[^}]*\}|lanes_waiting) (\d+)/gm)];
  if (found.length < 3) throw new Error('The metrics do not say what is open.');
  return found.reduce((sum, [, count]) => sum + Number(count), 0);
}

interface Doubtful {
  readonly id: string;
  readonly line: number;
}

async function inDoubt(url: string): Promise<Doubtful[]> {
  const pages = await Promise.all(numbers.map((_, line) => ask(url, { line, path: '/api/failed-sends?limit=100' })));
  return (pages as { items: { id: string }[] }[]).flatMap(({ items }, line) => items.map(({ id }) => ({ id, line })));
}

async function retry(url: string, graph: FakeGraph, { id, line }: Doubtful, byHand: Set<string>): Promise<void> {
  if (byHand.has(id)) return;
  byHand.add(id);
  if (graph.sent.some(({ messageId }) => messageId === id)) return;
  await ask(url, { line, method: 'POST', path: `/api/failed-sends/${id}/retry` });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
