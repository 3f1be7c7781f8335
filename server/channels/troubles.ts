import { settleNotices, type Telling } from '#core/notices/notify.ts';

/** What people are told about a channel that cannot send. */
export const pausedNotice = 'channels.paused';
/** What they are told about a token that will end: two weeks before, and three days before. */
export const tokenNotices = ['channels.token_ends', 'channels.token_ends_soon'] as const;

/** The channel was mended, started again, or stopped by a person: nobody needs to look any more. */
export async function settleTroubles(telling: Telling, channelId: string): Promise<void> {
  await settleNotices(telling, { kinds: [pausedNotice, ...tokenNotices], subject: channelId });
}
