import { machineMs, pause } from './clock.ts';
import { sendClosed } from './load.ts';
import { measure } from './measure.ts';
import { prepareMessages } from './messages.ts';
import type { Size } from './options.ts';
import { cpuSeconds } from './process-stats.ts';
import { type Home, makeHome, type Program, type Running, startProgram } from './programs.ts';
import { median } from './statistics.ts';
import { type Bench, patienceMs, settleMs, webhooksInFlight } from './trial.ts';
import { asksKey } from './world.ts';

/** Asks for a word for ever, and says back the one before: an answer read, kept and said with a gap, and the next question, in every turn. */
const asksForEver = {
  format: 1,
  languages: ['en'],
  triggers: [{ kind: 'first_message' }],
  start: 'word',
  nodes: {
    word: { kind: 'ask', text: 'echo: {{ answers.word | default: "nothing yet" }}', answer: { type: 'text' }, save: 'word', next: 'word' },
  },
};

interface Turns {
  readonly perSecond: number;
  /** Processor seconds for 1,000 messages, of Baraza and its PostgreSQL sessions together. */
  readonly cpu: number;
}

const kinds = ['instant', 'asks'] as const;
type Kind = (typeof kinds)[number];

/** A turn with a step of a flow beside a turn of the echo, in the same process, in turns, so that a slow minute meets both. */
export async function compareFlow(bench: Bench, programs: readonly Program[], size: Size): Promise<string> {
  const lines: string[] = [];
  for (const program of programs.filter(({ baraza }) => baraza)) {
    const home = await makeHome(program, bench.folder, bench.databases);
    const running = await startProgram(home, bench.graph.urls);
    await publish(running.url);
    const found: Readonly<Record<Kind, Turns[]>> = { instant: [], asks: [] };
    // The first round warms up.
    for (let round = 0; round <= size.rounds; round += 1) {
      for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
        const turns = await answerTheNext(bench, { home, running, kind, size });
        if (round > 0) found[kind].push(turns);
      }
    }
    await running.stop();
    await home.remove();
    const of = (kind: Kind, what: keyof Turns) => median(found[kind].map((one) => one[what]));
    const times = (what: keyof Turns) => of('asks', what) / of('instant', what);
    lines.push(
      `${program.title}: an echo ${Math.round(of('instant', 'perSecond'))} a second, ${of('instant', 'cpu').toFixed(2)} s of processor time for 1,000; ` +
        `a step of a flow ${Math.round(of('asks', 'perSecond'))} and ${of('asks', 'cpu').toFixed(2)} s: ` +
        `${(1 / times('perSecond')).toFixed(2)} times as long, ${times('cpu').toFixed(2)} times the processor (medians of ${size.rounds}; aim: at most 1.30)`,
    );
  }
  return lines.join('\n');
}

async function publish(url: string): Promise<void> {
  const ask = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${asksKey}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  const { id } = await ask('/api/flows', { name: 'asks', title: 'Asks', definition: asksForEver });
  await ask(`/api/flows/${id}/publish`, {});
}

interface Trial {
  readonly home: Home;
  readonly running: Running;
  readonly kind: Kind;
  readonly size: Size;
}

/** Everybody has written once before, so that their flow has begun; what is measured are the messages after that. */
async function answerTheNext({ graph, databases }: Bench, { home, running, kind, size }: Trial): Promise<Turns> {
  const all = prepareMessages({ kind, contacts: size.contacts, perContact: size.perContact + 1 });
  const send = async (messages: typeof all) => {
    graph.expect(messages.length);
    await pause(100);
    const sending = await sendClosed({ urls: [running.url], messages }, webhooksInFlight);
    await graph.complete(patienceMs);
    return sending;
  };
  await send(all.slice(0, size.contacts));
  const messages = all.slice(size.contacts);
  const pids = [running.pid, ...(home.databaseUrl && databases ? await databases.processIds(home.databaseUrl) : [])];
  const before = new Map(pids.map((pid) => [pid, cpuSeconds(pid)]));
  const began = machineMs();
  const sending = await send(messages);
  await pause(settleMs);
  const spent = pids.reduce((sum, pid) => sum + cpuSeconds(pid) - (before.get(pid) ?? 0), 0);
  const { arrivals } = await graph.report();
  const { perSecond, faults } = measure(messages, sending, arrivals);
  const wrong = Object.entries(faults).filter(([, count]) => count > 0);
  if (wrong.length > 0) throw new Error(`${kind}: ${JSON.stringify(faults)} in ${Math.round(machineMs() - began)} ms.`);
  return { perSecond, cpu: (spent * 1000) / messages.length };
}
