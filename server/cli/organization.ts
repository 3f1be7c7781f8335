import { resolve } from 'node:path';
import { renewInvitation } from '#organizations/index.ts';
import { BadCommand, readOptions } from '#platform/command-line.ts';
import type { RunningProgram } from '../boot/control.ts';
import { exportFromCopy, exportFromServer } from '../boot/export-organization.ts';
import { importOrganization } from '../boot/import-organization.ts';
import { run } from '../boot/run.ts';
import { type Environment, parseEnvironment, say } from './terminal.ts';

/** Throws `BadCommand`. */
export function readExportWish(words: readonly string[]): { slug: string; into: string } {
  const { organization, to } = readOptions(words, { organization: { type: 'string' }, to: { type: 'string' } });
  if (organization === undefined) throw new BadCommand('--organization SLUG is missing.');
  if (to === undefined) throw new BadCommand('--to FOLDER is missing.');
  return { slug: organization, into: resolve(to) };
}

/** Throws `BadCommand`. */
export function readImportWish(words: readonly string[]): { from: string; keyFile: string } {
  const { from, key } = readOptions(words, { from: { type: 'string' }, key: { type: 'string' } });
  if (from === undefined) throw new BadCommand('--from FOLDER is missing.');
  // Where "export" laid it.
  return { from: resolve(from), keyFile: resolve(key ?? `${resolve(from)}.key`) };
}

type OnProgram = (work: (program: Pick<RunningProgram, 'copyDatabase'>) => Promise<number>) => Promise<number>;

/** `baraza export`: one organization whole, while the server runs or not. */
export async function exportTo(wish: { slug: string; into: string }, onProgram: OnProgram): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const { config } = environment;
  if (config.databaseUrl !== null) {
    await exportFromServer(config, { ...wish, say });
    return 0;
  }
  return onProgram(async ({ copyDatabase }) => {
    await exportFromCopy(config, copyDatabase, { ...wish, say });
    return 0;
  });
}

/** `baraza import`: into an installation where others may be. Ends with 1 when files are missing. */
export async function importFrom(wish: { from: string; keyFile: string }): Promise<number> {
  const environment = parseEnvironment();
  if (!environment) return 1;
  const arrived = await importOrganization(environment.config, { ...wish, say });
  if (arrived.known > 0) say(`${arrived.known} members have an account here already, and are members at once.`);
  await invite(environment, arrived);
  if (arrived.keysEnded > 0) say(`${arrived.keysEnded} API keys count there only, and are revoked here: make new ones.`);
  if (arrived.incomingEnded > 0)
    say(`The addresses of ${arrived.incomingEnded} incoming webhooks count there only; they are disabled here: make new ones.`);
  for (const key of arrived.badFiles.slice(0, 20)) say(`A file of the export is missing or damaged: ${key}`);
  say(
    'It takes what comes in and sends nothing. When you are sure that the other installation does not send for it any more, run "npm run baraza -- resume".',
  );
  return arrived.badFiles.length > 0 ? 1 : 0;
}

/** Each gets a link by mail, where mails can be sent; the same is said here for whoever has to pass it on. */
async function invite(
  { config, read }: Environment,
  { organizationId, invitationIds }: { organizationId: string; invitationIds: readonly string[] },
) {
  if (invitationIds.length === 0) return;
  const own = await run({ ...config, logLevel: 'error' }, { listen: false, works: false, readEnvironment: read });
  try {
    const scope = await own.app.systemScope(organizationId, 'command');
    for (const id of invitationIds) {
      const { email, role, link, mailed } = await renewInvitation(scope, own.app.organizations, id);
      say(`${email} (${role}) is invited${mailed ? ' by mail' : ''}: ${link}`);
    }
    await own.app.organizations.mail.idle();
  } finally {
    await own.stop();
  }
}
