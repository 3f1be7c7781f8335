import { defineModule } from '#platform/module.ts';

/** The way in: webhooks of every channel. Its addresses are the providers' own and not part of the API. */
export const inboxModule = defineModule({
  name: 'webhooks',
  summary: 'What providers send: messages, statuses and handshakes, at /webhooks/<channel type>.',
  errors: [
    { code: 'webhooks.no_handshake', status: 400, summary: 'A GET to a webhook address is a handshake, and this was none.' },
    { code: 'webhooks.wrong_token', status: 403, summary: 'No channel has the verify token of the handshake.' },
    { code: 'webhooks.not_proven', status: 401, summary: 'The signature does not prove the sender for any channel.' },
    { code: 'webhooks.unreadable', status: 400, summary: 'The body is not of the provider’s form.' },
    { code: 'webhooks.too_large', status: 413, summary: 'The body is larger than 4 MiB.' },
  ],
});
