import { Database } from '#platform/db/database.ts';
import type { Engine } from '#platform/db/statement.ts';
import type { Program } from '#tests/kit/program.ts';
import { judge, type Verdict } from './judge.ts';
import { type Load, type Writer, wait, write } from './load.ts';
import { type Options, settle, type World } from './world.ts';

/** What a scenario found: one line of what happened, and what must hold. */
export interface Outcome {
  readonly happened: string;
  readonly verdicts: readonly Verdict[];
}

/** Something that goes wrong, and all that is done about it. */
export interface Blow {
  readonly name: string;
  strike(): Promise<void>;
}

interface Scenario {
  /** Where failed sends are asked for; it may change with a blow. */
  url(): string;
  readonly load: Load;
  /** While everybody writes; what it returns must hold too. */
  meanwhile(): Promise<Verdict[]>;
  /** Those that must end in order when asked. */
  programs(): readonly Program[];
  openDatabase(): Promise<Engine>;
}

/** Everybody writes, things go wrong meanwhile, everything settles, the programs end, and what is left is judged. */
export async function play(world: World, { url, load, meanwhile, programs, openDatabase }: Scenario): Promise<Outcome> {
  const writing = write(world.graph, world.crowd, load);
  // Whoever was in the middle of a flow goes through it to its end, and may wait for what is in doubt.
  const [found] = await Promise.all([meanwhile(), wait(Math.max(0, load.endsAt - Date.now()))]);
  const left = await settle(world, url(), writing);
  const codes: (number | null)[] = [];
  for (const program of programs()) {
    program.child.kill('SIGTERM');
    codes.push((await program.ended).code);
  }
  const database = new Database(await openDatabase());
  const verdicts = await judge(world.graph, world.crowd, database).finally(() => database.close());
  const { echoed, inNeed, asked } = world.crowd;
  const count = (writers: readonly Writer[]) => writers.reduce((sum, { taken }) => sum + taken.length, 0);
  return {
    happened: `${count(echoed)} messages echoed, ${count(inNeed)} cries for help, ${count(asked)} answers to a flow; ${world.graph.duplicates.length} doubtful ones sent twice, ${left.byHand} settled by a person; all of it ${left.seconds} s after the last message`,
    verdicts: [
      ...found,
      ...verdicts,
      { sentence: 'everything settled in time', faults: left.faults },
      {
        sentence: 'what still ran ended in order when asked',
        faults: codes.filter((code) => code !== 0).map((code) => `exit code ${code}`),
      },
    ],
  };
}

/** Strikes each blow `rounds` times, in an order and at moments of chance within the time there is. */
export async function strikeAll(blows: readonly Blow[], { random, endsAt }: Load, { rounds, printLog }: Options): Promise<string[]> {
  const order = Array.from({ length: rounds }, () => blows)
    .flat()
    .map((blow) => ({ blow, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ blow }) => blow);
  const struck: string[] = [];
  for (const [index, blow] of order.entries()) {
    const span = Math.max(0, endsAt - Date.now()) / (order.length - index);
    await new Promise((resolve) => setTimeout(resolve, span * (0.1 + 0.7 * random())));
    const began = Date.now();
    await blow.strike();
    struck.push(`${blow.name} (${Date.now() - began} ms)`);
    if (printLog) console.log(struck.at(-1));
  }
  return struck;
}
