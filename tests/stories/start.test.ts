import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { eventually } from '#tests/kit/eventually.ts';
import { descendants, isAlive, type Program, startProgram } from '#tests/kit/program.ts';
import { startFakeGraph } from '#tools/fake-graph/server.ts';
import { startFakeModel } from '#tools/fake-model/server.ts';

// Real processes on a real folder: what matters here is what a person and the operating system see.
const folder = mkdtempSync(join(tmpdir(), 'baraza-start-'));
const provision = join(folder, 'provision.json');
const started: Program[] = [];
const settings = { PORT: '0', BARAZA_DATA_DIR: join(folder, 'data'), BARAZA_PROVISION: provision, LOG_LEVEL: 'warn' };
const start = async (own: Record<string, string> = {}): Promise<Program> => {
  const program = await startProgram(['tools/setup/start.mjs'], { ...settings, ...own });
  started.push(program);
  return program;
};
const stop = async (program: Program) => {
  const children = descendants(program.child.pid ?? 0);
  const began = performance.now();
  program.child.kill('SIGTERM');
  const { code } = await program.ended;
  return { code, seconds: (performance.now() - began) / 1000, children };
};

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm start', { timeout: 120_000 }, () => {
  test('makes its database, says where to go, answers a WhatsApp message, and ends within ten seconds leaving no child', async () => {
    const graph = await startFakeGraph({ seed: 1 });
    const [number] = graph.plan.numbers;
    const { appSecret, verifyToken, accessToken } = graph.plan;
    const channel = {
      type: 'whatsapp',
      name: 'Main line',
      ...number,
      appSecret,
      verifyToken,
      accessToken,
      graphUrl: graph.url,
      assistant: { kind: 'echo' },
    };
    const apiKeys = [{ name: 'ops', key: 'brz_ops_0000000000000000000000000000' }];
    const write = (more: object) =>
      writeFileSync(provision, JSON.stringify({ organizations: [{ slug: 'demo', name: 'Demo', apiKeys, channels: [channel], ...more }] }));
    write({});

    const program = await start();
    expect(program.printed()).toMatch(/Create the first account/);
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200);
    graph.setWebhook(`${program.url}/webhooks/whatsapp`);
    expect((await graph.verify()).ok).toBe(true);
    expect((await graph.receiveText({ from: '447700900123', text: 'Habari' })).status).toBe(200);
    await graph.waitFor(({ sent }) => sent[0]?.text === 'echo: Habari');
    const answer = await fetch(`${program.url}/api/contacts`, {
      headers: { authorization: 'Bearer brz_ops_0000000000000000000000000000' },
    });
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(1);

    const ended = await stop(program);
    expect(ended.code).toBe(0);
    expect(ended.seconds).toBeLessThan(10);
    // A helper of the build ends when its input does, a moment after us.
    await eventually(() => expect(ended.children.filter(isAlive)).toEqual([]));

    // What is loaded only when a model is asked must be found from the bundle too.
    const model = await startFakeModel();
    const provider = { name: 'main', preset: 'custom', baseUrl: model.url, key: model.key, model: 'small', contactText: true };
    write({ modelProviders: [provider], channels: [{ ...channel, assistant: { kind: 'model', provider: 'main', quietMs: 0 } }] });
    const again = await start();
    graph.setWebhook(`${again.url}/webhooks/whatsapp`);
    await graph.receiveText({ from: '447700900123', text: 'Unaendeleaje?' });
    // A model says first that it is a program.
    await graph.waitFor(({ sent }) => sent.at(-1)?.text?.endsWith('You said: Unaendeleaje?'));
    await model.close();
    console.log(`The first start was ready after ${program.readyMs} ms, the second after ${again.readyMs} ms.`);
    const kept = await fetch(`${again.url}/api/contacts`, { headers: { authorization: 'Bearer brz_ops_0000000000000000000000000000' } });
    expect(((await kept.json()) as { items: unknown[] }).items).toHaveLength(1);
    await stop(again);
    await graph.close();
  });

  test('a second one on the same folder is refused with one sentence; a lock left by SIGKILL is recognised at once', async () => {
    writeFileSync(provision, '{"organizations":[]}');
    const first = await start();
    const refused = await start().catch((error: Error) => error.message);
    expect(refused).toMatch(/cannot start:\n {2}- Another Baraza \(process \d+\) is using the data folder .+\n$/);
    expect(refused).not.toMatch(/ at .+\.ts:/);

    const [server] = descendants(first.child.pid ?? 0);
    process.kill(server ?? 0, 'SIGKILL');
    await first.ended;
    const next = await start();
    expect((await fetch(`${next.url}/health/ready`)).status).toBe(200);
    await stop(next);
  });

  test('a bad start names every fault and listens to nobody', async () => {
    const refused = await start({ PORT: 'eighty', LOG_LEVEL: 'loud', BARAZA_SECRET_KEY: 'short' }).catch((error: Error) => error.message);
    expect(refused).toMatch(/PORT must be/);
    expect(refused).toMatch(/LOG_LEVEL must be/);
    expect(refused).toMatch(/BARAZA_SECRET_KEY must be/);
  });
});
