import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotPrepare, findNode, type Machine, prepare } from './prepare.mjs';

let folder: string;
let said: string[];
let installs: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza set-up '));
  said = [];
  installs = 0;
  writeFileSync(join(folder, 'package.json'), '{"name":"x"}');
  writeFileSync(join(folder, 'package-lock.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A machine with Node 24 on which every installation works and brings nothing. */
function machine(changes: Partial<Machine> = {}): Machine {
  return {
    version: 'v24.1.0',
    executable: '/usr/bin/node',
    say: (sentence) => said.push(sentence),
    install: (where) => {
      installs += 1;
      mkdirSync(join(where, 'node_modules'), { recursive: true });
      return '';
    },
    placeNode: () => '',
    versionOf: () => 'v24.21.0',
    ...changes,
  };
}

const brought = () => join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
function bringNode(): string {
  mkdirSync(join(brought(), '..'), { recursive: true });
  writeFileSync(brought(), '');
  return '';
}

describe('dependencies', () => {
  it('are installed the first time, with one sentence, and not the second time', () => {
    prepare(folder, machine());
    expect(said).toHaveLength(1);
    prepare(folder, machine());
    expect(said).toHaveLength(1);
    expect(installs).toBe(1);
  });

  it.each(['package.json', 'package-lock.json'])('are installed again after %s changed', (name) => {
    prepare(folder, machine());
    writeFileSync(join(folder, name), '{"version":"2"}');
    prepare(folder, machine());
    expect(installs).toBe(2);
  });

  it('are installed again when node_modules was removed', () => {
    prepare(folder, machine());
    rmSync(join(folder, 'node_modules'), { recursive: true });
    prepare(folder, machine());
    expect(installs).toBe(2);
  });

  it('that cannot be installed stop the start with what npm said, and leave no stamp', () => {
    const broken = machine({ install: () => 'npm error ENOSPC' });
    expect(() => prepare(folder, broken)).toThrow(/could not be installed.*\nnpm error ENOSPC/);
    expect(existsSync(join(folder, 'node_modules', '.baraza-installed'))).toBe(false);
  });
});

describe('the Node.js that runs Baraza', () => {
  it('is the present one when that is 24 or newer', () => {
    expect(findNode(folder, machine({ version: 'v26.0.0' }))).toBe('/usr/bin/node');
  });

  it.each(['v18.20.0', 'v20.20.2', 'v22.12.0'])('is the one from the npm package when the present one is %s', (version) => {
    bringNode();
    expect(findNode(folder, machine({ version }))).toBe(brought());
  });

  it('is placed by us when npm skipped the install script of the package', () => {
    expect(findNode(folder, machine({ version: 'v20.20.2', placeNode: bringNode }))).toBe(brought());
  });

  it.each([
    ['is not there', () => ''],
    ['does not run here', bringNode],
  ])('is asked for in one sentence when the one from the package %s', (_case, placeNode) => {
    const old = machine({ version: 'v20.20.2', placeNode, versionOf: () => '' });
    expect(() => findNode(folder, old)).toThrow(CannotPrepare);
    expect(() => findNode(folder, old)).toThrow(
      /^Baraza needs Node\.js 24 or newer, this is v20\.20\.2 and .* install Node\.js 24 and run the same command again\.$/,
    );
  });
});
