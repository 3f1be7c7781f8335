import { parseArgs } from 'node:util';
import type { FakeGraphOptions } from './options.ts';
import { DEFAULT_NUMBER, planOf } from './options.ts';
import { startFakeGraph } from './server.ts';

/** `npm run fake-graph -- --webhook http://127.0.0.1:8080/webhooks/whatsapp`; see README.md. */

const help = `Usage: npm run fake-graph -- [options]

  --webhook URL                 where webhooks are posted; none are without it
  --port 9900                   the port to listen on, on 127.0.0.1
  --statuses none|sent|all      what follows an accepted message (all)
  --closed-window fail_later|refuse|ignore
                                free text to somebody who has not written for 24 h (fail_later)
  --latency 120                 milliseconds before each answer (0)
  --seed 7                      the same faults in the same order, and the same ids
  --app-secret WORD             as in Meta's dashboard, like the next five
  --verify-token WORD
  --access-token WORD
  --phone-number-id DIGITS
  --account-id DIGITS
  --display-number DIGITS
  --quiet                       print no messages
  --help                        show this
`;

const values = readOptions();
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

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

function readOptions() {
  try {
    return parseArgs({
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
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\nWhat there is: npm run fake-graph -- --help`);
    process.exit(2);
  }
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
