import { EventEmitter, once } from 'node:events';
import { type ChannelAdapter, ChannelError, type ChannelIo, type FileUse } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { ReceivedFile } from '#contract/message-contents.ts';
import type { Live } from '#core/live/live.ts';
import { type Clock, later, sleep } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { FileFault } from '#platform/files/file-fault.ts';
import type { Files, TakenFile } from '#platform/files/files.ts';
import { type Log, places } from '#platform/log.ts';
import { type ClaimedFile, claimFiles, findDueFiles, settleFile, type WaitingFile } from './media-store.ts';

/**
 * Fetches the files that contacts sent, promptly and outside every transaction: providers forget them (WhatsApp after 7 days). What is
 * to be fetched stands in the messages themselves, so a lost wake-up or a killed program costs time and no file.
 */
export interface MediaFetcher {
  /** Something may be due. Never throws. */
  look(): void;
  /** Looks by itself now and then; the returned function ends that. */
  start(): () => void;
  stop(graceMs: number): Promise<void>;
  /** Resolves when a try for the file of this message has ended here, well or not, or the signal is aborted. */
  tried(messageId: string, signal: AbortSignal): Promise<void>;
}

export interface MediaOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: Files;
  readonly live: Live;
  adapter(type: string): ChannelAdapter | undefined;
  channel(organizationId: string, channelId: string): Promise<LoadedChannel | null>;
  io(channel: LoadedChannel): ChannelIo;
}

/** Downloads at once: each is a connection, a file being written, and up to a few MB in flight. */
const atOnce = 4;
/** Of them, so that one organization’s thousand files do not hold up another’s one. */
const atOnceEach = atOnce / 2;
const everyMs = 5000;
/** Longer than an adapter may take for one file; then somebody else may try. */
const claimSeconds = 300;
/** Pauses of 10, 20, 40 … seconds, at most six hours: the last try is about eleven hours after the first. */
const attemptsMax = 12;
const pauseSecondsMax = 6 * 3600;
/** While the channel cannot ask at all: every half hour, for the seven days that WhatsApp keeps the file. */
const refusedPauseSeconds = 1800;
const refusalsMax = 336;

export function createMediaFetcher(options: MediaOptions): MediaFetcher {
  const { clock, log } = options;
  /** With whose file it is. */
  const underWay = new Map<Promise<void>, string>();
  const tries = new EventEmitter().setMaxListeners(0);
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;

  async function lookOnce(): Promise<void> {
    do {
      again = false;
      if (stopped || underWay.size >= atOnce) return;
      const { claimed, passedOver } = await claimDue(options, [...underWay.values()]);
      for (const file of claimed) begin(file);
      if (passedOver) again = true;
    } while (again);
  }

  function begin(file: ClaimedFile): void {
    const { organizationId, conversationId, messageId } = file;
    const work = fetchOne(options, file)
      .then(() => options.live.tell(organizationId, () => [{ kind: 'message.changed', conversationId, messageId }]))
      .catch((error: unknown) => log.error({ message: messageId, err: places(error) }, 'a file could not be fetched; it is tried again'));
    underWay.set(work, organizationId);
    void work.finally(() => {
      underWay.delete(work);
      tries.emit(file.messageId);
      fetcher.look();
    });
  }

  const fetcher: MediaFetcher = {
    look() {
      again = true;
      looking ??= lookOnce()
        .catch((error: unknown) => log.warn({ err: places(error) }, 'files that are to be fetched could not be looked for'))
        .finally(() => {
          looking = null;
        });
    },
    start() {
      let ended = false;
      let cancel = clock.after(everyMs, tick);
      function tick(): void {
        fetcher.look();
        // The next look is counted from the end of this one, so that a slow database is not asked ever more.
        void looking?.finally(() => {
          if (!ended) cancel = clock.after(everyMs, tick);
        });
      }
      return () => {
        ended = true;
        cancel();
      };
    },
    async tried(messageId, signal) {
      // Its only fault is the abort.
      await once(tries, messageId, { signal }).catch(() => undefined);
    },
    async stop(graceMs) {
      stopped = true;
      await Promise.race([Promise.all([looking, ...underWay.keys()]), sleep(clock, graceMs)]);
    },
  };
  return fetcher;
}

interface Claim {
  readonly claimed: readonly ClaimedFile[];
  /** An organization had more than may be fetched of it now: places are left that others may want. */
  readonly passedOver: boolean;
}

/** `fetching`: whose files are being fetched, each once. */
async function claimDue({ database, clock }: MediaOptions, fetching: readonly string[]): Promise<Claim> {
  const now = clock.now();
  const roomOf = (organizationId: string) => atOnceEach - fetching.filter((id) => id === organizationId).length;
  const busy = [...new Set(fetching)].filter((id) => roomOf(id) <= 0);
  const claimed: ClaimedFile[] = [];
  let passedOver = false;
  for (const [organizationId, due] of await findDueFiles(database, { now, most: atOnce - fetching.length, busy })) {
    const ids = due.slice(0, roomOf(organizationId));
    const ours = await claimFiles(database, organizationId, { ids, now, until: later(now, claimSeconds) });
    // Whatever somebody else claimed first is not waited for: the next look comes by itself.
    passedOver ||= ids.length < due.length && ours.length > 0;
    claimed.push(...ours);
  }
  return { claimed, passedOver };
}

async function fetchOne(options: MediaOptions, claimed: ClaimedFile): Promise<void> {
  const channel = await options.channel(claimed.organizationId, claimed.channelId);
  const adapter = channel && options.adapter(channel.type);
  const use = useOf(claimed.kind);
  const bytesMax = adapter?.receives?.[use] ?? adapter?.abilities.files?.[use].bytes;
  if (!channel || !adapter?.fetchFile || bytesMax === undefined) {
    return settleFile(options.database, claimed, failed('This channel cannot fetch files.', 'Ask the person to send it another way.'));
  }
  try {
    const { bytes, mediaType } = await adapter.fetchFile(claimed.file, channel, options.io(channel));
    const taken = await options.files.take({
      organizationId: claimed.organizationId,
      conversationId: claimed.conversationId,
      bytes,
      mediaType,
      name: claimed.fileName,
      bytesMax,
      accepts: acceptedAs[use],
    });
    await settleFile(options.database, claimed, stored(taken));
  } catch (error) {
    await settleFile(options.database, claimed, fateOf(options, claimed.file, error));
  }
}

function useOf(kind: string): FileUse {
  return kind === 'voice' ? 'audio' : (kind as FileUse);
}

/** What may be inside each kind. Sound alone is often kept in a film's container. */
const acceptedAs: Readonly<Record<FileUse, RegExp>> = {
  image: /^image\//,
  sticker: /^image\/webp$/,
  audio: /^(audio\/|video\/(mp4|3gpp))/,
  video: /^video\//,
  document: /./,
};

function stored({ id, mediaType, size }: TakenFile): ReceivedFile {
  return { state: 'stored', file: id, mediaType, size };
}

function failed(reason: string, advice: string): ReceivedFile {
  return { state: 'failed', reason, advice };
}

const askAgain = 'Ask the person to send it again.';

/** What a fault means for the file: the end of it, or another try. */
function fateOf(options: MediaOptions, file: WaitingFile, error: unknown): ReceivedFile | WaitingFile {
  if (error instanceof FileFault) {
    const state = error.code === 'empty' ? 'failed' : error.code;
    return { state, reason: error.message, advice: error.advice };
  }
  if (error instanceof ChannelError) return fateOfRefusal(options, file, error);
  options.log.warn({ err: places(error) }, 'fetching a file failed');
  return tryAgain(options, file, { reason: 'The file could not be fetched.' });
}

function fateOfRefusal(options: MediaOptions, file: WaitingFile, error: ChannelError): ReceivedFile | WaitingFile {
  const { reason, advice } = error.trouble;
  if (error.outcome === 'never') return { state: error.gone ? 'expired' : 'failed', reason, advice };
  if (error.outcome !== 'account') return tryAgain(options, file, { reason, afterSeconds: error.afterSeconds });
  const refusals = (file.refusals ?? 0) + 1;
  if (refusals >= refusalsMax) return failed(reason, askAgain);
  return { ...file, refusals, tryAt: later(options.clock.now(), refusedPauseSeconds).toISOString() };
}

interface Trouble {
  readonly reason: string;
  /** How long the provider asked us to wait. */
  readonly afterSeconds?: number | undefined;
}

function tryAgain({ clock }: MediaOptions, file: WaitingFile, { reason, afterSeconds }: Trouble): ReceivedFile | WaitingFile {
  const attempts = (file.attempts ?? 0) + 1;
  if (attempts >= attemptsMax) return failed(reason, askAgain);
  const pause = afterSeconds ?? Math.min(5 * 2 ** attempts, pauseSecondsMax);
  return { ...file, attempts, tryAt: later(clock.now(), pause).toISOString() };
}
