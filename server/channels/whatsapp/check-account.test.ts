import { expect, test } from 'vitest';
import type { ChannelIo } from '#channels/channel.ts';
import { HttpFault } from '#platform/http/client.ts';
import { examine } from './check-account.ts';
import { clinic } from './testdata/clinic.ts';

const unreached = () => Promise.reject(new HttpFault('ECONNREFUSED', { reached: false }));
const io: ChannelIo = { signal: new AbortController().signal, fetch: unreached, open: unreached };

test('when Meta cannot be reached nothing is called wrong, and nobody is sent to change what may be right', async () => {
  const { steps, trouble } = await examine(clinic, io, { webhookUrl: 'https://chat.example/webhooks/whatsapp' });
  expect(trouble).toBe(null);
  expect(steps.map(({ state }) => state)).not.toContain('wrong');
  const advices = new Set(steps.filter(({ text }) => text === 'WhatsApp could not be reached.').map(({ advice }) => advice));
  expect([...advices]).toEqual(['Check once more in a minute. If it stays so, see whether this server reaches the internet.']);
});
