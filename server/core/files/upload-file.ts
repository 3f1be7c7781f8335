import type { StoredFile } from '#contract/files.ts';
import { Refusal } from '#platform/errors.ts';
import { FileFault } from '#platform/files/file-fault.ts';
import type { TakenFile } from '#platform/files/files.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type FileTools, uploadBytesMax } from './tools.ts';

/** Keeps a file to be sent. What a channel takes of it is checked when a message names it. */
export async function uploadFile(
  scope: Scope,
  { files }: FileTools,
  upload: { bytes: AsyncIterable<Uint8Array>; mediaType: string; name: string | undefined },
): Promise<StoredFile> {
  requirePermission(scope, 'messages.send');
  const { bytes, mediaType, name = null } = upload;
  const where = { organizationId: scope.organization.id, conversationId: null };
  const taken = files.take({ ...where, bytes, mediaType, name, bytesMax: uploadBytesMax });
  return toStoredFile(await taken.catch(refuse));
}

function refuse(fault: unknown): never {
  if (!(fault instanceof FileFault)) throw fault;
  const { code, message, advice } = fault;
  throw new Refusal(`files.${code}`, message, { status: code === 'too_large' ? 413 : 400, details: { advice }, cause: fault });
}

function toStoredFile({ id, mediaType, name, size, createdAt }: TakenFile): StoredFile {
  return { id, mediaType, name, size, createdAt: createdAt.toISOString() };
}
