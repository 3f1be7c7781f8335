import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotServe } from '#tools/services/debian-folder.ts';
import { embedded } from './embedded.ts';
import { fullDisk } from './full-disk.ts';
import { scaled } from './scaled.ts';
import type { Outcome } from './scenario.ts';
import { type Options, openWorld, type World } from './world.ts';

/**
 * `npm run test:crash`: the real program under load while its processes, its servers, its connections, its disk and its provider fail. Afterwards nothing may be
 * lost, doubled, out of order or misdirected. All scenarios at once, in under two minutes; `--seconds 60 --rounds 4` to look longer, `--only scaled` for one.
 */
const scenarios: Readonly<Record<string, (world: World, options: Options) => Promise<Outcome>>> = { embedded, scaled, fullDisk };

const { values: given } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '12' },
    rate: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    'print-log': { type: 'boolean', default: false },
  },
});
const options: Options = {
  seconds: Number(given.seconds),
  rate: Number(given.rate),
  rounds: Number(given.rounds),
  seed: Number(given.seed),
  printLog: given['print-log'],
};
const chosen = Object.entries(scenarios).filter(([name]) => given.only === undefined || name === given.only);
if (chosen.length === 0) {
  console.error(`--only takes one of: ${Object.keys(scenarios).join(', ')}.`);
  process.exit(2);
}

// What was started is ended, mounted and made here is taken away, also when somebody has had enough.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'baraza-crash-'));
const results = await Promise.all(chosen.map(([name, scenario]) => runOne(name, scenario)));
for (const { lines } of results) for (const line of lines) console.log(line);
const sum = (of: 'passed' | 'failed') => results.reduce((all, result) => all + result[of], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, in ${Math.round((Date.now() - began) / 1000)} s (seed ${given.seed})`);
if (sum('failed') === 0) rmSync(folder, { recursive: true, force: true });
else console.log(`The data folders stay for a look: ${folder}`);
process.exit(sum('failed') === 0 ? 0 : 1);

interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly lines: readonly string[];
}

async function runOne(name: string, scenario: (world: World, options: Options) => Promise<Outcome>): Promise<Result> {
  const own = join(folder, name);
  mkdirSync(own);
  const world = await openWorld(own, options);
  try {
    const { happened, verdicts } = await scenario(world, options);
    const failed = verdicts.filter(({ faults }) => faults.length > 0).length;
    return { passed: verdicts.length - failed, failed, lines: ['', `== ${name}: ${happened}`, ...verdicts.flatMap(tell)] };
  } catch (error) {
    if (error instanceof CannotServe) return { passed: 0, failed: 0, lines: ['', `== ${name}: LEFT OUT. ${error.message}`] };
    return { passed: 0, failed: 1, lines: ['', `== ${name}: FAILED. ${(error as Error).stack}`] };
  } finally {
    await world.close();
  }
}

function tell({ sentence, faults }: Outcome['verdicts'][number]): string[] {
  const first = faults.slice(0, 5).map((fault) => `         ${fault}`);
  const more = faults.length > 5 ? [`         and ${faults.length - 5} more`] : [];
  return [`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${sentence}`, ...first, ...more];
}
