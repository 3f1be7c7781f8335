import { judge } from './aims.ts';
import type { Latency } from './measure.ts';
import type { Program } from './programs.ts';
import { allTrials, faultsOf, middle, type Results, ratio, trials, visits } from './results.ts';
import type { LoadName } from './rounds.ts';
import type { Shared } from './shared.ts';
import { median } from './statistics.ts';
import { fixed, table, whole } from './table.ts';
import type { Trial } from './trial.ts';

/** The figures as Markdown: the same text goes to the terminal and into the docs. */
export function report(results: Results): string {
  return [
    '## As fast as 50 webhooks in flight allow',
    ...loadSection(results, 'instant', 'The Graph answers at once.'),
    ...loadSection(results, 'slow', 'The Graph answers after 50 ms.'),
    ...loadSection(
      results,
      'cold',
      'The first messages after the first start (the warm-up, compared with nothing): the Graph answers at once.',
    ),
    '## 100 messages a second',
    steadyTable(results, 'steady'),
    '## 200 messages a second',
    steadyTable(results, 'brisk'),
    ...(results.shared ? sharedSections(results.shared) : []),
    '## Starting, resting',
    startTable(results),
    '## With statuses',
    statusTable(results),
    '## Correctness',
    correctnessTable(results),
    '## Aims',
    aimTable(results),
  ].join('\n\n');
}

function loadSection(results: Results, load: LoadName, says: string): string[] {
  const head = [
    '',
    'messages/s',
    'of the naive ceiling',
    'of the batching',
    'ack p50 / p99 ms',
    'reply p50 / p99 ms',
    'CPU s',
    'PostgreSQL CPU s',
    'RSS peak / after MB',
  ];
  const compared = (program: Program, to: 'naive' | 'batching') =>
    load === 'cold' ? '' : fixed(ratio(results, load, program.name, to), 2);
  const rows = results.programs.map((program) => {
    const found = trials(results, program.name, load);
    return [program.title, rateOf(found), compared(program, 'naive'), compared(program, 'batching'), ...latencies(found), ...costs(found)];
  });
  return [says, table(head, rows)];
}

function rateOf(found: readonly Trial[]): string {
  const rates = found.map((trial) => trial.perSecond);
  return `${whole(median(rates))} (${whole(Math.min(...rates))}–${whole(Math.max(...rates))})`;
}

function latencies(found: readonly Pick<Trial, 'ack' | 'reply'>[]): string[] {
  const both = (pick: (trial: Pick<Trial, 'ack' | 'reply'>) => Latency) =>
    `${fixed(
      middle(found, (trial) => pick(trial).p50),
      1,
    )} / ${fixed(
      middle(found, (trial) => pick(trial).p99),
      1,
    )}`;
  return [both((trial) => trial.ack), both((trial) => trial.reply)];
}

function costs(found: readonly Trial[]): string[] {
  const memory = `${whole(middle(found, (trial) => trial.memory.peak))} / ${whole(middle(found, (trial) => trial.memory.now))}`;
  return [
    fixed(
      middle(found, (trial) => trial.cpu),
      2,
    ),
    fixed(
      middle(found, (trial) => trial.databaseCpu),
      2,
    ),
    memory,
  ];
}

function steadyTable(results: Results, load: LoadName): string {
  const rows = results.programs.map((program) => {
    const found = trials(results, program.name, load);
    return [program.title, ...latencies(found), ...costs(found)];
  });
  return table(['', 'ack p50 / p99 ms', 'reply p50 / p99 ms', 'CPU s', 'PostgreSQL CPU s', 'RSS peak / after MB'], rows);
}

function sharedSections({ processes, fair }: Shared): string[] {
  const rows = processes.map((trial) => {
    const { refused, lost, twice, outOfOrder } = trial.faults;
    return [
      whole(trial.processes),
      whole(trial.perSecond),
      ...latencies([trial]),
      fixed(trial.cpu, 2),
      fixed(trial.databaseCpu, 2),
      whole(refused + lost + twice + outOfOrder),
    ];
  });
  const share = ({ p50, p95 }: Latency) => `${fixed(p50, 1)} / ${fixed(p95, 1)}`;
  return [
    '## Several processes on one PostgreSQL',
    'As fast as 50 webhooks in flight allow, given out in turn; the Graph answers at once. One run each.',
    table(['processes', 'messages/s', 'ack p50 / p99 ms', 'reply p50 / p99 ms', 'CPU s', 'PostgreSQL CPU s', 'faults'], rows),
    '## Beside a crowd',
    `One process on PostgreSQL. ${whole(fair.crowd)} messages of one organization, ${whole(fair.crowdSeconds)} s until the last was answered (${whole(fair.crowdLost)} lost); another’s people write 10 messages a second meanwhile.`,
    table(
      ['the other’s reply', 'p50 / p95 ms'],
      [
        ['alone', share(fair.alone)],
        ['beside the crowd', share(fair.beside)],
      ],
    ),
  ];
}

function startTable(results: Results): string {
  const rows = results.rested.map(({ program, memory }) => {
    const own = visits(results, program);
    const first = whole(median(own.map((visit) => visit.firstReadyMs)));
    const second = whole(median(own.map((visit) => visit.secondReadyMs)));
    return [titleOf(results, program), first, second, whole(memory)];
  });
  return table(['', 'first start, ready ms', 'second start, ready ms', 'RSS at rest MB'], rows);
}

function statusTable(results: Results): string {
  const rows = results.rested.map(({ program, statuses }) => [
    titleOf(results, program),
    whole(statuses.perSecond),
    whole(statuses.perSecondSettled),
    ...latencies([statuses]),
    ...costs([statuses]),
  ]);
  return table(
    [
      '',
      'messages/s',
      'with all statuses taken',
      'ack p50 / p99 ms',
      'reply p50 / p99 ms',
      'CPU s',
      'PostgreSQL CPU s',
      'RSS peak / after MB',
    ],
    rows,
  );
}

function correctnessTable(results: Results): string {
  const rows = results.programs.map((program) => {
    const { refused, lost, twice, outOfOrder } = faultsOf(results, program.name);
    const warnings = visits(results, program.name).reduce((sum, visit) => sum + visit.troubles.length, 0);
    const found = allTrials(results, program.name);
    const sum = (count: (trial: Trial) => number) => found.reduce((all, trial) => all + count(trial), 0);
    const counts = [sum((trial) => trial.messages), refused, lost, twice, outOfOrder, warnings, sum((trial) => trial.reads)];
    return [program.title, ...counts.map(whole)];
  });
  return table(['', 'messages', 'refused', 'lost', 'twice', 'out of order', 'warnings in the log', 'read marks'], rows);
}

function aimTable(results: Results): string {
  const verdict = (met: boolean | null) => (met === null ? '–' : met ? 'met' : 'NOT MET');
  return table(
    ['aim', 'found', ''],
    judge(results).map(({ says, found, met }) => [says, found, verdict(met)]),
  );
}

function titleOf(results: Results, name: Program['name']): string {
  return results.programs.find((program) => program.name === name)?.title ?? name;
}
