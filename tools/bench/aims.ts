import type { ProgramName } from './programs.ts';
import { faultsOf, middle, type Results, ratio, trials, visits } from './results.ts';
import { median } from './statistics.ts';
import { fixed, whole } from './table.ts';

export interface Aim {
  readonly says: string;
  /** What was measured, as it is printed. */
  readonly found: string;
  /** Null: not measured in this run. */
  readonly met: boolean | null;
}

const engines: readonly [ProgramName, string, number][] = [
  ['embedded', 'Embedded', 350],
  ['postgresql', 'PostgreSQL', 180],
];

/** What Baraza promises of its speed and memory, beside what this run found. */
export function judge(results: Results): Aim[] {
  const embedded = middle(trials(results, 'embedded', 'instant'), (trial) => trial.perSecond);
  const share = ratio(results, 'instant', 'postgresql', 'naive');
  const batching = ratio(results, 'instant', 'postgresql', 'batching');
  const brisk = middle(trials(results, 'postgresql', 'brisk'), (trial) => trial.ack.p99);
  const fair = results.shared?.fair;
  const beside = fair ? fair.beside.p95 / fair.alone.p95 : Number.NaN;
  return [
    aim('Embedded: at least 800 messages/s', `${whole(embedded)}/s`, embedded, embedded >= 800),
    aim('PostgreSQL: at least 0.9 of the naive ceiling', fixed(share, 2), share, share >= 0.9),
    aim('PostgreSQL: at least 1.2 of the naive ceiling', fixed(share, 2), share, share >= 1.2),
    aim('PostgreSQL: at least 0.7 of the batching ceiling', fixed(batching, 2), batching, batching >= 0.7),
    aim('PostgreSQL: acknowledged within 50 ms (p99) at 200/s', `${fixed(brisk, 1)} ms`, brisk, brisk <= 50),
    aim(
      'PostgreSQL: beside a crowd, the reply of another organization within twice its p95 alone',
      `${fixed(beside, 1)}`,
      beside,
      beside <= 2,
    ),
    ...engines.flatMap(([program, title, megabytes]) => judgeEngine(results, program, title, megabytes)),
  ];
}

function judgeEngine(results: Results, program: ProgramName, title: string, megabytes: number): Aim[] {
  const steady = trials(results, program, 'steady');
  const ack = middle(steady, (trial) => trial.ack.p99);
  const reply = middle(steady, (trial) => trial.reply.p50);
  const memory = results.rested.find((one) => one.program === program)?.memory ?? Number.NaN;
  const second = median(visits(results, program).map((visit) => visit.secondReadyMs));
  const { refused, lost, twice, outOfOrder } = faultsOf(results, program);
  const faults = refused + lost + twice + outOfOrder;
  return [
    aim(`${title}: acknowledged within 50 ms (p99) at 100/s`, `${fixed(ack, 1)} ms`, ack, ack <= 50),
    aim(`${title}: webhook to reply within 15 ms (p50) at 100/s`, `${fixed(reply, 1)} ms`, reply, reply <= 15),
    aim(`${title}: at most ${megabytes} MB at rest after a second start`, `${whole(memory)} MB`, memory, memory <= megabytes),
    aim(`${title}: a second start is ready within 3 s`, `${whole(second)} ms`, second, second <= 3000),
    aim(`${title}: nothing refused, lost, answered twice or out of order`, whole(faults), second, faults === 0),
  ];
}

/** `value` is NaN where nothing was measured. */
function aim(says: string, found: string, value: number, met: boolean): Aim {
  return Number.isNaN(value) ? { says, found: 'not measured', met: null } : { says, found, met };
}
