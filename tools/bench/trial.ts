import { machineMs, pause } from './clock.ts';
import type { Databases } from './databases.ts';
import type { Graph } from './graph.ts';
import { sendClosed, sendOpen } from './load.ts';
import { type Figures, measure } from './measure.ts';
import { prepareMessages } from './messages.ts';
import { cpuSeconds, type Memory, memoryOf } from './process-stats.ts';
import type { Home, Running } from './programs.ts';
import type { GraphKind } from './world.ts';

/** One program under one load. */
export interface Bench {
  readonly graph: Graph;
  readonly databases: Databases | null;
  /** Everything the benchmark keeps on disk; removed at its end. */
  readonly folder: string;
}

export interface Load {
  readonly kind: GraphKind;
  readonly contacts: number;
  readonly perContact: number;
  /** Null: as fast as 50 in flight allow. */
  readonly perSecond: number | null;
  /** What the messages say; none: nothing but numbers. */
  readonly said?: readonly string[];
}

export interface Trial extends Figures {
  readonly messages: number;
  /** Processor seconds for 1,000 messages: the program's own, and its PostgreSQL sessions'. */
  readonly cpu: number;
  readonly databaseCpu: number;
  readonly memory: Memory;
  /** Requests that marked messages as read, at most one a conversation in 3 s; ceilings make none. */
  readonly reads: number;
  /** Window of the machine's clock. */
  readonly window: readonly [began: number, ended: number];
}

export const webhooksInFlight = 50;
/** A reply that takes longer than this after the last webhook counts as lost. */
export const patienceMs = 20_000;
/** After the last reply: its row is still being marked, and a second copy would come now. */
export const settleMs = 300;

export async function runTrial(bench: Bench, home: Home, running: Running, load: Load): Promise<Trial> {
  const { graph, databases } = bench;
  const messages = prepareMessages(load);
  graph.expect(messages.length);
  await pause(100);
  const sessions = async () => (home.databaseUrl && databases ? databases.processIds(home.databaseUrl) : []);
  const before = new Map([running.pid, ...(await sessions())].map((pid) => [pid, cpuSeconds(pid)]));
  const began = machineMs();
  const target = { urls: [running.url], messages };
  const sending = load.perSecond === null ? await sendClosed(target, webhooksInFlight) : await sendOpen(target, load.perSecond);
  await graph.complete(patienceMs);
  const ended = machineMs();
  await pause(settleMs);
  const spent = (pid: number) => ((cpuSeconds(pid) - (before.get(pid) ?? 0)) * 1000) / messages.length;
  const { arrivals, reads } = await graph.report();
  return {
    ...measure(messages, sending, arrivals),
    messages: messages.length,
    cpu: spent(running.pid),
    databaseCpu: (await sessions()).reduce((sum, pid) => sum + spent(pid), 0),
    memory: memoryOf(running.pid),
    reads,
    window: [began, ended],
  };
}
