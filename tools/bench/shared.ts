import { pause } from './clock.ts';
import { sendClosed, sendOpen } from './load.ts';
import { type Figures, type Latency, measure } from './measure.ts';
import { gather, type MessagePlan, prepareMessages } from './messages.ts';
import type { Size } from './options.ts';
import { cpuSeconds } from './process-stats.ts';
import { makeHome, type Program, type Running, startProgram } from './programs.ts';
import { type Bench, patienceMs, settleMs, webhooksInFlight } from './trial.ts';

/** What is shared: one database by several processes, one process by two organizations. */
export interface Shared {
  readonly processes: readonly ProcessesTrial[];
  readonly fair: FairTrial;
}

/** The same load, as fast as it goes, on so many processes. Processor seconds are for 1,000 messages, of all processes together. */
export interface ProcessesTrial extends Figures {
  readonly processes: number;
  readonly cpu: number;
  readonly databaseCpu: number;
}

/** Webhook to reply of one organization's single messages: alone, and while another's crowd is answered. */
export interface FairTrial {
  readonly crowd: number;
  /** First webhook of the crowd → its last reply. */
  readonly crowdSeconds: number;
  readonly crowdLost: number;
  readonly alone: Latency;
  readonly beside: Latency;
}

export async function measureShared(bench: Bench, program: Program, size: Size): Promise<Shared> {
  return { processes: await measureProcesses(bench, program, size), fair: await measureFair(bench, program, size) };
}

async function measureProcesses(bench: Bench, program: Program, size: Size): Promise<ProcessesTrial[]> {
  const home = await makeHome(program, bench.folder, bench.databases);
  const running: Running[] = [];
  const trials: ProcessesTrial[] = [];
  const load = { kind: 'instant', contacts: size.contacts, perContact: size.perContact } as const;
  for (const processes of [1, 2]) {
    running.push(await startProgram(home, bench.graph.urls));
    await runOn(bench, running, load);
    const before = await spentBy(bench, home.databaseUrl, running);
    const figures = await runOn(bench, running, load);
    const after = await spentBy(bench, home.databaseUrl, running);
    const each = (seconds: number) => (seconds * 1000) / (load.contacts * load.perContact);
    trials.push({
      processes,
      ...figures,
      cpu: each(after.programs - before.programs),
      databaseCpu: each(after.database - before.database),
    });
  }
  for (const one of running) await one.stop();
  await home.remove();
  return trials;
}

async function spentBy({ databases }: Bench, databaseUrl: string | null, running: readonly Running[]) {
  const sum = (pids: readonly number[]) => pids.reduce((all, pid) => all + cpuSeconds(pid), 0);
  const sessions = databaseUrl && databases ? await databases.processIds(databaseUrl) : [];
  return { programs: sum(running.map(({ pid }) => pid)), database: sum(sessions) };
}

/** Webhooks go to the processes in turn, as a balancer before them gives them out. */
async function runOn({ graph }: Bench, running: readonly Running[], plan: MessagePlan): Promise<Figures> {
  const messages = prepareMessages(plan);
  graph.expect(messages.length);
  await pause(100);
  const sending = await sendClosed({ urls: running.map(({ url }) => url), messages }, webhooksInFlight);
  await graph.complete(patienceMs);
  await pause(settleMs);
  return measure(messages, sending, (await graph.report()).arrivals);
}

/** The neighbour's messages: so many a second, of so many people. */
const perSecond = 10;
const people = 10;
/** Messages in a webhook of the crowd, and how many of these webhooks are in flight. */
const together = 100;
const crowdInFlight = 5;
/** What is answered in a second at the least; the neighbour writes as long as it should take. */
const crowdPerSecond = 1000;

async function measureFair(bench: Bench, program: Program, { probes, crowd }: Size): Promise<FairTrial> {
  const { graph } = bench;
  const home = await makeHome(program, bench.folder, bench.databases);
  const running = await startProgram(home, graph.urls);
  const urls = [running.url];
  const neighbour = (count: number) => prepareMessages({ kind: 'neighbour', contacts: people, perContact: count / people });
  await runOn(bench, [running], { kind: 'instant', contacts: people, perContact: 100 });

  const single = neighbour(probes);
  graph.expect(single.length);
  const aloneSent = await sendOpen({ urls, messages: single }, perSecond);
  await graph.complete(patienceMs);
  const alone = measure(single, aloneSent, (await graph.report()).arrivals);

  const beside = neighbour((crowd / crowdPerSecond) * perSecond);
  const others = prepareMessages({ kind: 'instant', contacts: crowd / 10, perContact: 10 });
  const webhooks = gather(others, together);
  graph.expect(beside.length + others.length);
  await pause(100);
  const [crowdSent, besideSent] = await Promise.all([
    sendClosed({ urls, messages: webhooks }, crowdInFlight),
    sendOpen({ urls, messages: beside }, perSecond),
  ]);
  await graph.complete((crowd / crowdPerSecond) * 4000);
  const { arrivals } = await graph.report();
  await running.stop();
  await home.remove();
  const answers = new Map(arrivals);
  const crowdAt = others.flatMap(({ text }) => answers.get(`echo: ${text}`) ?? []);
  const ended = crowdAt.reduce((last, at) => Math.max(last, at), 0);
  // Only those that were sent while the crowd was there.
  const during = beside.filter((_, index) => (besideSent.sentAt[index] as number) < ended);
  return {
    crowd,
    crowdSeconds: (ended - (crowdSent.sentAt[0] as number)) / 1000,
    crowdLost: others.length - crowdAt.length,
    alone: alone.reply,
    beside: measure(during, besideSent, arrivals).reply,
  };
}
