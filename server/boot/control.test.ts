import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BadStart } from '#platform/errors.ts';
import type { Log } from '#platform/log.ts';
import type { App } from './app.ts';
import { type Control, findRunning, socketPath, startControl } from './control.ts';

let folder: string;
let data: string;
let warnings: string[];
let opened: Control[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brz-'));
  vi.stubEnv('TMPDIR', folder);
  data = join(folder, 'data');
  warnings = [];
  opened = [];
});
afterEach(async () => {
  for (const one of opened) await one.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const log = { warn: (_details: unknown, sentence: string) => warnings.push(sentence) } as unknown as Log;
const start = async (dataFolder: string) => {
  const control = await startControl(dataFolder, {} as App, {
    shared: true,
    log,
    rotate: async () => undefined,
    checkChannels: async () => [],
    examine: async () => [],
    copyDatabase: async () => ({ folder: '', stillSeconds: 0 }),
    verifyAudit: async () => ({ chains: [], heads: 0, otherKeys: 0 }),
    erase: async () => ({ records: 1 }),
    resume: async () => ({ channels: [], subscriptions: 0 }),
  });
  opened.push(control);
  return control;
};

describe('the control socket', () => {
  it('is in the data folder, for its owner only, and gone at the end', async () => {
    const control = await start(data);
    expect(socketPath(data)).toBe(join(data, 'control.sock'));
    expect(statSync(socketPath(data)).mode & 0o777).toBe(0o600);
    expect(await findRunning(data)).not.toBeNull();
    await control.close();
    expect(existsSync(socketPath(data))).toBe(false);
    expect(await findRunning(data)).toBeNull();
  });

  it('takes the place of one that a killed program left', async () => {
    mkdirSync(data);
    writeFileSync(socketPath(data), '');
    await start(data);
    expect(lstatSync(socketPath(data)).isSocket()).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('of another program that answers is left to it: the second goes on without one', async () => {
    await start(data);
    const second = await start(data);
    expect(second.partner).toBeDefined();
    expect(warnings).toEqual([expect.stringMatching(/another program/)]);
    await second.close();
    expect(await findRunning(data)).not.toBeNull();
  });

  it('of a program that is started at the same moment, too', async () => {
    await Promise.all([start(data), start(data), start(data)]);
    expect(warnings).toHaveLength(2);
    expect(await findRunning(data)).not.toBeNull();
  });
});

describe('of a data folder too deep for a socket', () => {
  const deep = () => join(folder, 'd'.repeat(120));
  const makeOwn = (mode: number) => {
    mkdirSync(own());
    chmodSync(own(), mode);
  };
  const own = () => join(folder, `baraza-${process.getuid?.()}`);

  it('is in a folder of the user’s own', async () => {
    expect(await findRunning(deep())).toBeNull();
    await start(deep());
    expect(socketPath(deep())).toMatch(new RegExp(`^${own()}/[0-9a-f]{16}\\.sock$`));
    expect(statSync(own()).mode & 0o777).toBe(0o700);
    expect(await findRunning(deep())).not.toBeNull();
  });

  const squats: [string, () => void][] = [
    ['is open to others', () => makeOwn(0o755)],
    ['is a link', () => symlinkSync(mkdtempSync(join(folder, 'real-')), own())],
    ['is a file', () => writeFileSync(own(), '', { mode: 0o700 })],
  ];
  // Only root can give a folder away.
  if (process.getuid?.() === 0) {
    squats.push([
      'is somebody else’s',
      () => {
        makeOwn(0o700);
        chownSync(own(), 65534, 65534);
      },
    ]);
  }

  it.each(squats)('is refused when that folder %s', async (_name, squat) => {
    squat();
    for (const attempt of [start, findRunning]) {
      const error = await attempt(deep()).then(
        () => null,
        (fault: unknown) => fault,
      );
      expect(error).toBeInstanceOf(BadStart);
      expect((error as BadStart).faults).toEqual([expect.stringMatching(/baraza-\d+ .+ BARAZA_DATA_DIR /)]);
    }
  });

  it('is never asked for when the folder was made by somebody else to listen there', async () => {
    makeOwn(0o755);
    let asked = 0;
    const squatter = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => squatter.listen(socketPath(deep()), resolve));
    await expect(findRunning(deep())).rejects.toThrow(BadStart);
    await new Promise((resolve) => squatter.close(resolve));
    expect(asked).toBe(0);
  });
});
