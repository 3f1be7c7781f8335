import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDebianMirror } from './apt-mirror.ts';

/** Debian 13: the first release whose own packages hold PostgreSQL 17 with pgvector. Works from a Debian 12 machine. */
const RELEASE = 'trixie';
const PACKAGES = 'postgresql-17,postgresql-17-pgvector,redis-server';

/** Something a person can act on; shown as one sentence, without a stack. */
export class CannotServe extends Error {}

/**
 * Unpacks a small Debian with the servers into `<folder>/debian` and returns that path; done before, it costs nothing.
 * About half a minute and 700 MB the first time. An unpacking that was interrupted is thrown away and begun again.
 */
export function unpackDebian(folder: string): string {
  const debian = join(folder, 'debian');
  const complete = join(folder, 'complete');
  if (existsSync(complete) && readFileSync(complete, 'utf8') === `${RELEASE} ${PACKAGES}\n`) return debian;

  const mirror = requireMirror(folder);
  requireDebootstrap();
  rmSync(debian, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.error(`Unpacking PostgreSQL 17, pgvector and Redis into ${folder} (about half a minute, 700 MB, only this once) …`);
  const log = join(folder, 'debootstrap.log');
  const output = openSync(log, 'w');
  const ran = spawnSync('debootstrap', ['--variant=minbase', `--include=${PACKAGES}`, RELEASE, debian, mirror], {
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  if (ran.status !== 0) {
    throw new CannotServe(`PostgreSQL could not be unpacked: ${lastLine(log)} (the whole story is in ${log}).`);
  }
  writeFileSync(complete, `${RELEASE} ${PACKAGES}\n`);
  return debian;
}

function requireMirror(folder: string): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new CannotServe(
      'Unpacking PostgreSQL needs Linux and root: start your own PostgreSQL 15 or newer with pgvector and name it in BARAZA_TEST_DATABASE_URL.',
    );
  }
  if (/\s/.test(folder)) {
    throw new CannotServe(`debootstrap cannot work in a path with spaces (${folder}): set BARAZA_SERVICES_DIR to a folder without.`);
  }
  const mirror = findDebianMirror();
  if (mirror !== null) return mirror;
  throw new CannotServe(
    "This machine's apt sources name no Debian mirror to take PostgreSQL from: start your own PostgreSQL 15 or newer with pgvector and name it in BARAZA_TEST_DATABASE_URL.",
  );
}

function requireDebootstrap(): void {
  const installed = () => spawnSync('debootstrap', ['--version'], { stdio: 'ignore' }).status === 0;
  if (installed()) return;
  console.error('Installing debootstrap with apt-get …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]) => spawnSync('apt-get', ['-qq', ...words], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  // A fresh machine has no package lists, so the first attempt may fail only for that.
  const install = () => apt('install', '-y', '--no-install-recommends', 'debootstrap').status === 0;
  if (!install()) {
    apt('update');
    install();
  }
  if (!installed()) {
    throw new CannotServe(
      'debootstrap is missing and apt-get could not install it: install it by hand, or name a server in BARAZA_TEST_DATABASE_URL.',
    );
  }
}

function lastLine(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').at(-1) || 'debootstrap said nothing';
}
