import type { ReceivedFile } from '#contract/message-contents.ts';
import { findMessage } from '#core/messages/store.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { findFiles } from '#platform/files/file-store.ts';
import type { Files } from '#platform/files/files.ts';
import type { MediaFetcher } from './media.ts';

export interface SentFileOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: Pick<Files, 'read'>;
  readonly media: Pick<MediaFetcher, 'tried'>;
}

interface Sent {
  readonly id: string;
  readonly content: Readonly<Record<string, unknown>> | null;
}

/** Whoever listens holds up an answer; what takes longer is left to people. */
const patienceMs = 6000;

/** Reads the file that came with a message, whole. One that is on its way is waited for, once. Throws when it is not there. */
export function createReadSentFile({ database, clock, files, media }: SentFileOptions) {
  const now = async (organizationId: string, id: string) => mediaOf((await findMessage(database.of(organizationId), id))?.content);

  async function arrived(organizationId: string, { id, content }: Sent, signal: AbortSignal): Promise<Partial<ReceivedFile> | undefined> {
    const known = mediaOf(content);
    if (known?.state !== 'waiting') return known;
    const enough = new AbortController();
    const cancel = clock.after(patienceMs, () => enough.abort());
    try {
      // Before looking, so that what ends in between is not missed.
      const tried = media.tried(id, AbortSignal.any([signal, enough.signal]));
      const found = await now(organizationId, id);
      if (found?.state !== 'waiting') return found;
      await tried;
      return await now(organizationId, id);
    } finally {
      cancel();
      enough.abort();
    }
  }

  return async (organizationId: string, message: Sent, signal: AbortSignal): Promise<{ bytes: Uint8Array; type: string }> => {
    const sent = await arrived(organizationId, message, signal);
    const [file] = sent?.file === undefined ? [] : await findFiles(database.of(organizationId), [sent.file]);
    if (!file) throw new Error(`The file of a message is not there (${sent?.state ?? 'none came'}).`);
    return { bytes: Buffer.concat(await files.read(file.key).toArray()), type: file.mediaType };
  };
}

function mediaOf(content: unknown): Partial<ReceivedFile> | undefined {
  return (content as { media?: Partial<ReceivedFile> } | null | undefined)?.media;
}
