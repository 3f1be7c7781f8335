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
  /** Compare the program with itself without the safety gate instead. */
  readonly gate: boolean;
  /** Compare a turn with a step of a flow with a turn of the echo instead. */
  readonly flow: boolean;
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
  /** Single messages of the second organization before the crowd of the first, and how large that is. */
  readonly probes: number;
  readonly crowd: number;
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
  probes: 200,
  crowd: 50_000,
  restSeconds: 60,
  minutesOfRounds: 9.5,
  minutesMax: 15,
};
const quick: Size = {
  rounds: 2,
  contacts: 200,
  perContact: 10,
  steadyRounds: 1,
  steadySeconds: 5,
  probes: 50,
  crowd: 5000,
  restSeconds: 10,
  minutesOfRounds: 1.5,
  minutesMax: 4,
};

export const usage = `Usage: npm run bench -- [options]

  --quick                            about two minutes instead of ten
  --only embedded,postgresql,ceiling only some of the programs
  --write                            write docs/running/benchmark.md
  --gate                             what the safety gate costs: Baraza beside itself without it, in turns
  --flow                             what a step of a flow costs: beside the echo, in turns
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
    gate: { type: 'boolean', default: false },
    flow: { type: 'boolean', default: false },
    'database-url': { type: 'string', default: process.env.BARAZA_TEST_DATABASE_URL ?? DATABASE_URL },
  });
  const profile = values.profile === undefined ? null : (namedPrograms(values.profile)[0] ?? null);
  return {
    programs: namedPrograms(values.only),
    databaseUrl: values['database-url'],
    quick: values.quick,
    write: values.write,
    profile,
    gate: values.gate,
    flow: values.flow,
    // It makes a second bundle, and few trials.
    size: { ...(values.quick ? quick : whole), ...(values.gate ? { minutesMax: whole.minutesMax } : {}) },
  };
}

function namedPrograms(list: string): Program[] {
  const wanted = list.split(',').flatMap((name) => (name === 'ceiling' ? ['naive', 'batching'] : [name]));
  const unknown = wanted.find((name) => !programs.some((program) => program.name === name));
  if (unknown !== undefined) throw new BadCommand(`There is no program "${unknown}" to measure.`);
  return programs.filter(({ name }) => wanted.includes(name satisfies ProgramName));
}
