import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '#platform/program.ts';
import { openDrill, writeProvision } from '#tests/kit/drill.ts';
import { type Program, startProgram } from '#tests/kit/program.ts';
import { testServerUrl } from '#tests/kit/server-url.ts';
import { startFakeGraph } from '#tools/fake-graph/server.ts';

/**
 * An upgrade as an operator does it: processes of the last release go on beside one of this version, on the schema it has brought. The last release is what git has of the commit
 * that tests/lists/testdata/last-release.json names; where the history does not reach so far, this is left out.
 */
const { commit } = JSON.parse(readFileSync(join(projectFolder, 'tests/lists/testdata/last-release.json'), 'utf8')) as { commit: string };
const isKept = spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: projectFolder }).status === 0;
if (testServerUrl && !isKept) console.log(`Left out: this copy of the project has no history back to ${commit}, the last release.`);

describe.skipIf(!testServerUrl || !isKept)('processes of the last release', { timeout: 300_000 }, () => {
  const { folder, started } = openDrill('upgrade');
  const name = `baraza_upgrade_${process.pid}`;
  const url = Object.assign(new URL(testServerUrl ?? 'postgres://none'), { pathname: `/${name}` }).href;
  const asServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: testServerUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const old = join(folder, 'old');
  beforeAll(async () => {
    await asServer(`create database ${name}`);
    mkdirSync(old);
    const archive = execFileSync('git', ['archive', '--format=tar', commit], { cwd: projectFolder, maxBuffer: 2 ** 30 });
    execFileSync('tar', ['-x', '-C', old], { input: archive });
    symlinkSync(join(projectFolder, 'node_modules'), join(old, 'node_modules'));
  }, 60_000);
  afterAll(() => asServer(`drop database if exists ${name} with (force)`));

  const start = async (main: string, more: Record<string, string>): Promise<Program> => {
    const program = await startProgram([main], {
      DATABASE_URL: url,
      BARAZA_SECRET_KEY: Buffer.alloc(32, 5).toString('base64'),
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...more,
    });
    started.push(program.child);
    return program;
  };

  it('go on when this version has migrated, and after it has gone again: they take, decide and send as before', async () => {
    const graph = await startFakeGraph({ seed: 1 });
    const before = await start(join(old, 'server/main.ts'), {
      BARAZA_DATA_DIR: join(folder, 'before'),
      BARAZA_PROVISION: writeProvision(folder, graph),
    });
    const [amina, juma] = ['447700900123', '447700900124'] as const;
    const says = async (program: Program, from: string, text: string) => {
      graph.setWebhook(`${program.url}/webhooks/whatsapp`);
      expect((await graph.receiveText({ from, text })).status).toBe(200);
      await graph.waitFor(({ sent }) => sent.some((one) => one.to === from && one.text === `echo: ${text}`), 60_000);
    };
    await says(before, amina, 'one');
    const after = await start('server/main.ts', { BARAZA_DATA_DIR: join(folder, 'after') });
    await says(after, amina, 'two');
    await says(before, amina, 'three');
    await says(before, juma, 'four');
    await says(after, juma, 'five');
    after.child.kill('SIGTERM');
    await after.ended;
    // A process of the last release may also be started anew: what it does not know of the schema is none of its business.
    before.child.kill('SIGTERM');
    await before.ended;
    const again = await start(join(old, 'server/main.ts'), { BARAZA_DATA_DIR: join(folder, 'again') });
    await says(again, amina, 'six');
    expect(graph.sent.map(({ to, text }) => [to, text])).toEqual([
      [amina, 'echo: one'],
      [amina, 'echo: two'],
      [amina, 'echo: three'],
      [juma, 'echo: four'],
      [juma, 'echo: five'],
      [amina, 'echo: six'],
    ]);
    // Nothing is logged that should not be: no statement of theirs was refused.
    expect(before.printed()).not.toMatch(/"level":50/);
    await graph.close();
  });
});
