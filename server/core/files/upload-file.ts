import type { StoredFile } from '#contract/files.ts';
import { Refusal } from '#platform/errors.ts';
import { FileFault } from '#platform/files/file-fault.ts';
import type { TakenFile } from '#platform/files/files.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type FileTools, uploadBytesMax } from './tools.ts';

export interface Upload {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly mediaType: string;
  readonly name: string | undefined;
}

/** Keeps a file to be sent. What a channel takes of it is checked when a message names it. */
export async function uploadFile(scope: Scope, tools: FileTools, upload: Upload): Promise<StoredFile> {
  requirePermission(scope, 'messages.send');
  return keepUpload(scope, tools, upload);
}

/** For whoever was found to be allowed to. */
export async function keepUpload(scope: Scope, { files }: FileTools, upload: Upload): Promise<StoredFile> {
  const { bytes, mediaType, name = null } = upload;
  const where = { organizationId: scope.organization.id, conversationId: null };
  const taken = files.take({ ...where, bytes, mediaType, name, bytesMax: uploadBytesMax });
  return toStoredFile(await taken.catch(refuse));
}

function refuse(fault: unknown): never {
  if (!(fault instanceof FileFault)) throw fault;
  const { code, message, advice } = fault;
  throw new Refusal(`files.${code}`, message, {
    status: code === 'too_large' ? 413 : 400,
    details: { field: 'body', advice },
    cause: fault,
  });
}

function toStoredFile({ id, mediaType, name, size, createdAt }: TakenFile): StoredFile {
  return { id, mediaType, name, size, createdAt: createdAt.toISOString() };
}
