import { pause } from './clock.ts';
import type { Size } from './options.ts';
import { memoryOf } from './process-stats.ts';
import { type Home, type ProgramName, type Running, startProgram } from './programs.ts';
import { type Bench, runTrial, type Trial } from './trial.ts';

/** What Baraza needs when nothing happens, and what statuses cost it. */
export interface Rested {
  readonly program: ProgramName;
  readonly readyMs: number;
  /** MB, so many seconds after a start on existing data. */
  readonly memory: number;
  readonly statuses: StatusTrial;
}

export interface StatusTrial extends Trial {
  /** First webhook → the last status answered, in messages a second. */
  readonly perSecondSettled: number;
}

/** Starts each on what its last visit left behind. They rest side by side: neither does anything. */
export async function rest(bench: Bench, homes: readonly Home[], size: Size): Promise<Rested[]> {
  const resting: { home: Home; running: Running }[] = [];
  for (const home of homes) resting.push({ home, running: await startProgram(home, bench.graph.urls) });
  await pause(size.restSeconds * 1000);
  const memories = resting.map(({ running }) => memoryOf(running.pid).now);
  const rested: Rested[] = [];
  for (const [index, { home, running }] of resting.entries()) {
    const statuses = await statusTrial(bench, home, running, size);
    rested.push({ program: home.program.name, readyMs: running.readyMs, memory: memories[index] as number, statuses });
    await running.stop();
  }
  return rested;
}

async function statusTrial(bench: Bench, home: Home, running: Running, size: Size): Promise<StatusTrial> {
  const load = { contacts: size.contacts, perContact: size.perContact, perSecond: null };
  bench.graph.setWebhook(`${running.url}/webhooks/whatsapp`);
  await runTrial(bench, home, running, { ...load, kind: 'instant' });
  const trial = await runTrial(bench, home, running, { ...load, kind: 'statuses' });
  const settledAt = await bench.graph.statusesPosted();
  return { ...trial, perSecondSettled: (load.contacts * load.perContact * 1000) / (settledAt - trial.window[0]) };
}
