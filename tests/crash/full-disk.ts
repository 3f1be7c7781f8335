import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';
import { changeBody, messageValue } from '#tools/fake-graph/bodies.ts';
import { CannotServe } from '#tools/services/debian-folder.ts';
import type { Verdict } from './judge.ts';
import { wait } from './load.ts';
import { type Outcome, play } from './scenario.ts';
import { freePort, type Options, publishFlow, type World } from './world.ts';

/** Holds a new data folder (some 40 MB), what must stay free, and the journal and log of the load. */
const disk = '260m';
/** How long nothing can be written. */
const fullMs = 4000;

/** The embedded database on a small disk that something else fills to the last byte, and gives free again. Throws `CannotServe` where none can be mounted. */
export async function fullDisk(world: World, options: Options): Promise<Outcome> {
  const { graph, random, folder } = world;
  const place = join(folder, 'disk');
  mkdirSync(place);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${disk}`, 'none', place]);
  if (mounted.status !== 0) throw new CannotServe('A small disk (tmpfs) can be mounted by root on Linux only.');
  const unmount = () => void spawnSync('umount', ['-l', place]);
  process.once('exit', unmount);
  const data = join(place, 'data');
  const program = await world.start({ ...world.settings, PORT: String(await freePort()), BARAZA_DATA_DIR: data });
  await publishFlow(program.url);
  graph.setWebhook(`${program.url}/webhooks/whatsapp`);
  const load = { perSecond: options.rate, endsAt: Date.now() + options.seconds * 1000, random };
  const outcome = await play(world, {
    url: () => program.url,
    load,
    async meanwhile() {
      await wait(options.seconds * 300);
      const found = await whileFull(world, join(place, 'ballast'));
      console.log(`full disk: refused ${found.refused} times with 503`);
      return found.verdicts;
    },
    programs: () => [program],
    openDatabase: () => openEmbedded(join(data, 'database'), createLog('silent')),
  });
  unmount();
  return outcome;
}

/** Somebody writes while nothing can be written: told 503 each time; taken, and answered, when there is room again, by the same process. */
async function whileFull({ graph, crowd }: World, ballast: string): Promise<{ refused: number; verdicts: Verdict[] }> {
  fill(ballast);
  const [first] = crowd.echoed;
  if (!first) throw new Error('Nobody writes.');
  const { from, number } = { from: '447700906000', number: first.number };
  const text = `${from}/full`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = changeBody(number, messageValue({ from }, { id: 'wamid.full', timestamp, type: 'text', text: { body: text } }));
  const statuses: number[] = [];
  for (const endsAt = Date.now() + fullMs; Date.now() < endsAt; await wait(200)) statuses.push(await graph.deliver(body, { attempts: 1 }));
  rmSync(ballast);
  const after = await graph.deliver(body);
  const answered = await graph.waitFor(({ sent }) => sent.some((one) => one.text === `echo: ${text}`), 60_000).catch(() => false);
  crowd.echoed.push({ from, number, taken: after === 200 ? [text] : [] });
  const others = statuses.filter((status) => status !== 503);
  return {
    refused: statuses.length - others.length,
    verdicts: [
      { sentence: 'while the disk is full webhooks are answered 503', faults: others.map((status) => `answered ${status}`) },
      {
        sentence: 'when there is room again they are taken and answered, without a new start',
        faults: after === 200 && answered ? [] : [`taken with ${after}, ${answered ? 'answered' : 'not answered'}`],
      },
    ],
  };
}

/** To the last byte. */
function fill(path: string): void {
  for (const bytes of [1 << 20, 1 << 12]) {
    const chunk = Buffer.alloc(bytes, 1);
    try {
      for (;;) appendFileSync(path, chunk);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error;
    }
  }
}
