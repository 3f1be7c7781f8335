import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { notFound } from '#platform/errors.ts';
import { type Download, download } from '#platform/files/download.ts';
import { type FileRow, findFiles } from '#platform/files/file-store.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FileTools } from './tools.ts';

/** A file's bytes, or a part of them, for whoever may see the conversation it is from. */
export async function readFile(scope: Scope, { files }: FileTools, asked: { id: string; range: string | undefined }): Promise<Download> {
  const file = await visibleFile(scope, asked.id);
  return download(file, { range: asked.range, read: (part) => files.read(file.key, part) });
}

/** The file, if it is the asker's to see; 404 otherwise. */
export async function visibleFile(scope: Scope, id: string): Promise<FileRow> {
  requirePermission(scope, 'conversations.read');
  const [file] = await findFiles(scope.db, [id]);
  if (!file) throw notFound('file');
  if (file.conversationId !== null) await visibleConversation(scope, file.conversationId);
  return file;
}
