import { BadCommand, oneOf, orExplain, readOptions, wholeNumber } from '#platform/command-line.ts';
import type { FakeGraphOptions } from './options.ts';
import { DEFAULT_NUMBER, planOf } from './options.ts';
import { startFakeGraph } from './server.ts';

/** `npm run fake-graph -- --webhook http://127.0.0.1:8080/webhooks/whatsapp`; see README.md. */

const usage = `Usage: npm run fake-graph -- [options]

  --webhook URL                 where webhooks are posted; none are without it
  --port 9900                   the port to listen on, on 127.0.0.1
  --statuses none|sent|all      what follows an accepted message (all)
  --closed-window fail_later|refuse|ignore
                                free text to somebody who has not written for 24 h (fail_later)
  --templates-after 3000        milliseconds until a template is decided about (3000)
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

const words = process.argv.slice(2);
const { webhook, ...options } = orExplain(words, usage, () => optionsFrom(words));
const graph = await startFakeGraph(webhook === undefined ? options : { ...options, webhookUrl: webhook }).catch(sayWhyNot);
const { appSecret, verifyToken, accessToken, numbers } = graph.plan;
console.log(`The fake Graph listens on ${graph.url}. Connect a WhatsApp channel with:`);
console.table({ graphUrl: graph.url, ...numbers[0], appSecret, verifyToken, accessToken });
if (webhook === undefined) console.log('No --webhook: nothing is posted back.');
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

function stop(): void {
  void graph.close();
}

/** Node's code (errno(3)) in a sentence. */
function sayWhyNot(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  console.error(`The port is ${error.code === 'EACCES' ? 'not for this user' : 'in use by another program'}; choose one with --port.`);
  process.exit(1);
}

function optionsFrom(given: readonly string[]): Omit<FakeGraphOptions, 'webhookUrl'> & { webhook: string | undefined } {
  const values = readOptions(given, {
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
    'templates-after': { type: 'string', default: '3000' },
    latency: { type: 'string', default: '0' },
    seed: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  });
  const defaults = planOf({});
  return {
    port: wholeNumber('port', values.port, 65_535),
    webhook: values.webhook === undefined ? undefined : webAddress('webhook', values.webhook),
    appSecret: values['app-secret'] ?? defaults.appSecret,
    verifyToken: values['verify-token'] ?? defaults.verifyToken,
    accessToken: values['access-token'] ?? defaults.accessToken,
    numbers: [
      {
        phoneNumberId: digits('phone-number-id', values['phone-number-id']),
        businessAccountId: digits('account-id', values['account-id']),
        displayPhoneNumber: digits('display-number', values['display-number']),
      },
    ],
    statuses: oneOf('statuses', values.statuses, ['none', 'sent', 'all']),
    closedWindow: oneOf('closed-window', values['closed-window'], ['fail_later', 'refuse', 'ignore']),
    templatesAfterMs: wholeNumber('templates-after', values['templates-after'], 86_400_000),
    latencyMs: wholeNumber('latency', values.latency, 600_000),
    seed: values.seed === undefined ? defaults.seed : wholeNumber('seed', values.seed, 2 ** 32 - 1),
    // What the contacts would see.
    onSent: (message) => values.quiet || console.log(`→ ${message.to}: ${message.text}`),
  };
}

function webAddress(option: string, given: string): string {
  if (/^https?:/.test(given) && URL.canParse(given)) return given;
  throw new BadCommand(`--${option} must be a web address such as http://127.0.0.1:8080/webhooks/whatsapp.`);
}

function digits(option: string, given: string): string {
  if (/^[0-9]{1,32}$/.test(given)) return given;
  throw new BadCommand(`--${option} must be digits only.`);
}
