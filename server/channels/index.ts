export { createChannelIo } from './channel-io.ts';
export { createChannelDirectory, type DirectoryOptions } from './directory.ts';
export { ensureChannels, holderOf, type WantedChannel } from './ensure.ts';
export { findSimulator } from './find-simulator.ts';
export type { ChannelDirectory, LoadedChannel } from './loaded-channel.ts';
export { channelsModule } from './module.ts';
export { type PauseTools, pauseChannel } from './pause-channel.ts';
export { checkChannel, fieldNames } from './settings.ts';
export type { ChannelTools } from './tools.ts';
