import type { ReceivedMessage, Reception } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { Accept } from './accept.ts';
import type { ChannelLog } from './channel-log.ts';
import type { Journal } from './journal.ts';

/** Takes what a channel received. When it resolves, everything in it is stored and may be answered 200; returns the providers' ids of new messages. */
export type Receive = (channel: LoadedChannel, reception: Reception) => Promise<readonly string[]>;

export interface ReceiveOptions {
  readonly accept: Accept;
  readonly settle: (channel: LoadedChannel, statuses: Reception['statuses']) => Promise<void>;
  readonly channelLog: ChannelLog;
  /** What follows from news about the account. */
  readonly onNews: (channel: LoadedChannel, notices: Reception['notices']) => Promise<void>;
  /** Files of messages are to be fetched. */
  onFiles(): void;
  /** Only beside the embedded database, which does not sync its own files. */
  readonly journal: Journal | null;
}

/** One entry of the journal: enough to receive again after a power cut. */
export interface JournalEntry {
  readonly organizationId: string;
  readonly channelId: string;
  readonly reception: Reception;
}

export function createReceive(options: ReceiveOptions): Receive {
  return async (channel, reception) => {
    const { messages, statuses, echoes = [], notices } = reception;
    const stored = Promise.all([
      options.accept.accept(channel, messages),
      statuses.length > 0 ? options.settle(channel, statuses) : undefined,
      echoes.length > 0 ? options.accept.acceptEchoes(channel, echoes) : undefined,
    ]);
    const [[fresh]] = await Promise.all([
      stored,
      messages.length + statuses.length + echoes.length > 0 ? options.journal?.append(toEntry(channel, reception), stored) : undefined,
      options.channelLog.add(channel, notices),
      notices.some((notice) => notice.news) ? options.onNews(channel, notices) : undefined,
    ]);
    if ([...messages, ...echoes].some(awaitsFile)) options.onFiles();
    return fresh;
  };
}

function awaitsFile({ content }: ReceivedMessage): boolean {
  return (content?.media as { state?: string } | undefined)?.state === 'waiting';
}

function toEntry(channel: LoadedChannel, { messages, statuses, echoes = [] }: Reception): JournalEntry {
  return { organizationId: channel.organizationId, channelId: channel.channelId, reception: { messages, statuses, echoes, notices: [] } };
}

/** An entry read back from JSON: its times are text there. */
export function reviveEntry(entry: JournalEntry): JournalEntry {
  const { messages, statuses, echoes = [] } = entry.reception;
  return {
    ...entry,
    reception: {
      messages: messages.map(revive),
      echoes: echoes.map(revive),
      statuses: statuses.map((one) => ({ ...one, at: new Date(one.at) })),
      notices: [],
    },
  };
}

function revive(message: ReceivedMessage): ReceivedMessage {
  return { ...message, at: message.at && new Date(message.at) };
}
