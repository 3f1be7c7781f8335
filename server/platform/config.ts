import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { makeDataFolder, tryDataFolder } from './data-folder.ts';
import { BadStart } from './errors.ts';
import { readJsonFile } from './json-file.ts';
import { decodeKey, keyFile, readKey, readNextKey } from './key-files.ts';
import { type Dsn, parseDsn } from './telemetry/reports.ts';
import type { Collector } from './telemetry/spans.ts';

/** Everything the program takes from its environment: one schema, parsed once, handed down. Nothing else reads it. */

interface Variable {
  readonly schema: z.ZodType;
  /** What it may be; reads on from "must be". Said with every fault and in every explanation. */
  readonly allowed: string;
  /** Taken when it is not set. */
  readonly default?: string;
  readonly help: string;
  readonly example?: string;
  /** Never shown. */
  readonly secret?: true;
}

const wholeNumber = (least: number, most: number) => ({
  schema: z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most)),
  allowed: `a whole number from ${least} to ${most}`,
});
const webAddress = { schema: z.url({ protocol: /^https?$/ }), allowed: 'a web address that begins with https:// or http://' };
const text = (what: string) => ({ schema: z.string(), allowed: what });
const oneOf = <const Words extends readonly string[]>(...words: Words) => ({
  schema: z.enum(words),
  allowed: `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
});

/** Every variable, in the order `npm run baraza -- config` and docs/running/configuration.md explain them. */
export const variables = {
  NODE_ENV: {
    ...oneOf('development', 'test', 'production'),
    default: 'development',
    help: 'How strict to be. In production the secret key must be given, and cookies need https.',
  },
  PORT: { ...wholeNumber(0, 65_535), default: '8080', help: 'The port to listen on. 0 takes any free one.' },
  HOST: {
    ...text('an address or name of this machine'),
    default: '127.0.0.1',
    help: 'The address to listen on. Use 0.0.0.0 inside a container or behind a proxy.',
  },
  PUBLIC_URL: {
    ...webAddress,
    help: 'The address people and providers reach this server at. Needed for webhooks and links; when not set, http://HOST:PORT.',
    example: 'https://chat.example.org',
  },
  BARAZA_DATA_DIR: {
    ...text('a folder that can be written, or made'),
    default: 'data',
    help: 'The folder for everything that is kept on disk: the embedded database, the journal, the secret key, the control socket.',
  },
  BARAZA_SECRET_KEY: {
    ...text('32 bytes as base64 or hex'),
    help: 'The key that seals secrets. Outside production it is made in the data folder when missing. Lose it and sealed values are lost; back it up apart from the data.',
    example: 'openssl rand -base64 32',
    secret: true,
  },
  BARAZA_SECRET_KEY_PREVIOUS: {
    ...text('32 bytes as base64 or hex'),
    help: 'While the secret key is being replaced: the one there was before. See docs/running/secrets.md.',
    secret: true,
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    allowed: 'an address that begins with postgres:// or postgresql://',
    help: 'A PostgreSQL server, 15 or newer; later versions will need its pgvector extension. Without it the embedded database in the data folder is used.',
    example: 'postgres://baraza:secret@127.0.0.1:5432/baraza',
    secret: true,
  },
  DATABASE_CONNECTIONS: { ...wholeNumber(2, 200), default: '10', help: 'How many connections to PostgreSQL this process may open.' },
  REDIS_URL: {
    schema: z.url({ protocol: /^rediss?$/ }),
    allowed: 'an address that begins with redis:// or rediss://',
    help: 'A Redis server, for several processes on one database: they tell each other what changes, and count limits together. Nothing in it needs a backup, and without it everything works.',
    secret: true,
  },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }),
    allowed: 'an address that begins with smtp:// or smtps://',
    help: 'The mail server for invitations, confirmations and new passwords. Without it mails lie in the data folder. See docs/running/accounts.md.',
    example: 'smtp://user:password@mail.example.org:587',
    secret: true,
  },
  MAIL_FROM: {
    schema: z.string().regex(/^(?:[^<>\r\n]{1,100} <[^@<>\s]+@[^@<>\s]+>|[^@<>\s]+@[^@<>\s]+)$/),
    allowed: 'an e-mail address, or a name and an address as in the example',
    help: 'Who the mails come from. Needed with SMTP_URL.',
    example: 'Baraza <baraza@example.org>',
  },
  SESSION_IDLE_MINUTES: {
    ...wholeNumber(5, 525_600),
    default: '10080',
    help: 'A person who does nothing for so long is signed out. The default is seven days; where others can reach the device, an hour or two is better.',
  },
  SESSION_DAYS: { ...wholeNumber(1, 365), default: '30', help: 'A person signs in again after so many days at the latest.' },
  BARAZA_PROVISION: {
    ...text('a JSON file that can be read'),
    help: 'Organizations, keys and channels to set up at each start. See docs/running/provisioning.md.',
    example: 'provision.json',
  },
  BARAZA_PRIVATE_ADDRESSES: {
    ...oneOf('allow', 'refuse'),
    default: 'refuse',
    help: 'Whether a channel or webhook added through the API may name an address on a private network, or one without https. The provisioning file always may.',
  },
  BARAZA_TRUST_PROXY: {
    ...oneOf('yes', 'no'),
    default: 'no',
    help: 'Whether a reverse proxy in front sets X-Forwarded-For and X-Forwarded-Proto.',
  },
  BARAZA_METRICS_TOKEN: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    help: 'Who brings it as a bearer token may read /metrics. Without it only this machine itself may, and nobody behind a proxy. See docs/running/metrics.md.',
    example: 'openssl rand -hex 24',
    secret: true,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...webAddress,
    help: 'A collector of OpenTelemetry that takes OTLP over HTTP: where traces of messages go. Without it none are made. See docs/running/metrics.md.',
    example: 'http://127.0.0.1:4318',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    schema: z.string().regex(/^[\w-]+=[^,\s]+(,[\w-]+=[^,\s]+)*$/),
    allowed: 'names and values as in the example',
    help: 'What the collector wants to be shown with each request.',
    example: 'x-api-key=…,x-team=…',
    secret: true,
  },
  SENTRY_DSN: {
    schema: z.string().refine((given) => parseDsn(given) !== null),
    allowed: 'an address as in the example',
    help: 'A server that speaks Sentry’s protocol: what is logged as an error is told there too, without anything of people. See docs/running/metrics.md.',
    example: 'https://key@sentry.example.org/1',
    secret: true,
  },
  BARAZA_ROLE: {
    ...oneOf('all', 'api', 'worker'),
    default: 'all',
    help: 'What this process does: everything; answer requests (api); or work on what is due (worker). Several processes need DATABASE_URL. See docs/running/scale.md.',
  },
  LIMIT_KEY_PER_MINUTE: {
    ...wholeNumber(0, 1_000_000),
    default: '100',
    help: 'How often an API key may ask one address of the API in a minute. 0: no limit. See docs/running/limits.md.',
  },
  LIMIT_ADDRESS_PER_HOUR: {
    ...wholeNumber(0, 1_000_000),
    default: '1000',
    help: 'How many requests without valid credentials one internet address may make in an hour. 0: no limit.',
  },
  LIMIT_CONTACT_PER_MINUTE: {
    ...wholeNumber(0, 1_000_000),
    default: '60',
    help: 'How many messages a minute of one contact are decided as they come. What is more is stored and decided together, every ten seconds. 0: no limit.',
  },
  LIMIT_INCOMING_PER_MINUTE: {
    ...wholeNumber(0, 1_000_000),
    default: '120',
    help: 'How often one incoming webhook may be called in a minute. 0: no limit.',
  },
  LIMIT_MODEL_PER_MINUTE: {
    ...wholeNumber(0, 1_000_000),
    default: '20',
    help: 'How often a model provider of an organization may be asked in a minute, unless the provider’s own limits.minute says otherwise. 0: no limit.',
  },
  LOG_LEVEL: {
    ...oneOf('debug', 'info', 'warn', 'error', 'silent'),
    default: 'info',
    help: 'How much to log. Logs never hold what people wrote, their names or numbers.',
  },
} as const satisfies Record<string, Variable>;

type Variables = typeof variables;
type Value<V extends Variable> = V extends { default: string } ? z.output<V['schema']> : z.output<V['schema']> | undefined;
type Parsed = { [K in keyof Variables]: Value<Variables[K]> };

export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; null: derive it from what is listened on. */
  readonly publicUrl: string | null;
  readonly dataFolder: string;
  readonly secretKey: Buffer;
  readonly secretKeyFrom: 'environment' | 'folder';
  /** The key that is being replaced; null: none is. */
  readonly previousSecretKey: { readonly key: Buffer; readonly from: 'environment' | 'folder' } | null;
  readonly databaseUrl: string | null;
  readonly databaseConnections: number;
  /** Null: there is none. */
  readonly mailServer: { readonly url: string; readonly from: string } | null;
  readonly sessionTimes: { readonly idleSeconds: number; readonly wholeSeconds: number };
  readonly provisionFile: string | null;
  readonly redisUrl: string | null;
  readonly limits: {
    readonly keyPerMinute: number;
    readonly addressPerHour: number;
    readonly contactPerMinute: number;
    readonly incomingPerMinute: number;
    readonly modelPerMinute: number;
  };
  readonly allowPrivateAddresses: boolean;
  readonly trustProxy: boolean;
  /** Null: only this machine itself reads metrics. */
  readonly metricsToken: string | null;
  /** Null: no traces are made. */
  readonly collector: Collector | null;
  /** Null: errors are told nobody beyond the log. */
  readonly sentryDsn: Dsn | null;
  readonly role: 'all' | 'api' | 'worker';
  readonly logLevel: string;
}

/** Reads the environment. Throws `BadStart` with every fault at once, each with the variable's name and what to do. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const values = parseVariables(environment, faults);
  const dataFolder = resolve(values.BARAZA_DATA_DIR);
  // The folder is only tried, so that a start with another fault leaves nothing behind. What is in the file is looked at later,
  // when there is a database to compare it with.
  faults.push(...faultsOf(() => tryDataFolder(dataFolder)));
  const file = values.BARAZA_PROVISION;
  if (file !== undefined) faults.push(...faultsOf(() => readJsonFile('BARAZA_PROVISION', file)));
  if (values.SMTP_URL && !values.MAIL_FROM && !environment.MAIL_FROM)
    faults.push('MAIL_FROM is missing: with SMTP_URL it must say who the mails come from.');
  if (values.BARAZA_ROLE !== 'all' && !values.DATABASE_URL)
    faults.push('BARAZA_ROLE: the embedded database has one process, which does everything. Set DATABASE_URL, or leave BARAZA_ROLE away.');
  const keys = findKeys(values, dataFolder, faults);
  if (faults.length > 0 || !keys) throw new BadStart(faults);
  return {
    environment: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataFolder,
    ...keys,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseConnections: values.DATABASE_CONNECTIONS,
    mailServer: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: values.MAIL_FROM } : null,
    sessionTimes: { idleSeconds: values.SESSION_IDLE_MINUTES * 60, wholeSeconds: values.SESSION_DAYS * 86_400 },
    provisionFile: values.BARAZA_PROVISION ?? null,
    redisUrl: values.REDIS_URL ?? null,
    limits: {
      keyPerMinute: values.LIMIT_KEY_PER_MINUTE,
      addressPerHour: values.LIMIT_ADDRESS_PER_HOUR,
      contactPerMinute: values.LIMIT_CONTACT_PER_MINUTE,
      incomingPerMinute: values.LIMIT_INCOMING_PER_MINUTE,
      modelPerMinute: values.LIMIT_MODEL_PER_MINUTE,
    },
    allowPrivateAddresses: values.BARAZA_PRIVATE_ADDRESSES === 'allow',
    trustProxy: values.BARAZA_TRUST_PROXY === 'yes',
    metricsToken: values.BARAZA_METRICS_TOKEN ?? null,
    collector: collectorOf(values),
    sentryDsn: values.SENTRY_DSN ? parseDsn(values.SENTRY_DSN) : null,
    role: values.BARAZA_ROLE,
    logLevel: values.LOG_LEVEL,
  };
}

function collectorOf({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: headers = '' }: Parsed): Collector | null {
  if (!url) return null;
  const pairs = headers.split(',').filter(Boolean);
  const split = (pair: string) => [pair.slice(0, pair.indexOf('=')).toLowerCase(), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))];
  return { url, headers: Object.fromEntries(pairs.map(split)) };
}

function parseVariables(environment: NodeJS.ProcessEnv, faults: string[]): Parsed {
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable>(variables)) {
    // An empty variable is what a compose file leaves behind for "not set".
    const given = environment[name] || variable.default;
    const result = given === undefined ? undefined : variable.schema.safeParse(given);
    if (result?.success) values[name] = result.data;
    else if (result) faults.push(`${name} must be ${variable.allowed}.`);
  }
  return values as Parsed;
}

/** The faults that some work finds by itself. */
function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof BadStart) return error.faults;
    throw error;
  }
}

type Keys = Pick<Config, 'secretKey' | 'secretKeyFrom' | 'previousSecretKey'>;

/** The key in use, and the one before while it is being replaced: given by the environment, or begun with in the data folder. */
function findKeys(values: Parsed, dataFolder: string, faults: string[]): Keys | null {
  const secretKeyFrom = values.BARAZA_SECRET_KEY ? 'environment' : 'folder';
  const secretKey = findSecretKey(values, dataFolder, faults);
  const previous = decodeVariable('BARAZA_SECRET_KEY_PREVIOUS', values, faults);
  if (!secretKey || faults.length > 0) return null;
  if (previous) return { secretKey, secretKeyFrom, previousSecretKey: { key: previous, from: 'environment' } };
  try {
    const next = readNextKey(dataFolder);
    if (!next || next.equals(secretKey)) return { secretKey, secretKeyFrom, previousSecretKey: null };
    return { secretKey: next, secretKeyFrom, previousSecretKey: { key: secretKey, from: 'folder' } };
  } catch (error) {
    faults.push(`BARAZA_DATA_DIR: ${(error as Error).message}.`);
    return null;
  }
}

function decodeVariable(name: 'BARAZA_SECRET_KEY' | 'BARAZA_SECRET_KEY_PREVIOUS', values: Parsed, faults: string[]): Buffer | null {
  const given = values[name];
  if (!given) return null;
  const key = decodeKey(given);
  if (!key) faults.push(`${name} must be ${variables[name].allowed}; make one with: ${variables.BARAZA_SECRET_KEY.example}`);
  return key;
}

function findSecretKey(values: Parsed, dataFolder: string, faults: string[]): Buffer | null {
  if (values.BARAZA_SECRET_KEY) return decodeVariable('BARAZA_SECRET_KEY', values, faults);
  if (values.NODE_ENV === 'production') {
    faults.push('BARAZA_SECRET_KEY is missing; in production it must be given. Make one with: openssl rand -base64 32');
    return null;
  }
  if (faults.length > 0) return Buffer.alloc(32);
  try {
    return keyFromFolder(dataFolder);
  } catch (error) {
    if (error instanceof BadStart) faults.push(...error.faults);
    else faults.push(`BARAZA_DATA_DIR: the folder ${dataFolder} cannot be used: ${(error as Error).message}.`);
    return null;
  }
}

/** The key kept in the data folder, made once with mode 0600. */
function keyFromFolder(dataFolder: string): Buffer {
  const path = keyFile(dataFolder);
  makeDataFolder(dataFolder);
  // A new key beside an old database would open nothing, and the next backup would keep it in place of the right one.
  if (!existsSync(path) && existsSync(join(dataFolder, 'database', 'PG_VERSION')))
    throw new BadStart([
      `secret.key is missing from the data folder ${dataFolder}. Without it nothing that is stored encrypted can be read. Put it back from the backup, or give it in BARAZA_SECRET_KEY.`,
    ]);
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKey(path);
}

/** What `npm run baraza -- config` prints: every variable, what it may be, and what it is now. Secrets are never shown. */
export function explainConfig(environment: NodeJS.ProcessEnv = process.env): string {
  return Object.entries<Variable>(variables)
    .map(([name, variable]) => {
      const given = environment[name];
      const now = given ? (variable.secret ? 'set (not shown)' : given) : 'not set';
      const wrong = given && !variable.schema.safeParse(given).success ? `; that is wrong, it must be ${variable.allowed}` : '';
      const lines = [name, `  ${variable.help}`, `  Allowed: ${variable.allowed}`];
      if (variable.default !== undefined) lines.push(`  Default: ${variable.default}`);
      if (variable.example) lines.push(`  Example: ${variable.example}`);
      return [...lines, `  Now: ${now}${wrong}`].join('\n');
    })
    .join('\n\n');
}

/** The same as the table of docs/running/configuration.md. */
export function tabulateConfig(): string {
  const code = (words: string | undefined) => (words === undefined ? '' : `\`${words}\``);
  const rows = Object.entries<Variable>(variables).map(([name, { allowed, default: fallback, help, example }]) => {
    const whatFor = example === undefined ? help : `${help} Example: ${code(example)}`;
    return `| ${code(name)} | ${allowed} | ${code(fallback)} | ${whatFor} |`;
  });
  return ['| Variable | Allowed | Default | What for |', '|---|---|---|---|', ...rows].join('\n');
}

/** A variable that the provisioning file names as the place of a secret. */
export function readVariable(name: string): string | undefined {
  return process.env[name];
}
