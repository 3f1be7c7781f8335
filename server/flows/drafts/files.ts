import type { FileLink, StoredFile } from '#contract/files.ts';
import { makeLink } from '#core/files/link-file.ts';
import { keepUpload, type Upload } from '#core/files/upload-file.ts';
import { notFound } from '#platform/errors.ts';
import { findFiles } from '#platform/files/file-store.ts';
import { madeAt } from '#platform/ids.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { FlowTools } from '../tools.ts';
import { isSaid } from './store.ts';

/** Keeps a file for flows to say, for whoever writes them: also who answers no contacts. It stays, whatever becomes of the flow. */
export async function uploadForFlow(scope: Scope, { files }: FlowTools, upload: Upload): Promise<StoredFile> {
  requirePermission(scope, 'flows.change');
  return keepUpload(scope, files, upload);
}

/** Between choosing a file and saving the draft that names it. */
const freshMs = 600_000;

/** To look at a file that a flow says, for whoever may look at flows. Not at what a contact sent: that is for who may see their conversation. */
export async function linkFlowFile(scope: Scope, { files }: FlowTools, id: string): Promise<FileLink> {
  requirePermission(scope, 'flows.read');
  const [file] = await findFiles(scope.db, [id]);
  if (!file || file.conversationId !== null) throw notFound('file');
  // What colleagues uploaded to send to one contact belongs to no conversation either: only what a flow says is shown here, or what was chosen a moment ago.
  const fresh = scope.actor.permissions.has('flows.change') && scope.clock.now().getTime() - madeAt(id).getTime() < freshMs;
  if (!fresh && !(await isSaid(scope.db, scope.organization.id, id))) throw notFound('file');
  return makeLink(scope, files, id);
}
