import type { FileLink, StoredFile } from '#contract/files.ts';
import type { ReceivedFile } from '#contract/message-contents.ts';
import { makeLink } from '#core/files/link-file.ts';
import { keepUpload, type Upload } from '#core/files/upload-file.ts';
import { notFound } from '#platform/errors.ts';
import { type FileRow, findFiles } from '#platform/files/file-store.ts';
import type { Scope } from '#platform/scope.ts';
import { ownPhone } from './phones.ts';
import { findInThread, type PhoneRow, type ThreadMessage } from './store.ts';
import type { PhoneTools } from './tools.ts';

/** Keeps a file that the phone's owner is about to send: whoever may use the phone may, also who answers no contacts. */
export async function uploadFromPhone(
  scope: Scope,
  { files }: PhoneTools,
  { id, ...upload }: Upload & { id: string },
): Promise<StoredFile> {
  await ownPhone(scope, id);
  return keepUpload(scope, files, upload);
}

/** A link to the file of a message on the phone, for whoever may use the phone: also who reads no other conversation. */
export async function linkPhoneFile(
  scope: Scope,
  { files }: PhoneTools,
  { id, message }: { id: string; message: string },
): Promise<FileLink> {
  const { conversation_id } = await ownPhone(scope, id);
  const row = conversation_id === null ? undefined : await findInThread(scope.db, conversation_id, message);
  const file = row && fileOf(row);
  if (file === undefined) throw notFound('file');
  return makeLink(scope, files, file);
}

function fileOf({ content }: ThreadMessage): string | undefined {
  const { media, file } = (content ?? {}) as { media?: ReceivedFile; file?: string };
  return media?.file ?? file;
}

/** Uploaded to be sent, or sent on this phone before; not what somebody else was sent. */
export async function fileToSend(scope: Scope, phone: PhoneRow, id: string): Promise<FileRow | undefined> {
  const [file] = await findFiles(scope.db, [id]);
  return file && (file.conversationId === null || file.conversationId === phone.conversation_id) ? file : undefined;
}
