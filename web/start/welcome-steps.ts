import type { Channel } from '#contract/channels.ts';

/** The three things worth doing first, and how far each is. */
export const stepKeys = ['phone', 'whatsapp', 'colleague'] as const;
export type StepKey = (typeof stepKeys)[number];

/** What somebody must be allowed to do for a step to be theirs. */
export const stepPermissions: Readonly<Record<StepKey, string>> = {
  phone: 'phone.use',
  whatsapp: 'channels.change',
  colleague: 'members.invite',
};

export interface Step {
  readonly key: StepKey;
  readonly done: boolean;
}

export interface Known {
  readonly phones: readonly { readonly conversationId: string | null }[];
  readonly channels: readonly Pick<Channel, 'type' | 'health'>[];
  readonly members: number;
  readonly invitations: number;
}

export function stepsOf(permissions: readonly string[], known: Known): Step[] {
  const done: Readonly<Record<StepKey, boolean>> = {
    phone: known.phones.some(({ conversationId }) => conversationId !== null),
    whatsapp: known.channels.some(({ type, health }) => type === 'whatsapp' && health.lastWebhookAt !== null),
    colleague: known.members > 1 || known.invitations > 0,
  };
  return stepKeys.filter((key) => permissions.includes(stepPermissions[key])).map((key) => ({ key, done: done[key] }));
}
