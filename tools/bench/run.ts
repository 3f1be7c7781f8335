import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orExplain } from '#platform/command-line.ts';
import { killAll } from './children.ts';
import { openDatabases } from './databases.ts';
import { document } from './document.ts';
import { compareFlow } from './flow.ts';
import { compareGate } from './gate.ts';
import { startGraph } from './graph.ts';
import { withInboxOf } from './inbox/document.ts';
import { describeMachine } from './machine.ts';
import { type Options, readOptions, usage } from './options.ts';
import { profile } from './profile.ts';
import { report } from './report.ts';
import { rest } from './rest.ts';
import { runRounds } from './rounds.ts';
import { measureShared } from './shared.ts';
import type { Bench } from './trial.ts';

/**
 * `npm run bench`: how fast Baraza is beside programs that do the least the job can be done with. Loopback only; every
 * process, folder and database it makes is gone at its end. See docs/running/benchmark.md.
 */

/** What must be undone at the end, whatever the end is; last made, first undone. */
const undo: (() => void | Promise<void>)[] = [];

async function main(options: Options): Promise<void> {
  limitTime(options.size.minutesMax);
  const bench = await prepare(options);
  if (options.gate) {
    console.log(await compareGate(bench, options.size));
    return;
  }
  if (options.flow) {
    console.log(await compareFlow(bench, options.programs, options.size));
    return;
  }
  if (options.profile) {
    console.log(await profile(bench, options.profile, options.size));
    return;
  }
  const machine = describeMachine(bench.folder, bench.databases?.version ?? null);
  const { rounds, homes } = await runRounds(bench, options.programs, options.size);
  const rested = await rest(bench, homes, options.size);
  const server = options.programs.find(({ name }) => name === 'postgresql');
  const shared = server ? await measureShared(bench, server, options.size) : null;
  const figures = report({ programs: options.programs, rounds, rested, shared });
  console.log(`${machine.join('\n')}\n\n${figures}`);
  if (!options.write) return;
  const file = join(import.meta.dirname, '../../docs/running/benchmark.md');
  const written = document(figures, machine, { ...options, roundsDone: rounds.length });
  // Measured by another command, in a browser; they stay as they are.
  writeFileSync(file, withInboxOf(written, readFileSync(file, 'utf8')));
}

async function prepare({ programs, profile: profiled, gate, databaseUrl }: Options): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'baraza-bench-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const needsServer = gate ? false : profiled ? profiled.needsServer : programs.some((program) => program.needsServer);
  const databases = needsServer ? await openDatabases(databaseUrl).catch(sayNoServer) : null;
  if (databases) undo.push(() => databases.close());
  const graph = await startGraph(folder);
  undo.push(() => graph.stop());
  return { graph, databases, folder };
}

function sayNoServer(error: Error): never {
  const advice = 'Start the one for tests ("npm run services -- start"), name another with --database-url, or measure --only embedded.';
  throw new Error(`PostgreSQL does not answer (${error.message}). ${advice}`);
}

function limitTime(minutes: number): void {
  const stop = () => {
    console.error(`The benchmark was given up after ${minutes} minutes.`);
    void end(1);
  };
  setTimeout(stop, minutes * 60_000).unref();
}

let ending = false;
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  // First, so that nobody writes into what is removed now.
  killAll();
  for (const one of undo.reverse()) await Promise.resolve(one()).catch(() => undefined);
  process.exit(code);
}

for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(reason, () => void end(130));
const words = process.argv.slice(2);
main(orExplain(words, usage, () => readOptions(words))).then(
  () => end(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return end(1);
  },
);
