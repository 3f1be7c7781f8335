import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { type Download, download } from '#platform/files/download.ts';
import { type FileRow, findFiles } from '#platform/files/file-store.ts';
import { type PreviewSide, PreviewsBusy } from '#platform/files/preview.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FileTools } from './tools.ts';

/** A file's bytes, or a part of them, or its preview, for whoever may see the conversation it is from. */
export async function readFile(scope: Scope, tools: FileTools, { id, ...part }: Part & { id: string }): Promise<Download> {
  return openFile(tools, await visibleFile(scope, id), part);
}

/** What is wanted of a file. */
export interface Part {
  readonly range: string | undefined;
  readonly preview: PreviewSide | undefined;
}

/** For whoever was found to be allowed to have it. */
export async function openFile({ files }: FileTools, file: FileRow, { range, preview }: Part): Promise<Download> {
  if (preview === undefined) return download(file, { range, read: (bytes) => files.read(file.key, bytes) });
  const small = await files.preview(file, preview).catch(refuseBusy);
  if (small === null) throw new Refusal('files.no_preview', 'There is no preview of this file. Read the file itself.', { status: 404 });
  return download({ ...small, name: null }, { range, read: (bytes) => files.read(small.key, bytes) });
}

function refuseBusy(error: unknown): never {
  if (!(error instanceof PreviewsBusy)) throw error;
  throw new Refusal('unavailable', 'Too many previews are being made. Ask again in a moment.', { status: 503, cause: error });
}

/** The file, if it is the asker's to see; 404 otherwise. */
export async function visibleFile(scope: Scope, id: string): Promise<FileRow> {
  requirePermission(scope, 'conversations.read');
  const [file] = await findFiles(scope.db, [id]);
  if (!file) throw notFound('file');
  if (file.conversationId !== null) await visibleConversation(scope, file.conversationId);
  return file;
}
