import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#platform/program.ts';

/** Baraza as a process of its own, as a person starts it. */
export interface Program {
  readonly child: ChildProcess;
  /** Where it said it listens. */
  readonly url: string;
  /** Milliseconds from the start until it said it was ready. */
  readonly readyMs: number;
  /** Resolves with exit code and signal when it has ended and closed its output. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Everything it printed so far. */
  printed(): string;
}

/** What the program would take from our own environment must not decide a test. */
const own = /^(PATH|HOME|TMPDIR|LANG|LC_.*|TZ)$/;

export function environmentFor(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => own.test(name));
  return { ...Object.fromEntries(kept), ...settings };
}

/** Starts `words` under this Node.js; rejects with all that was printed when it ends before it is ready. */
export async function startProgram(words: readonly string[], settings: Readonly<Record<string, string>>): Promise<Program> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: projectFolder,
    env: environmentFor(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  const url = await new Promise<string>((resolve, reject) => {
    const read = (part: string) => {
      text += part;
      const found = /ready at (http:\S+)/.exec(text);
      // Its last line, so that all it has to say is there.
      if (found && text.includes('Stop it:')) resolve(found[1] as string);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    void ended.then(() => reject(new Error(`It ended before it was ready:\n${text}`)));
  });
  return { child, url, readyMs: Math.round(performance.now() - began), ended, printed: () => text };
}

/** The processes below this one, by /proc (Linux); empty elsewhere. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(join('/proc', name, 'status'), 'utf8'))?.[1];
      if (parent) parents.set(Number(name), Number(parent));
    }
  } catch {
    // A process that ended while we looked; what was found is still right.
  }
  const below = (above: number): number[] =>
    [...parents].filter(([, parent]) => parent === above).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
