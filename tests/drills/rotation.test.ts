import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectFolder } from '#platform/program.ts';
import { environmentFor, startProgram } from '#tests/kit/program.ts';

/** `baraza secrets rotate` as an operator runs it: killed in the middle, run again, with the server and without. */

const folder = mkdtempSync(join(tmpdir(), 'brz-rotate-'));
/** What was started; nothing outlives the test, whatever becomes of it. */
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const apiKey = 'brz_rotation0000000000000000000000';
const channel = {
  type: 'whatsapp',
  name: 'Main line',
  phoneNumberId: '100000000000001',
  businessAccountId: '200000000000001',
  displayPhoneNumber: '15550001111',
  appSecret: 'app-secret',
  verifyToken: 'verify-token',
  accessToken: 'access-token',
  graphUrl: 'http://127.0.0.1:9',
  assistant: { kind: 'echo' },
};
const file = join(folder, 'provision.json');
writeFileSync(file, JSON.stringify({ organizations: [{ slug: 'demo', apiKeys: [{ name: 'ops', key: apiKey }], channels: [channel] }] }));
const data = join(folder, 'data');
const settings = { BARAZA_DATA_DIR: data, PORT: '0', LOG_LEVEL: 'error' };

/** Runs the command; with `dieAt` it is killed when it says that. */
function rotate(dieAt?: string): Promise<{ code: number | null; said: string }> {
  const words = ['--disable-warning=ExperimentalWarning', 'server/cli/main.ts', 'secrets', 'rotate', '--organization-keys'];
  const child = spawn(process.execPath, words, { cwd: projectFolder, env: environmentFor(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let said = '';
  const read = (part: string) => {
    said += part;
    if (dieAt !== undefined && said.includes(dieAt)) child.kill('SIGKILL');
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

/** The API key, the number's secrets and the verify token: all of it is found and opened. */
async function expectWorking(url: string): Promise<void> {
  const channels = await fetch(`${url}/api/channels`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(((await channels.json()) as { items: { secretsSet: string[] }[] }).items[0]?.secretsSet).toEqual([
    'appSecret',
    'verifyToken',
    'accessToken',
  ]);
  const handshake = `hub.mode=subscribe&hub.challenge=77&hub.verify_token=${channel.verifyToken}`;
  expect(await (await fetch(`${url}/webhooks/whatsapp?${handshake}`)).text()).toBe('77');
}

it('killed, run again, and once more while the server runs', { timeout: 180_000 }, async () => {
  const first = await startProgram(['server/main.ts'], { ...settings, BARAZA_PROVISION: file });
  started.push(first.child);
  first.child.kill('SIGTERM');
  await first.ended;
  const key = () => readFileSync(join(data, 'secret.key'), 'utf8');
  const old = key();

  const killed = await rotate('A new key was made');
  expect(killed.code).not.toBe(0);
  expect([key(), existsSync(join(data, 'secret.key.next'))]).toEqual([old, true]);

  const again = await rotate();
  expect(again.said).toContain('0 rows are left on the old key.');
  expect(again.code).toBe(0);
  expect(key()).not.toBe(old);

  const running = await startProgram(['server/main.ts'], settings);
  started.push(running.child);
  await expectWorking(running.url);
  const between = key();
  const beside = await rotate();
  expect([beside.code, beside.said.includes('0 rows are left on the old key.'), key() !== between]).toEqual([0, true, true]);
  await expectWorking(running.url);
  running.child.kill('SIGTERM');
  await running.ended;
});
