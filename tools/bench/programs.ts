import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildServer, serverEnvironment, serverWords } from '../setup/build.mjs';
import { start, stop } from './children.ts';
import { machineMs, pause } from './clock.ts';
import type { Databases } from './databases.ts';
import { accessToken, appSecret, type GraphUrls, graphKindNames, graphKinds, provisioningFile } from './world.ts';

export type ProgramName = 'embedded' | 'postgresql' | 'naive' | 'batching';

/** What is measured. A ceiling does the least that the job can be done with; see ceilings/. */
export interface Program {
  readonly name: ProgramName;
  readonly title: string;
  readonly baraza: boolean;
  readonly needsServer: boolean;
  /** Its source, from this folder. */
  readonly file: string;
}

const server = '../../server/main.ts';
export const programs: readonly Program[] = [
  { name: 'embedded', title: 'Baraza, embedded', baraza: true, needsServer: false, file: server },
  { name: 'postgresql', title: 'Baraza on PostgreSQL', baraza: true, needsServer: true, file: server },
  { name: 'naive', title: 'Ceiling, naive', baraza: false, needsServer: true, file: 'ceilings/naive.ts' },
  { name: 'batching', title: 'Ceiling, batching', baraza: false, needsServer: true, file: 'ceilings/batching.ts' },
];

/** What a program keeps from one start to the next. */
export interface Home {
  readonly program: Program;
  readonly folder: string;
  readonly databaseUrl: string | null;
  remove(): Promise<void>;
}

export async function makeHome(program: Program, parent: string, databases: Databases | null): Promise<Home> {
  const folder = mkdtempSync(join(parent, `${program.name}-`));
  mkdirSync(join(folder, 'profile'));
  const databaseUrl = program.needsServer ? ((await databases?.create()) ?? null) : null;
  return {
    program,
    folder,
    databaseUrl,
    async remove() {
      if (databaseUrl) await databases?.drop(databaseUrl);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Running {
  readonly url: string;
  readonly pid: number;
  /** From starting the process to the first 200 at /health/ready. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

export interface Run {
  readonly nodeWords?: readonly string[];
  /** From its files as they are written, for whoever wants to see which of them takes the time. */
  readonly fromSources?: boolean;
  /** Another bundle than the one that `npm start` runs. */
  readonly bundle?: string;
}

/** Starts the program on its home and waits until it is ready; throws with the end of its log when it is not within 30 s. */
export async function startProgram(
  home: Home,
  graphUrls: GraphUrls,
  { nodeWords = [], fromSources = false, bundle }: Run = {},
): Promise<Running> {
  const port = await freePort();
  const logFile = join(home.folder, 'log');
  const environment = home.program.baraza ? barazaEnvironment(home, graphUrls) : ceilingEnvironment(graphUrls);
  const database: Record<string, string> = home.databaseUrl ? { DATABASE_URL: home.databaseUrl } : {};
  // Baraza as `npm start` runs it: from its bundle, 40 MB smaller than the sources.
  const bundled = home.program.baraza && !fromSources;
  const file = bundle ?? (bundled ? await buildServer() : join(import.meta.dirname, home.program.file));
  const began = machineMs();
  const child = start({
    file,
    nodeWords: [...(home.program.baraza ? serverWords : []), ...nodeWords],
    environment: { ...environment, ...database, PORT: String(port) },
    logFile,
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(child, url, logFile);
  return { url, pid: child.pid as number, readyMs: machineMs() - began, stop: () => stop(child) };
}

function barazaEnvironment(home: Home, graphUrls: GraphUrls): Record<string, string> {
  const provision = join(home.folder, 'provision.json');
  writeFileSync(provision, provisioningFile(graphUrls));
  return { ...serverEnvironment, BARAZA_DATA_DIR: join(home.folder, 'data'), BARAZA_PROVISION: provision };
}

function ceilingEnvironment(graphUrls: GraphUrls): Record<string, string> {
  const urls = Object.fromEntries(graphKindNames.map((kind) => [graphKinds[kind].phoneNumberId, graphUrls[kind]]));
  return { APP_SECRET: appSecret, ACCESS_TOKEN: accessToken, GRAPH_URLS: JSON.stringify(urls) };
}

async function ready(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const until = machineMs() + 30_000;
  while (machineMs() < until && child.exitCode === null) {
    const status = await fetch(`${url}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await pause(10);
  }
  await stop(child);
  throw new Error(`The program did not become ready. Its log ends:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
}

/** Warnings and errors in Baraza's log: on a good run there are none. */
export function troubles(home: Home): string[] {
  return readFileSync(join(home.folder, 'log'), 'utf8')
    .split('\n')
    .filter((line) => /^\{"level":[456]0/.test(line) || /^\w*Error/.test(line));
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
