import { expect, it } from 'vitest';
import type { Channel } from '#contract/channels.ts';
import { stepsOf } from './welcome-steps.ts';

const everything = ['phone.use', 'channels.change', 'members.invite'];
const channel = (type: string, lastWebhookAt: string | null) => ({ type, health: { lastWebhookAt } }) as Pick<Channel, 'type' | 'health'>;
const fresh = { phones: [], channels: [], members: 1, invitations: 0 };
const done = (known: Partial<Parameters<typeof stepsOf>[1]>) =>
  stepsOf(everything, { ...fresh, ...known })
    .filter((step) => step.done)
    .map(({ key }) => key);

it('offers only what the role may do', () => {
  expect(stepsOf(everything, fresh).map(({ key }) => key)).toEqual(['phone', 'whatsapp', 'colleague']);
  expect(stepsOf(['phone.use'], fresh).map(({ key }) => key)).toEqual(['phone']);
});

it('ticks what there is, and nothing that was only begun', () => {
  expect(done({})).toEqual([]);
  expect(done({ phones: [{ conversationId: null }] })).toEqual([]);
  expect(done({ phones: [{ conversationId: null }, { conversationId: 'c' }] })).toEqual(['phone']);
  expect(done({ channels: [channel('whatsapp', null), channel('simulator', '2026-11-20T09:00:00Z')] })).toEqual([]);
  expect(done({ channels: [channel('whatsapp', '2026-11-20T09:00:00Z')] })).toEqual(['whatsapp']);
  expect(done({ invitations: 1 })).toEqual(['colleague']);
  expect(done({ members: 2 })).toEqual(['colleague']);
});
