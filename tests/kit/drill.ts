import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { FakeGraph } from '#tools/fake-graph/server.ts';

/** A folder for a drill, and the processes it starts: both are gone when it ends, however that was. */
export function openDrill(name: string): { readonly folder: string; readonly started: ChildProcess[] } {
  const folder = mkdtempSync(join(tmpdir(), `baraza-${name}-`));
  const started: ChildProcess[] = [];
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, started };
}

/** A provisioning file for one organization with one number of the fake Graph, on which everything is echoed. Returns its path. */
export function writeProvision(folder: string, { url: graphUrl, plan }: FakeGraph, organization: object = {}): string {
  const { appSecret, verifyToken, accessToken, numbers } = plan;
  const secrets = { appSecret, verifyToken, accessToken };
  const channel = { type: 'whatsapp', name: 'Line', ...numbers[0], ...secrets, graphUrl, assistant: { kind: 'echo' } };
  const file = join(folder, 'provision.json');
  writeFileSync(file, JSON.stringify({ organizations: [{ slug: 'demo', name: 'Demo', ...organization, channels: [channel] }] }));
  return file;
}
