import { clock } from './clock.ts';
import type { Id } from '#contract/identifiers.ts';
import type { Turn } from '#core/turn.ts'; // planted
import { accept } from '../inbox/index.ts'; // planted
import type { ChannelAdapter } from '#channels/channel.ts'; // planted
import { care } from '../../modules/care/server/index.ts'; // planted
import { kinds } from '../modules.ts'; // planted
export const queue = [clock, accept, care, kinds] as (Id | Turn | ChannelAdapter)[];
