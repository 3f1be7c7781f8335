import type { ChannelAdapter } from '#channels/channel.ts';
import { whatsapp } from '#channels/whatsapp/index.ts'; // planted
import { events } from '../../modules/events/server/api.ts'; // planted
export const send = [whatsapp, events] as ChannelAdapter[];
