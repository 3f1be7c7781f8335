import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Size } from './options.ts';
import { makeHome, type Program, startProgram } from './programs.ts';
import { fixed, table } from './table.ts';
import { type Bench, runTrial, type Trial } from './trial.ts';

/** V8's CPU profile; times in microseconds of the machine's monotonic clock. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  readonly startTime: number;
}

const root = join(import.meta.dirname, '../..');
const linesMax = 25;

/** Runs one program under load and prints where its time went, thread by thread; the warm-up and the start are left out. */
export async function profile(bench: Bench, program: Program, size: Size): Promise<string> {
  const home = await makeHome(program, bench.folder, bench.databases);
  const folder = join(home.folder, 'profile');
  const nodeWords = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder];
  const running = await startProgram(home, bench.graph.urls, { nodeWords, fromSources: true });
  const load = { kind: 'instant' as const, contacts: size.contacts, perContact: size.perContact * 3, perSecond: null };
  await runTrial(bench, home, running, load);
  const trial = await runTrial(bench, home, running, load);
  await running.stop();
  const threads = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile);
  const messages = load.contacts * load.perContact;
  const title = `${program.title}: ${messages} messages at ${Math.round(trial.perSecond)}/s while profiled, ${fixed(trial.cpu, 2)} CPU s for 1,000`;
  const parts = threads.map((thread, index) => `### Thread ${index + 1}\n\n${profileTable(thread, trial, messages)}`);
  await home.remove();
  return [`## ${title}`, ...parts].join('\n\n');
}

function profileTable(thread: CpuProfile, trial: Trial, messages: number): string {
  const self = selfTimes(thread, trial.window);
  const busy = [...self].reduce((sum, [place, time]) => (place === idle ? sum : sum + time), 0);
  const rows = (times: ReadonlyMap<string, number>) =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, linesMax)
      .map(([place, time]) => [
        fixed(time / 1000, 0),
        place === idle ? '' : fixed((time * 100) / busy, 1),
        fixed(time / messages, 1),
        place,
      ]);
  const head = ['self ms', '% of busy', 'µs a message'];
  return [table([...head, 'function'], rows(self)), table([...head, 'folder or package'], rows(grouped(self)))].join('\n\n');
}

/** V8's name for a thread that waits. Time when the system ran something else counts as the function's. */
const idle = '(idle)';

/** The same by package, room or part of Node.js: where many small functions are a large one together. */
function grouped(self: ReadonlyMap<string, number>): Map<string, number> {
  const groups = new Map<string, number>();
  for (const [place, time] of self) {
    const [name, file] = place.split(' ') as [string, string?];
    const group = file === undefined ? name : (/^(node_modules\/(?:@[^/]+\/)?[^/]+|\w+\/[\w-]+|node:|wasm:)/.exec(file)?.[1] ?? file);
    groups.set(group, (groups.get(group) ?? 0) + time);
  }
  return groups;
}

/** Self time of each function within the window. */
function selfTimes({ nodes, samples, timeDeltas, startTime }: CpuProfile, window: Trial['window']): Map<string, number> {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  let at = startTime;
  for (const [index, sample] of samples.entries()) {
    const delta = timeDeltas[index] as number;
    at += delta;
    if (at < window[0] * 1000 || at > window[1] * 1000) continue;
    const place = places.get(sample) as string;
    times.set(place, (times.get(place) ?? 0) + delta);
  }
  return times;
}

function placeOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  // One word, as every other: "(garbage collector)" is the only name with a space in it.
  const name = functionName.replace(' ', '-') || '(anonymous)';
  if (url === '') return name;
  return `${name} ${url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url}`;
}
