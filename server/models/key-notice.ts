import { notify, settleNotices, type Telling } from '#core/notices/notify.ts';

/** The provider takes our key no more: until somebody gives another one, the offline assistant answers. */
export const keyRefused = 'models.key_refused';

/** Once, however many turns find it out. Returns whether it is new. */
export function tellKeyRefused(telling: Telling, { id, name, model }: { id: string; name: string; model: string }): Promise<boolean> {
  return notify(telling, { kind: keyRefused, subject: id, values: { provider: name, model } });
}

/** The provider was changed or is not asked any more: whether its key is good is open again. */
export function settleKeyRefused(telling: Telling, providerId: string): Promise<void> {
  return settleNotices(telling, { kinds: [keyRefused], subject: providerId });
}
