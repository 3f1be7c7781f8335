import { parseArgs } from 'node:util';
import type { FakeGraphOptions } from './options.ts';
import { DEFAULT_NUMBER, planOf } from './options.ts';
import { startFakeGraph } from './server.ts';

/** `node tools/fake-graph/main.ts --port 9900 --webhook http://127.0.0.1:8080/webhooks/whatsapp`; see README.md. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9900' },
    webhook: { type: 'string' },
    'app-secret': { type: 'string' },
    'verify-token': { type: 'string' },
    'access-token': { type: 'string' },
    'phone-number-id': { type: 'string', default: DEFAULT_NUMBER.phoneNumberId },
    'account-id': { type: 'string', default: DEFAULT_NUMBER.businessAccountId },
    'display-number': { type: 'string', default: DEFAULT_NUMBER.displayPhoneNumber },
    statuses: { type: 'string', default: 'all' },
    'closed-window': { type: 'string', default: 'fail_later' },
    latency: { type: 'string', default: '0' },
    seed: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

const graph = await startFakeGraph(optionsFrom(values));
const { appSecret, verifyToken, accessToken, numbers } = graph.plan;
console.log(`The fake Graph listens on ${graph.url}. Connect a WhatsApp channel with:`);
console.table({ graphUrl: graph.url, ...numbers[0], appSecret, verifyToken, accessToken });
if (values.webhook === undefined) console.log('No --webhook: nothing is posted back.');
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

function stop(): void {
  void graph.close();
}

function optionsFrom(given: typeof values): FakeGraphOptions {
  const defaults = planOf({});
  return {
    port: Number(given.port),
    webhookUrl: given.webhook,
    appSecret: given['app-secret'] ?? defaults.appSecret,
    verifyToken: given['verify-token'] ?? defaults.verifyToken,
    accessToken: given['access-token'] ?? defaults.accessToken,
    numbers: [
      { phoneNumberId: given['phone-number-id'], businessAccountId: given['account-id'], displayPhoneNumber: given['display-number'] },
    ],
    statuses: oneOf('statuses', given.statuses, ['none', 'sent', 'all'] as const),
    closedWindow: oneOf('closed-window', given['closed-window'], ['fail_later', 'refuse', 'ignore'] as const),
    latencyMs: Number(given.latency),
    seed: given.seed === undefined ? defaults.seed : Number(given.seed),
    // What the contacts would see.
    onSent: (message) => given.quiet || console.log(`→ ${message.to}: ${message.text}`),
  };
}

function oneOf<Word extends string>(name: string, given: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === given);
  if (word !== undefined) return word;
  console.error(`--${name} is one of: ${words.join(', ')}.`);
  process.exit(2);
}
