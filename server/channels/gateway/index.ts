import { type Abilities, type ChannelAdapter, defineChannel } from '#channels/channel.ts';
import type { Clock } from '#platform/clock.ts';
import { directoryKeys, Secrets, Settings } from './account.ts';
import { checkLimits } from './check-limits.ts';
import { fetchFile, receives } from './files.ts';
import { createInline } from './inline.ts';
import { send } from './send.ts';
import { createWebhook } from './webhook.ts';

/** What the outbox and the router may count on; what one gateway cannot show is written as text (`send.ts`). */
const abilities: Abilities = {
  windowHours: null,
  textLength: 4096,
  buttons: { count: 3, titleLength: 20, textLength: 4096 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, textLength: 4096 },
  files: null,
  marksRead: false,
  typing: false,
  limits: { perSecond: 50, pair: { burst: 30, everySeconds: 1 } },
};

/**
 * Any other system as a channel: a bot builder, a chat of one's own, an SMS provider we do not know. It posts what people write to
 * /webhooks/gateway and takes what we say at its own address, both signed the same way. For those who write one:
 * docs/running/gateway.md, tools/example-gateway.
 * It signs the time, so it is given the clock.
 */
export function createGateway(clock: Clock): ChannelAdapter {
  return defineChannel<Settings, Secrets>({
    type: 'gateway',
    settings: Settings,
    secrets: Secrets,
    abilities,
    directoryKeys,
    webhook: createWebhook(clock),
    check: checkLimits,
    inline: createInline(clock),
    receives,
    fetchFile,
    send: (message, account, io) => send(message, account, { io, at: clock.now() }),
  });
}
