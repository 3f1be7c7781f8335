import { machineMs } from './clock.ts';
import type { Size } from './options.ts';
import { type Home, makeHome, type Program, type ProgramName, startProgram, troubles } from './programs.ts';
import { type Bench, type Load, runTrial, type Trial } from './trial.ts';

/** The loads of a visit, in their order. `cold` is the warm-up: its figures stand apart and are compared with nothing. */
export type LoadName = 'cold' | 'instant' | 'slow' | 'steady' | 'brisk';

export interface Visit {
  readonly firstReadyMs: number;
  /** Of a start on what the first one left behind. */
  readonly secondReadyMs: number;
  readonly trials: Partial<Readonly<Record<LoadName, Trial>>>;
  /** Warnings and errors the program logged. */
  readonly troubles: readonly string[];
}

export type Round = Partial<Readonly<Record<ProgramName, Visit>>>;

export interface Rounds {
  readonly rounds: readonly Round[];
  /** What the last visits of Baraza left behind, for a start on data. The caller removes them. */
  readonly homes: readonly Home[];
}

/** All programs, one after the other, and again, so that a slow minute of the machine meets every one of them. */
export async function runRounds(bench: Bench, programs: readonly Program[], size: Size): Promise<Rounds> {
  const rounds: Round[] = [];
  let homes: readonly Home[] = [];
  let longestMs = 0;
  const latest = machineMs() + size.minutesOfRounds * 60_000;
  while (rounds.length < size.rounds && machineMs() + longestMs < latest) {
    for (const home of homes) await home.remove();
    const began = machineMs();
    const done = await runRound(bench, programs, loadsOf(size, rounds.length < size.steadyRounds));
    longestMs = Math.max(longestMs, machineMs() - began);
    homes = done.homes;
    rounds.push(done.round);
  }
  return { rounds, homes };
}

async function runRound(
  bench: Bench,
  programs: readonly Program[],
  loads: readonly [LoadName, Load][],
): Promise<{ round: Round; homes: Home[] }> {
  const round: { [K in ProgramName]?: Visit } = {};
  const homes: Home[] = [];
  for (const program of programs) {
    const home = await makeHome(program, bench.folder, bench.databases);
    const done = await visit(bench, home, loads);
    round[program.name] = done;
    if (program.baraza) homes.push(home);
    else await home.remove();
    console.error(`${program.title}: ${sayRates(done)}`);
  }
  return { round, homes };
}

function loadsOf({ contacts, perContact, steadySeconds }: Size, steady: boolean): [LoadName, Load][] {
  const closed = { contacts, perContact, perSecond: null };
  const loads: [LoadName, Load][] = [
    ['cold', { ...closed, kind: 'instant' }],
    ['instant', { ...closed, kind: 'instant' }],
    ['slow', { ...closed, kind: 'slow' }],
  ];
  const open = (perSecond: number): Load => ({ kind: 'slow', contacts, perContact: (perSecond * steadySeconds) / contacts, perSecond });
  if (steady) loads.push(['steady', open(100)], ['brisk', open(200)]);
  return loads;
}

async function visit(bench: Bench, home: Home, loads: readonly [LoadName, Load][]): Promise<Visit> {
  const running = await startProgram(home, bench.graph.urls);
  const trials: { [K in LoadName]?: Trial } = {};
  for (const [name, load] of loads) trials[name] = await runTrial(bench, home, running, load);
  await running.stop();
  return { firstReadyMs: running.readyMs, secondReadyMs: await startAgain(bench, home), trials, troubles: troubles(home) };
}

/** A ceiling makes its tables at each start, so it has no second one. */
async function startAgain(bench: Bench, home: Home): Promise<number> {
  if (!home.program.baraza) return Number.NaN;
  const again = await startProgram(home, bench.graph.urls);
  await again.stop();
  return again.readyMs;
}

function sayRates({ trials, troubles: found }: Visit): string {
  const rates = Object.entries(trials).map(([name, trial]) => `${name} ${Math.round(trial.perSecond)}/s`);
  return [...rates, ...(found.length > 0 ? [`${found.length} warnings, the first: ${found[0]}`] : [])].join(', ');
}
