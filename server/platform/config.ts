import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { BadStart } from './errors.ts';

/** Everything the program takes from its environment: one schema, parsed once, handed down. Nothing else reads it. */

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be 0 or more')
  .max(65_535, 'must be 65535 or less');
const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address such as https://chat.example.org' });

interface Variable {
  readonly schema: z.ZodType;
  readonly help: string;
  readonly example?: string;
  /** Never shown, not even its default. */
  readonly secret?: true;
}

/** Every variable, in the order `npm run baraza -- config` explains them. */
export const variables = {
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production'], 'must be development, test or production').default('development'),
    help: 'How strict to be. In production the secret key must be given, and cookies need https.',
  },
  PORT: { schema: port.default(8080), help: 'The port to listen on. 0 takes any free one.' },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    help: 'The address to listen on. Use 0.0.0.0 inside a container or behind a proxy.',
  },
  PUBLIC_URL: {
    schema: webAddress.optional(),
    help: 'The address people and providers reach this server at. Needed for webhooks and links; by default http://HOST:PORT.',
    example: 'https://chat.example.org',
  },
  BARAZA_DATA_DIR: {
    schema: z.string().min(1).default('data'),
    help: 'The folder for everything that is kept on disk: the embedded database, the journal, the secret key, the control socket.',
  },
  BARAZA_SECRET_KEY: {
    schema: z.string().optional(),
    help: 'The key that seals secrets: 32 bytes as base64 or hex. Outside production it is made in the data folder when missing. Lose it and sealed values are lost; back it up apart from the data.',
    example: 'openssl rand -base64 32',
    secret: true,
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres:// or postgresql://' }).optional(),
    help: 'A PostgreSQL server, 15 or newer; later versions will need its pgvector extension. Without it the embedded database in the data folder is used.',
    example: 'postgres://baraza:secret@127.0.0.1:5432/baraza',
    secret: true,
  },
  DATABASE_CONNECTIONS: {
    schema: z.coerce.number('must be a number').int().min(2, 'must be 2 or more').max(200).default(10),
    help: 'How many connections to PostgreSQL this process may open.',
  },
  REDIS_URL: {
    schema: z.url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' }).optional(),
    help: 'A Redis server, for several processes on one database. Not used yet by a single process.',
    secret: true,
  },
  BARAZA_PROVISION: {
    schema: z.string().min(1).optional(),
    help: 'A JSON file with organizations, keys and channels to set up at each start. See docs/running/provisioning.md.',
    example: 'provision.json',
  },
  BARAZA_PRIVATE_ADDRESSES: {
    schema: z.enum(['allow', 'refuse'], 'must be allow or refuse').default('refuse'),
    help: 'Whether a channel added through the API may name a provider address on a private network. The provisioning file always may.',
  },
  BARAZA_TRUST_PROXY: {
    schema: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
    help: 'Whether a reverse proxy in front sets X-Forwarded-For and X-Forwarded-Proto.',
  },
  MODEL_URL: {
    schema: webAddress.optional(),
    help: 'An OpenAI-compatible model provider. Without one the offline assistant answers. Not used yet: comes with the model assistant.',
  },
  MODEL_KEY: { schema: z.string().min(1).optional(), help: "The model provider's key.", secret: true },
  MODEL_NAME: { schema: z.string().min(1).optional(), help: 'The model to ask for.' },
  LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent').default('info'),
    help: 'How much to log. Logs never hold what people wrote, their names or numbers.',
  },
} as const satisfies Record<string, Variable>;

type Parsed = { [K in keyof typeof variables]: z.output<(typeof variables)[K]['schema']> };

export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end; null: derive it from what is listened on. */
  readonly publicUrl: string | null;
  readonly dataFolder: string;
  readonly secretKey: Buffer;
  readonly databaseUrl: string | null;
  readonly databaseConnections: number;
  readonly provisionFile: string | null;
  readonly allowPrivateAddresses: boolean;
  readonly trustProxy: boolean;
  readonly logLevel: string;
}

/** Reads the environment. Throws `BadStart` with every fault at once, each with the variable's name and what to do. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const values = parseVariables(environment, faults);
  const dataFolder = resolve(values.BARAZA_DATA_DIR);
  const secretKey = findSecretKey(values, dataFolder, faults);
  if (faults.length > 0 || !secretKey) throw new BadStart(faults);
  return {
    environment: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataFolder,
    secretKey,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseConnections: values.DATABASE_CONNECTIONS,
    provisionFile: values.BARAZA_PROVISION ?? null,
    allowPrivateAddresses: values.BARAZA_PRIVATE_ADDRESSES === 'allow',
    trustProxy: values.BARAZA_TRUST_PROXY === 'yes',
    logLevel: values.LOG_LEVEL,
  };
}

function parseVariables(environment: NodeJS.ProcessEnv, faults: string[]): Parsed {
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(variables)) {
    // An empty variable is what a compose file leaves behind for "not set".
    const result = variable.schema.safeParse(environment[name] || undefined);
    if (result.success) values[name] = result.data;
    else faults.push(`${name} ${result.error.issues[0]?.message ?? 'is wrong'}.`);
  }
  return { BARAZA_DATA_DIR: 'data', ...values } as Parsed;
}

function findSecretKey(values: Parsed, dataFolder: string, faults: string[]): Buffer | null {
  if (values.BARAZA_SECRET_KEY) {
    const key = decodeKey(values.BARAZA_SECRET_KEY);
    if (!key) faults.push('BARAZA_SECRET_KEY must be 32 bytes as base64 or hex; make one with: openssl rand -base64 32');
    return key;
  }
  if (values.NODE_ENV === 'production') {
    faults.push('BARAZA_SECRET_KEY is missing; in production it must be given. Make one with: openssl rand -base64 32');
    return null;
  }
  if (faults.length > 0) return Buffer.alloc(32);
  try {
    return keyFromFolder(dataFolder);
  } catch (error) {
    faults.push(`BARAZA_DATA_DIR: the folder ${dataFolder} cannot be used: ${(error as Error).message}`);
    return null;
  }
}

/** The key kept in the data folder, made once with mode 0600. */
function keyFromFolder(dataFolder: string): Buffer {
  const path = join(dataFolder, 'secret.key');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = decodeKey(readFileSync(path, 'utf8').trim());
  if (!key) throw new Error('secret.key does not hold 32 bytes as base64; restore it from a backup');
  return key;
}

function decodeKey(text: string): Buffer | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  return bytes.length === 32 ? bytes : null;
}

/** What `npm run baraza -- config` prints: every variable, what it is for, and what it is now. Secrets are never shown. */
export function explainConfig(environment: NodeJS.ProcessEnv = process.env): string {
  return Object.entries(variables)
    .map(([name, variable]: [string, Variable]) => {
      const given = environment[name];
      const fallback = variable.schema.safeParse(undefined).data;
      const now = given ? (variable.secret ? 'set (not shown)' : given) : 'not set';
      const lines = [name, `  ${variable.help}`];
      if (fallback !== undefined) lines.push(`  Default: ${String(fallback)}`);
      if (variable.example) lines.push(`  Example: ${variable.example}`);
      return [...lines, `  Now: ${now}`].join('\n');
    })
    .join('\n\n');
}

/** A variable that the provisioning file names as the place of a secret. */
export function readVariable(name: string): string | undefined {
  return process.env[name];
}
