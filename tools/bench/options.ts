import { BadCommand, readOptions as readWords } from '#platform/command-line.ts';
import { DATABASE_URL } from '../services/servers.ts';
import { type Program, type ProgramName, programs } from './programs.ts';

export interface Options {
  readonly programs: readonly Program[];
  /** A PostgreSQL on which databases may be made. */
  readonly databaseUrl: string;
  readonly quick: boolean;
  /** Write docs/running/benchmark.md. */
  readonly write: boolean;
  /** Profile this program instead of comparing. */
  readonly profile: Program | null;
  readonly size: Size;
}

/** How much is done. The whole takes about ten minutes, the quick one two. */
export interface Size {
  readonly rounds: number;
  readonly contacts: number;
  readonly perContact: number;
  /** Rounds that include the steady load, and how long it lasts. */
  readonly steadyRounds: number;
  readonly steadySeconds: number;
  /** After the second start, before memory is read. */
  readonly restSeconds: number;
  /** No round begins that would end after this. */
  readonly minutesOfRounds: number;
  /** Whatever happens, the end is here. */
  readonly minutesMax: number;
}

const whole: Size = {
  rounds: 5,
  contacts: 200,
  perContact: 10,
  steadyRounds: 3,
  steadySeconds: 20,
  restSeconds: 60,
  minutesOfRounds: 9.5,
  minutesMax: 12,
};
const quick: Size = {
  rounds: 2,
  contacts: 200,
  perContact: 10,
  steadyRounds: 1,
  steadySeconds: 5,
  restSeconds: 10,
  minutesOfRounds: 1.5,
  minutesMax: 3,
};

export const usage = `Usage: npm run bench -- [options]

  --quick                            about two minutes instead of ten
  --only embedded,postgresql,ceiling only some of the programs
  --write                            write docs/running/benchmark.md
  --profile embedded|postgresql      profile one program instead of comparing
  --database-url postgres://…        a PostgreSQL on which databases may be made
  --help                             show this
`;

/** Throws `BadCommand`. */
export function readOptions(words: readonly string[]): Options {
  const values = readWords(words, {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: 'embedded,postgresql,ceiling' },
    profile: { type: 'string' },
    'database-url': { type: 'string', default: process.env.BARAZA_TEST_DATABASE_URL ?? DATABASE_URL },
  });
  const profile = values.profile === undefined ? null : (namedPrograms(values.profile)[0] ?? null);
  return {
    programs: namedPrograms(values.only),
    databaseUrl: values['database-url'],
    quick: values.quick,
    write: values.write,
    profile,
    size: values.quick ? quick : whole,
  };
}

function namedPrograms(list: string): Program[] {
  const wanted = list.split(',').flatMap((name) => (name === 'ceiling' ? ['naive', 'batching'] : [name]));
  const unknown = wanted.find((name) => !programs.some((program) => program.name === name));
  if (unknown !== undefined) throw new BadCommand(`There is no program "${unknown}" to measure.`);
  return programs.filter(({ name }) => wanted.includes(name satisfies ProgramName));
}
