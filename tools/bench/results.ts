import { addFaults, type Faults, noFaults } from './measure.ts';
import type { Program, ProgramName } from './programs.ts';
import type { Rested } from './rest.ts';
import type { LoadName, Round, Visit } from './rounds.ts';
import type { Shared } from './shared.ts';
import { median } from './statistics.ts';
import type { Trial } from './trial.ts';

/** Everything that was measured, and the questions a report asks of it. */
export interface Results {
  readonly programs: readonly Program[];
  readonly rounds: readonly Round[];
  readonly rested: readonly Rested[];
  /** Null: without PostgreSQL there is nothing to share. */
  readonly shared: Shared | null;
}

export function trials({ rounds }: Results, program: ProgramName, load: LoadName): Trial[] {
  return rounds.flatMap((round) => round[program]?.trials[load] ?? []);
}

export function visits({ rounds }: Results, program: ProgramName): Visit[] {
  return rounds.flatMap((round) => round[program] ?? []);
}

/** The median over the rounds; NaN where nothing was measured. */
export function middle<T>(found: readonly T[], figure: (trial: T) => number): number {
  return median(found.map(figure));
}

/** The median of the ratios, each made within one round. */
export function ratio({ rounds }: Results, load: LoadName, of: ProgramName, to: ProgramName): number {
  return median(
    rounds.flatMap((round) => {
      const [above, below] = [round[of]?.trials[load], round[to]?.trials[load]];
      return above && below ? [above.perSecond / below.perSecond] : [];
    }),
  );
}

/** Every load the program was under, in the rounds and after. */
export function allTrials(results: Results, program: ProgramName): Trial[] {
  const own = visits(results, program).flatMap((visit) => Object.values(visit.trials));
  const rested = results.rested.filter((one) => one.program === program).map((one) => one.statuses);
  return [...own, ...rested];
}

export function faultsOf(results: Results, program: ProgramName): Faults {
  return allTrials(results, program).reduce((sum, { faults }) => addFaults(sum, faults), noFaults);
}
