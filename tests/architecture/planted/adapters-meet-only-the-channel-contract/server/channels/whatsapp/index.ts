import type { ChannelAdapter } from '../channel.ts';
import type { Message } from '#contract/messages.ts';
import { send } from './send.ts';
import { tokens } from '../messenger/tokens.ts'; // planted
import { accept } from '#inbox/index.ts'; // planted
import { channels } from '../index.ts'; // planted
import { remind } from '../../../modules/events/server/api.ts'; // planted
export const whatsapp = [send, tokens, accept, channels, remind] as unknown as ChannelAdapter | Message;
