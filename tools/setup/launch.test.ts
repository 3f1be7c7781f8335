import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

// Real processes: what matters here is what the operating system does.
const folder = mkdtempSync(join(tmpdir(), 'baraza launch '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts `program` (source text) the way `npm start` starts the server, and reads what it prints. */
function start(
  program: string,
  secondsToStop = 10,
): { process: ChildProcess; printed: () => string; until(text: string): Promise<void>; ended: Promise<number | null> } {
  const file = join(folder, `program-${Math.random()}.mjs`);
  writeFileSync(file, program);
  const launcher = `
    import { standIn } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'launch.mjs')).href)};
    standIn(process.execPath, [${JSON.stringify(file)}, 'a word'], { secondsToStop: ${secondsToStop} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const waiting: (() => void)[] = [];
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const look of waiting) look();
  });
  const until = (wanted: string) =>
    new Promise<void>((resolve) => {
      const look = () => text.includes(wanted) && resolve();
      waiting.push(look);
      look();
    });
  return { process: child, printed: () => text, until, ended: new Promise((resolve) => child.on('close', resolve)) };
}

const server = `
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(7); });
  process.on('disconnect', () => { console.log('left alone'); process.exit(0); });
  console.log('ready');`;

describe('launching', () => {
  it('hands the words on and ends with the exit code of the program', async () => {
    const run = start('console.log(process.argv[2]); process.exitCode = 3;');
    expect(await run.ended).toBe(3);
    expect(run.printed()).toBe('a word\n');
  });

  it('passes a signal on and waits for the program', async () => {
    const run = start(server);
    await run.until('ready');
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(7);
    expect(run.printed()).toBe('ready\nasked to stop\n');
  });

  it('ends a program that does not stop', async () => {
    const run = start("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready');", 0.2);
    await run.until('ready');
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(128 + 9);
  });

  it('leaves no program behind when it is killed itself', async () => {
    const run = start(server);
    await run.until('ready');
    run.process.kill('SIGKILL');
    await run.until('left alone');
  });
});
