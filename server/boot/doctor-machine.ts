import { statfsSync, statSync } from 'node:fs';
import type { Config } from '#platform/config.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';
import { keyFile } from '#platform/key-files.ts';
import { type Finding, fine, look, wrong } from './finding.ts';

/** Below the first the disk should be looked at; below the second webhooks will soon be refused. */
const freeMegabytesLow = 2048;
const freeMegabytesLeast = 256;

/** What can be said without a database: settings, the data folder, the disk. */
export function examineMachine(config: Config): readonly Finding[] {
  return [
    fine('program', `Node.js ${process.version} on ${process.platform}.`),
    ...examineSettings(config),
    ...examineAddress(config),
    ...examineFolder(config.dataFolder),
    examineDisk(config.dataFolder),
  ];
}

function examineSettings({ environment, publicUrl, databaseUrl, secretKeyFrom }: Config): readonly Finding[] {
  const findings = [fine('settings', `Every setting can be read; NODE_ENV is ${environment}.`)];
  const isPublic = publicUrl?.startsWith('https:') ?? false;
  if (environment !== 'production' && isPublic)
    findings.push(
      look('settings', 'It is reached from outside, and NODE_ENV is not production.', 'Set NODE_ENV=production and BARAZA_SECRET_KEY.'),
    );
  if (databaseUrl !== null && secretKeyFrom === 'folder')
    findings.push(
      look(
        'settings',
        'The secret key lies in the data folder and the data does not.',
        'Give the key in BARAZA_SECRET_KEY, so that it does not go with this machine.',
      ),
    );
  return findings;
}

function examineAddress({ publicUrl, host, port }: Config): readonly Finding[] {
  const advice = 'Set PUBLIC_URL to the https address under which this server is reached from the internet.';
  if (publicUrl === null)
    return [look('address', `PUBLIC_URL is not set; links name http://${host}:${port}, which providers cannot call.`, advice)];
  const url = new URL(publicUrl);
  if (url.protocol !== 'https:')
    return [look('address', `${publicUrl} is not https: providers do not call it, and cookies travel openly.`, advice)];
  if (isPrivateHost(url)) return [look('address', `${publicUrl} is on a private network.`, advice)];
  return [fine('address', `People and providers reach it at ${publicUrl}.`)];
}

function examineFolder(folder: string): readonly Finding[] {
  return [
    examineMode(folder, { what: 'The data folder', most: 0o700 }),
    ...(statSync(keyFile(folder), { throwIfNoEntry: false })
      ? [examineMode(keyFile(folder), { what: 'The secret key', most: 0o600 })]
      : []),
  ];
}

/** Nobody but its owner may have a right to it. */
function examineMode(path: string, { what, most }: { what: string; most: number }): Finding {
  const { mode, uid } = statSync(path);
  const rights = mode & 0o777;
  const own = process.getuid?.();
  if ((rights & ~most) !== 0)
    return wrong(
      'data folder',
      `${what} (${path}) is open to others on this machine: its mode is ${rights.toString(8)}.`,
      `chmod ${most.toString(8)} ${path}`,
    );
  if (own !== undefined && own !== uid)
    return look('data folder', `${what} (${path}) belongs to another user of this machine.`, 'Run the commands as the user of the server.');
  return fine('data folder', `${what} is its owner's alone.`);
}

function examineDisk(folder: string): Finding {
  const { bavail, bsize, blocks } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  const text = `${free} MiB of the disk are free (${Math.round((100 * bavail) / Math.max(1, blocks))} %).`;
  const advice =
    'Make room, or move the data folder to a larger disk. When it is full, webhooks are refused with 503 until there is room again.';
  if (free < freeMegabytesLeast) return wrong('disk', text, advice);
  return free < freeMegabytesLow ? look('disk', text, advice) : fine('disk', text);
}
