import type { Abilities, FileUse } from '#channels/channel.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { visibleFile } from '#core/files/read-file.ts';
import { filesIn } from '#core/messages/content.ts';
import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { inWords } from '#platform/files/file-fault.ts';
import type { FileRow } from '#platform/files/file-store.ts';
import type { Scope } from '#platform/scope.ts';

/** Refuses a message whose file the asker may not see, or the channel does not take, naming the field and the limit. */
export async function checkFiles(scope: Scope, abilities: Abilities, content: OutboundContent): Promise<void> {
  for (const { id, field, use } of filesIn(content)) {
    const file = await visibleFile(scope, id).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'not_found')
        throw badField(field, 'must be the id of a file: upload it first (POST /api/files)');
      throw error;
    });
    checkFile(abilities, file, { field, use });
  }
}

function checkFile(abilities: Abilities, { mediaType, size }: FileRow, { field, use }: { field: string; use: FileUse }): void {
  const limit = abilities.files?.[use];
  if (!limit) throw notSendable(field, 'This channel does not send files.', 'Write where the file can be found instead.');
  if (limit.types !== null && !limit.types.includes(mediaType)) {
    const reason = `${field} is ${mediaType}; as ${use} this channel takes ${limit.types.join(', ')}.`;
    throw notSendable(field, reason, 'Send it as a document, or in one of these forms.');
  }
  if (size > limit.bytes) {
    const reason = `${field} has ${inWords(size)}; as ${use} this channel takes ${inWords(limit.bytes)}.`;
    throw notSendable(field, reason, 'Make it smaller, or send it as a document.');
  }
}

function notSendable(field: string, reason: string, advice: string): Refusal {
  return new Refusal('outbox.not_sendable', reason, { details: { field, code: 'outbox.file', advice } });
}
