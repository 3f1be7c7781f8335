import { join } from 'node:path';
import { openEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';
import { descendants, isAlive } from '#tests/kit/program.ts';
import { type Outcome, play, strikeAll } from './scenario.ts';
import { freePort, type Options, publishFlow, type World } from './world.ts';

/** One process on the embedded database, killed again and again: the start after each shows that the dead one's lock is recognised. */
export async function embedded(world: World, options: Options): Promise<Outcome> {
  const { graph, random, folder } = world;
  const settings = { ...world.settings, PORT: String(await freePort()), BARAZA_DATA_DIR: join(folder, 'data') };
  let program = await world.start(settings);
  await publishFlow(program.url);
  graph.setWebhook(`${program.url}/webhooks/whatsapp`);
  const load = { perSecond: options.rate, endsAt: Date.now() + options.seconds * 1000, random };
  const orphans: number[] = [];

  async function kill(): Promise<void> {
    orphans.push(...descendants(program.child.pid ?? 0));
    // In the worst moment: the Graph has just taken a message, and nobody here knows it yet.
    const before = graph.sent.length;
    await graph.waitFor(({ sent }) => sent.length > before).catch(() => undefined);
    program.child.kill('SIGKILL');
    await program.ended;
    program = await world.start(settings);
  }
  return play(world, {
    url: () => program.url,
    load,
    async meanwhile() {
      const struck = await strikeAll([{ name: 'the program killed', strike: kill }], load, { ...options, rounds: options.rounds * 2 });
      console.log(`embedded: ${struck.join(', ')}`);
      return [{ sentence: 'no process is left behind', faults: orphans.filter(isAlive).map(String) }];
    },
    programs: () => [program],
    openDatabase: () => openEmbedded(join(folder, 'data', 'database'), createLog('silent')),
  });
}
