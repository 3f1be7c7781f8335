import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDebianMirror } from './apt-mirror.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apt-'));
  mkdirSync(join(folder, 'sources.list.d'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('the Debian mirror of this machine', () => {
  it('is read from one-line sources, past comments, options and the security archive', () => {
    write(
      'sources.list',
      [
        '# deb http://old.example/debian bookworm main',
        'deb-src http://source.example/debian bookworm main',
        'deb http://mirror.example/debian-security bookworm-security main',
        'deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian/ bookworm main',
      ].join('\n'),
    );
    expect(findDebianMirror(folder)).toBe('http://mirror.example/debian');
  });

  it('is read from stanzas, past disabled ones and other products', () => {
    write('sources.list.d/a-product.sources', 'Types: deb\nURIs: https://product.example/apt\nSuites: stable\n');
    write(
      'sources.list.d/debian.sources',
      'Types: deb\nEnabled: no\nURIs: http://off.example/debian\n\nTypes: deb deb-src\n# a comment\nURIs: http://mirror.example/debian\nSuites: bookworm\n',
    );
    expect(findDebianMirror(folder)).toBe('http://mirror.example/debian');
  });

  it('is found behind the list that cloud images use', () => {
    write('mirrors.list', '# nearest\nhttps://cloud.example/debian\n');
    write('sources.list.d/debian.sources', `Types: deb\nURIs: mirror+file:${join(folder, 'mirrors.list')}\nSuites: bookworm\n`);
    expect(findDebianMirror(folder)).toBe('https://cloud.example/debian');
  });

  it('is not known on another distribution or without apt', () => {
    write('sources.list', 'deb http://archive.example/ubuntu noble main\n');
    expect(findDebianMirror(folder)).toBeNull();
    expect(findDebianMirror(join(folder, 'nowhere'))).toBeNull();
  });
});
