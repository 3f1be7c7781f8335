import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectFolder } from '#platform/program.ts';
import { openDrill, writeProvision } from '#tests/kit/drill.ts';
import { environmentFor, type Program, startProgram } from '#tests/kit/program.ts';
import { startFakeGraph } from '#tools/fake-graph/server.ts';

/** The drill: a backup while the server works, the machine is lost, another one takes its place. As an operator does it, with real processes. */
const { folder, started } = openDrill('drill');

const key = 'brz_drill_00000000000000000000000000';
const data = join(folder, 'data');
const other = join(folder, 'other');
const settings = (dataFolder: string) => ({ BARAZA_DATA_DIR: dataFolder, PORT: '0', LOG_LEVEL: 'warn' });

async function start(dataFolder: string, more: Record<string, string> = {}): Promise<Program> {
  const program = await startProgram(['server/main.ts'], { ...settings(dataFolder), ...more });
  started.push(program.child);
  return program;
}

function baraza(dataFolder: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/cli/main.ts', ...words], {
    cwd: projectFolder,
    env: environmentFor(settings(dataFolder)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (said += part));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

async function ask(program: Program, method: string, path: string, body?: unknown): Promise<Record<string, never> & { items: never[] }> {
  const answer = await fetch(`${program.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as never;
}

/** What was decided to be said, sent or not. */
async function textsOut(program: Program): Promise<string[]> {
  const conversations = (await ask(program, 'GET', '/api/conversations')).items as { id: string }[];
  const pages = await Promise.all(conversations.map(({ id }) => ask(program, 'GET', `/api/conversations/${id}/messages`)));
  const messages = pages.flatMap(({ items }) => items as { direction: string; text: string }[]);
  return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
}

it('a lost machine is replaced from its backup; nothing is sent until a person says so, and nothing twice; who was erased since is erased again', {
  timeout: 600_000,
}, async () => {
  const graph = await startFakeGraph({ seed: 1, statuses: 'none' });
  const provision = writeProvision(folder, graph, { apiKeys: [{ name: 'ops', key }] });

  const lost = await start(data, { BARAZA_PROVISION: provision });
  const hook = (program: Program) => graph.setWebhook(`${program.url}/webhooks/whatsapp`);
  hook(lost);
  const [amina, juma, zawadi] = ['447700900123', '447700900124', '447700900125'] as const;
  await graph.receiveText({ from: amina, text: 'Habari' });
  await graph.waitFor(({ sent }) => sent.length === 1, 60_000);
  await graph.receiveText({ from: zawadi, name: 'Zawadi Mwangi', text: 'two samosas' });
  await graph.waitFor(({ sent }) => sent.length === 2, 60_000);
  const file = await fetch(`${lost.url}/api/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/plain' },
    body: 'opening hours',
  });
  expect(file.status).toBe(201);
  // Waiting to be sent when the backup is made; sent by the lost machine afterwards.
  graph.setFaultRates({ server_error: 1 });
  await graph.receiveText({ from: juma, text: 'hello' });
  await expect.poll(() => textsOut(lost), { timeout: 60_000 }).toContain('echo: hello');
  const made = await baraza(data, 'backup', '--into', join(folder, 'backups'));
  expect(made.said).toMatch(/The backup is .+baraza-\d{8}T\d{6}Z\n/);
  expect(made.code).toBe(0);
  graph.setFaultRates({});
  // However long its pauses have grown meanwhile: now.
  const [line] = (await ask(lost, 'GET', '/api/channels')).items as { id: string }[];
  await ask(lost, 'POST', `/api/channels/${line?.id}/enable`);
  await graph.waitFor(({ sent }) => sent.length === 3, 60_000);
  // Somebody is erased after the backup was made.
  const people = (await ask(lost, 'GET', '/api/contacts')).items as { id: string }[];
  const erasedId = people.find((person) => JSON.stringify(person).includes('Zawadi Mwangi'))?.id ?? '';
  const erased = await baraza(data, 'erase', '--organization', 'demo', '--contact', erasedId);
  expect([erased.code, erased.said]).toEqual([0, expect.stringContaining('The contact is erased')]);
  expect(await textsOut(lost)).not.toContain('echo: two samosas');
  const nobody = await baraza(data, 'erase', '--organization', 'demo', '--contact', erasedId);
  expect([nobody.code, nobody.said]).toEqual([1, expect.stringContaining(`has no contact ${erasedId}`)]);
  lost.child.kill('SIGKILL');

  const [name = ''] = readdirSync(join(folder, 'backups'));
  const from = join(folder, 'backups', name);
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  // With another key it is refused and nothing is made.
  const refused = await baraza(other, 'restore', '--from', from);
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('Put the right key there')]);
  copyFileSync(join(data, 'secret.key'), join(other, 'secret.key'));
  const restored = await baraza(other, 'restore', '--from', from);
  expect(restored.said).toMatch(/each read back and compared, and 1 files/);
  expect(restored.code).toBe(0);
  expect(restored.said).toContain('Put erased.jsonl of the installation it comes from');
  copyFileSync(join(data, 'erased.jsonl'), join(other, 'erased.jsonl'));
  const again = await baraza(other, 'restore', '--from', from);
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('There are organizations or accounts in this database already')]);

  const program = await start(other);
  hook(program);
  // The backup has them, and the start has erased them again.
  expect(((await ask(program, 'GET', '/api/contacts')).items as { id: string }[]).map(({ id }) => id)).not.toContain(erasedId);
  expect(await textsOut(program)).not.toContain('echo: two samosas');
  const { items } = await ask(program, 'GET', '/api/channels');
  expect(items[0]).toMatchObject({ state: 'paused', trouble: { code: 'restored', advice: expect.stringContaining('baraza -- resume') } });
  expect((await ask(program, 'GET', '/api/notices')).items).toEqual([expect.objectContaining({ kind: 'channels.paused' })]);
  // What comes in is taken and decided; nothing goes out.
  expect((await graph.receiveText({ from: amina, text: 'still there?' })).status).toBe(200);
  await expect.poll(() => textsOut(program), { timeout: 60_000 }).toContain('echo: still there?');
  const failed = (await ask(program, 'GET', '/api/failed-sends')).items;
  expect(failed).toEqual([expect.objectContaining({ text: 'echo: hello', status: 'uncertain' })]);
  expect(graph.sent).toHaveLength(3);

  const resumed = await baraza(other, 'resume');
  expect([resumed.code, resumed.said]).toEqual([0, expect.stringContaining('Line sends again.')]);
  await graph.waitFor(({ sent }) => sent.length === 4, 60_000);
  expect(graph.sent.map(({ to, text }) => [to, text])).toEqual([
    [amina, 'echo: Habari'],
    [zawadi, 'echo: two samosas'],
    [juma, 'echo: hello'],
    [amina, 'echo: still there?'],
  ]);
  // The file came along.
  const { id } = (await file.json()) as { id: string };
  const link = (await ask(program, 'POST', `/api/files/${id}/links`)) as { url?: string };
  expect(await (await fetch(new URL(link.url ?? '', program.url))).text()).toBe('opening hours');
  console.log(`${made.said}\n${restored.said}`);
  await graph.close();
  expect(readFileSync(join(from, 'manifest.json'), 'utf8')).not.toContain('echo');
});
