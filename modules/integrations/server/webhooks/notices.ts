import { settleNotices, type Telling } from '#core/notices/notify.ts';

/** What people are told about a subscription that the program disabled. Its values name the host alone: an address may hold a secret. */
export const disabledNotice = 'integrations.subscription_disabled';

/** A person enabled, disabled or deleted it: nobody needs to look any more. */
export async function settleDisabled(telling: Telling, subscriptionId: string): Promise<void> {
  await settleNotices(telling, { kinds: [disabledNotice], subject: subscriptionId });
}
