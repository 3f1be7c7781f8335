import { z } from 'zod';
import { defineModule } from '#platform/module.ts';

const params = z.object({ type: z.string().describe('The kind of channel: "whatsapp".') });
const example = { type: 'whatsapp' };

/** The way in: webhooks of every channel. What they hold is the providers' own form, so only who may send it is said here. */
export const inboxModule = defineModule({
  name: 'webhooks',
  summary: 'What providers send: messages, statuses and handshakes, at /webhooks/<channel type>.',
  described: [
    {
      method: 'GET',
      path: '/webhooks/:type',
      summary: 'Answer the handshake of a provider',
      description: 'The provider asks once, when the address is given to it. A channel with this verify token must be connected.',
      access: 'anyone',
      params,
      query: z.object({
        'hub.mode': z.string().optional().describe('Of Meta: "subscribe".'),
        'hub.verify_token': z.string().optional().describe('Of Meta: the verify token of a channel.'),
        'hub.challenge': z.string().optional().describe('Of Meta: given back as the answer.'),
      }),
      answers: { 200: { summary: 'The challenge, as plain text.', example: '1158201444' } },
      errors: ['not_found', 'webhooks.no_handshake', 'webhooks.wrong_token', 'unavailable'],
      example: {
        params: example,
        query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'a word you choose', 'hub.challenge': '1158201444' },
      },
    },
    {
      method: 'POST',
      path: '/webhooks/:type',
      summary: 'Take messages and statuses from a provider',
      description:
        'For all channels of this kind, of all organizations. Each part is stored only for the channel whose secret signed it. 200 means stored; after anything else the provider sends it again. At most 4 MiB, also when it was compressed (gzip, deflate, br). A gateway may ask to wait for what is said to its messages (`answer`, `waitSeconds`); it then gets JSON.',
      access: 'anyone',
      params,
      headers: z.object({
        'x-hub-signature-256': z.string().optional().describe('Of Meta: "sha256=" and the HMAC of the raw body with the app secret.'),
      }),
      body: z.unknown().describe('The provider’s own form.'),
      answers: { 200: { summary: 'Stored.', example: 'OK' } },
      errors: ['not_found', 'webhooks.not_proven', 'webhooks.unreadable', 'webhooks.too_large', 'unavailable'],
      example: { params: example, body: { object: 'whatsapp_business_account', entry: [] } },
    },
  ],
  errors: [
    { code: 'webhooks.no_handshake', status: 400, summary: 'A GET to a webhook address is a handshake, and this was none.' },
    { code: 'webhooks.wrong_token', status: 403, summary: 'No channel has the verify token of the handshake.' },
    { code: 'webhooks.not_proven', status: 401, summary: 'The signature does not prove the sender for any channel.' },
    { code: 'webhooks.unreadable', status: 400, summary: 'The body is not of the provider’s form.' },
    { code: 'webhooks.too_large', status: 413, summary: 'The body is larger than 4 MiB.' },
  ],
});
