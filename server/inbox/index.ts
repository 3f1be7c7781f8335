export { type Accept, createAccept } from './accept.ts';
export { type ChannelLog, createChannelLog } from './channel-log.ts';
export { createFlood, type Flood } from './flood.ts';
export { type Journal, openJournal, replayJournal } from './journal.ts';
export { createMediaFetcher, type MediaFetcher } from './media.ts';
export { inboxModule } from './module.ts';
export { createReceive, type JournalEntry, type Receive, reviveEntry } from './receive.ts';
export { createReadSentFile } from './sent-file.ts';
export { webhookRoutes } from './webhooks.ts';
