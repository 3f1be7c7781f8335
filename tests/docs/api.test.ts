import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import type { Tenant } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';

/** docs/running/api.md: what can be copied from it works. */

const app = await createTestApp();
const page = readFileSync(join(import.meta.dirname, '../../docs/running/api.md'), 'utf8');
let url: string;
let clinic: Tenant;
beforeAll(async () => {
  await app.server.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`;
  ({ clinic } = await app.reset());
  await seedConversation(app, clinic);
});
afterAll(() => app.server.close());

/** Runs a program with its text on standard input, and resolves with what it printed and how it ended. */
function run(program: string, words: string[], text: string): Promise<{ code: number | null; out: string }> {
  const child = spawn(program, words, { env: { ...process.env, BARAZA: url, KEY: clinic.apiKey } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (out += part));
  child.stdin.end(text);
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve({ code, out })));
}

const blocks = (fence: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${fence}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((found) => found[1] ?? '');

it('has examples with curl that do what they say, one after the other', async () => {
  const script = blocks('sh test');
  expect(script.length).toBeGreaterThan(4);
  const { code, out } = await run('bash', ['-euo', 'pipefail'], script.join('\n'));
  expect(code, out).toBe(0);
  expect(out).toContain('"slug":"clinic"');
  expect(out).toContain('"handler":"people"');
  expect(out).toContain('Your order is ready.');
});

it('has an example in Python that lists the contacts', async ({ skip }) => {
  const found = await run('python3', ['-'], blocks('python')[0] ?? '').catch(() => null);
  if (found === null) skip('There is no Python here.');
  expect(found?.code, found?.out).toBe(0);
  expect(found?.out).toContain('Amina');
});
