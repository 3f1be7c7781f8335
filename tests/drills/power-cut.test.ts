import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDrill, writeProvision } from '#tests/kit/drill.ts';
import { type Program, startProgram } from '#tests/kit/program.ts';
import { startFakeGraph } from '#tools/fake-graph/server.ts';

/**
 * What a power cut leaves of the embedded database: the journal, which was synced before each 200, and of the database's own files only what
 * was synced before. The rest is taken away here by hand, because no test can cut the power of the disk it stands on.
 */
const { folder, started } = openDrill('power');
const data = join(folder, 'data');

async function start(): Promise<Program> {
  const settings = { PORT: '0', BARAZA_DATA_DIR: data, BARAZA_PROVISION: join(folder, 'provision.json'), LOG_LEVEL: 'warn' };
  const program = await startProgram(['server/main.ts'], settings);
  started.push(program.child);
  return program;
}

async function end(program: Program, signal: NodeJS.Signals): Promise<void> {
  program.child.kill(signal);
  await program.ended;
}

it('after a power cut everything that was answered 200 is there and answered, in order, though the database has lost it', {
  timeout: 300_000,
}, async () => {
  const graph = await startFakeGraph({ seed: 1, statuses: 'none' });
  writeProvision(folder, graph);
  await end(await start(), 'SIGTERM');
  // What was synced: everything up to the clean end.
  cpSync(join(data, 'database'), join(folder, 'synced'), { recursive: true });

  const program = await start();
  graph.setWebhook(`${program.url}/webhooks/whatsapp`);
  const people = ['447700900123', '447700900124'];
  for (const n of [1, 2, 3]) for (const from of people) expect((await graph.receiveText({ from, text: `${from}/${n}` })).status).toBe(200);
  await end(program, 'SIGKILL');
  renameSync(join(data, 'database'), join(folder, 'lost'));
  renameSync(join(folder, 'synced'), join(data, 'database'));
  graph.reset();

  await start();
  await graph.waitFor(({ sent }) => sent.length === 6, 60_000);
  for (const from of people) {
    expect(graph.sent.filter(({ to }) => to === from).map(({ text }) => text)).toEqual([1, 2, 3].map((n) => `echo: ${from}/${n}`));
  }
  await graph.close();
});
