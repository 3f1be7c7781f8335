import type { FileLink } from '#contract/files.ts';
import { type Clock, later } from '#platform/clock.ts';
import { notFound } from '#platform/errors.ts';
import type { Download } from '#platform/files/download.ts';
import { findFiles } from '#platform/files/file-store.ts';
import type { Scope } from '#platform/scope.ts';
import { openFile, type Part, visibleFile } from './read-file.ts';
import type { FileTools } from './tools.ts';

/** Long enough to open a page and play what is in it, too short to be passed on. */
const linkSeconds = 15 * 60;
const place = { table: 'files', column: 'link', row: 'link' };

/** An address of the file for a browser, which sends no key with what a page shows. Made only for who may see the file. */
export async function linkFile(scope: Scope, tools: FileTools, id: string): Promise<FileLink> {
  await visibleFile(scope, id);
  return makeLink(scope, tools, id);
}

/** For whoever was found to be allowed to see it. */
export async function makeLink(scope: Scope, { publicUrl }: FileTools, id: string): Promise<FileLink> {
  const until = later(scope.clock.now(), linkSeconds);
  const sealed = scope.key.seal(place, JSON.stringify({ id, until: until.toISOString() }));
  const token = `${scope.organization.id}.${sealed}`;
  return { url: `${publicUrl()}/files/${token}`, expiresAt: until.toISOString() };
}

/** What a link leads to; 404 when it has ended, was changed, or the file is gone. */
export async function openLink(tools: FileTools, clock: Clock, { token, ...part }: Part & { token: string }): Promise<Download> {
  const { database, openKey } = tools;
  const [organizationId = ''] = token.split('.', 1);
  const link = await unseal(openKey, organizationId, token.slice(organizationId.length + 1));
  if (link === null || link.until <= clock.now().toISOString()) throw notFound('file');
  const [file] = await findFiles(database.of(organizationId), [link.id]);
  if (!file) throw notFound('file');
  return openFile(tools, file, part);
}

async function unseal(
  openKey: FileTools['openKey'],
  organizationId: string,
  sealed: string,
): Promise<{ id: string; until: string } | null> {
  if (!/^[0-9a-f-]{36}$/.test(organizationId)) return null;
  try {
    return JSON.parse((await openKey(organizationId)).open(place, sealed)) as { id: string; until: string };
  } catch {
    // Whatever is wrong with it, nobody is to learn more than that it leads nowhere.
    return null;
  }
}
