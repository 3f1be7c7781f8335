import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { VerifyAudit } from '#platform/audit/heads.ts';
import { BadStart, Refusal } from '#platform/errors.ts';
import { type Log, places } from '#platform/log.ts';
import type { App } from './app.ts';
import type { CheckChannels } from './channel-checks.ts';
import { type ChatPartner, createChatPartner, type Said } from './chat-partner.ts';
import type { CopyDatabase } from './copy-database.ts';
import type { Examine } from './doctor.ts';
import type { Erase } from './erase.ts';
import type { Resume } from './resume.ts';
import type { Rotate } from './rotation.ts';

/**
 * The control socket: while a program runs it alone may use the data folder, so every `baraza` command speaks to it through
 * a socket in that folder, which only its owner may open (0600). Requests are JSON, answers JSON lines.
 */
export interface Control {
  readonly partner: ChatPartner;
  close(): Promise<void>;
}

/** What commands ask of the program that holds the database. */
export interface Commands {
  readonly rotate: Rotate;
  readonly checkChannels: CheckChannels;
  readonly examine: Examine;
  readonly copyDatabase: CopyDatabase;
  readonly resume: Resume;
  readonly erase: Erase;
  readonly verifyAudit: VerifyAudit;
}

/** A Unix socket's address holds 108 bytes (unix(7)); a deeper folder gets one in `ownFolder`, named by its hash. */
const addressBytesMax = 100;

export function socketPath(dataFolder: string): string {
  const path = join(dataFolder, 'control.sock');
  if (Buffer.byteLength(path) <= addressBytesMax) return path;
  return join(ownFolder(), `${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}.sock`);
}

/** The user's own in the temporary folder, where everybody may make files. */
function ownFolder(): string {
  return join(tmpdir(), `baraza-${process.getuid?.() ?? 'user'}`);
}

/** Anybody could have made that folder first, to listen there themselves. Throws `BadStart`; false: there is none yet. */
function isOwnFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return false;
  const mine = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o777) === 0o700);
  if (found.isDirectory() && mine) return true;
  throw new BadStart([
    `${folder} is not a folder of your own with mode 0700, so it cannot hold the control socket. Remove it, or set BARAZA_DATA_DIR to a shorter path.`,
  ]);
}

function makeFolder(folder: string): void {
  const mustBeOwn = folder === ownFolder();
  if (!mustBeOwn || !isOwnFolder(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Looked at once more: somebody may have been faster.
  if (mustBeOwn) isOwnFolder(folder);
}

/**
 * `shared`: others may speak to this program; false for a command that runs alone. On PostgreSQL two programs may have one
 * data folder: the second goes on without a socket.
 */
export async function startControl(dataFolder: string, app: App, options: { shared: boolean; log: Log } & Commands): Promise<Control> {
  const partner = createChatPartner(app);
  if (!options.shared) return { partner, close: async () => undefined };
  const path = socketPath(dataFolder);
  makeFolder(dirname(path));
  const server = createServer((incoming, outgoing) => {
    answer({ ...options, partner }, incoming, outgoing).catch((error: unknown) => {
      options.log.warn({ err: places(error) }, 'a command failed');
      outgoing.writableEnded || outgoing.end(`${JSON.stringify({ error: (error as Error).message })}\n`);
    });
  });
  if (!(await takePlace(server, path))) {
    options.log.warn(
      { part: 'control' },
      'another program answers commands for this data folder; this one goes on without a control socket',
    );
    return { partner, close: async () => undefined };
  }
  chmodSync(path, 0o600);
  return { partner, close: () => closeServer(server) };
}

/** Listens there, also in place of a socket that a killed program left; false: another program answers there. */
async function takePlace(server: Server, path: string): Promise<boolean> {
  if (await listens(server, path)) return true;
  if (await isAnswered(path)) return false;
  rmSync(path, { force: true });
  return listens(server, path);
}

/** False: something is there already. */
function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', refused).listen(path, () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}

/** Only what says for certain that nobody is there counts as nobody: a busy program is not one that is gone. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(!['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(error.code ?? '')));
  });
}

/** The socket's file goes with it. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

async function answer(
  { partner, rotate, checkChannels, examine, copyDatabase, resume, erase, verifyAudit }: { partner: ChatPartner } & Commands,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readJson(incoming);
  const say = (line: string) => void outgoing.write(`${JSON.stringify({ line })}\n`);
  if (incoming.url === '/chat/open') {
    outgoing.end(`${JSON.stringify(await partner.open(body as Parameters<ChatPartner['open']>[0]))}\n`);
  } else if (incoming.url === '/chat/say') {
    await partner.say(body as Said);
    outgoing.end('{}\n');
  } else if (incoming.url === '/chat/listen') {
    outgoing.flushHeaders();
    const { channelId, person } = body as Said;
    outgoing.on(
      'close',
      partner.listen({ channelId, person }, (content) => outgoing.write(`${JSON.stringify(content)}\n`)),
    );
  } else if (incoming.url === '/secrets/rotate') {
    const { organizationKeys } = body as { organizationKeys: boolean };
    await rotate({ organizationKeys, say });
    outgoing.end('{"done":true}\n');
  } else if (incoming.url === '/database/copy') {
    outgoing.end(`${JSON.stringify(await copyDatabase())}\n`);
  } else if (incoming.url === '/audit/verify') {
    outgoing.end(`${JSON.stringify(await verifyAudit())}\n`);
  } else if (incoming.url === '/erase') {
    outgoing.end(`${JSON.stringify(await erase(body as Parameters<Erase>[0]))}\n`);
  } else if (incoming.url === '/resume') {
    outgoing.end(`${JSON.stringify(await resume())}\n`);
  } else if (incoming.url === '/channels/check') {
    outgoing.end(`${JSON.stringify(await checkChannels(body as Parameters<CheckChannels>[0]))}\n`);
  } else if (incoming.url === '/doctor') {
    outgoing.end(`${JSON.stringify(await examine())}\n`);
  } else {
    outgoing.statusCode = 404;
    outgoing.end('{"error":"There is no such command."}\n');
  }
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}

/** What a running program does for commands. */
export interface RunningProgram extends Commands {
  readonly partner: ChatPartner;
}

/** The program that runs on this data folder; null when none runs. Throws `BadStart` when somebody else may listen there. */
export async function findRunning(dataFolder: string): Promise<RunningProgram | null> {
  const path = socketPath(dataFolder);
  if (dirname(path) === ownFolder() && !isOwnFolder(ownFolder())) return null;
  const post = (url: string, body: unknown) => exchange(path, url, body);
  try {
    await post('/', {});
  } catch {
    return null;
  }
  const partner: ChatPartner = {
    open: async (wanted) => (await post('/chat/open', wanted)) as Awaited<ReturnType<ChatPartner['open']>>,
    say: async (said) => void (await post('/chat/say', said)),
    listen: (to, callback) => listenTo(path, to, callback),
  };
  return {
    partner,
    rotate: ({ organizationKeys, say }) => follow(path, { url: '/secrets/rotate', body: { organizationKeys } }, say),
    copyDatabase: async () => (await post('/database/copy', {})) as Awaited<ReturnType<CopyDatabase>>,
    verifyAudit: async () => (await post('/audit/verify', {})) as Awaited<ReturnType<VerifyAudit>>,
    erase: async (wish) => (await post('/erase', wish)) as Awaited<ReturnType<Erase>>,
    resume: async () => (await post('/resume', {})) as Awaited<ReturnType<Resume>>,
    checkChannels: async (wish) => (await post('/channels/check', wish)) as Awaited<ReturnType<CheckChannels>>,
    examine: async () => (await post('/doctor', {})) as Awaited<ReturnType<Examine>>,
  };
}

/** Lines as they come; rejects with what the program says, or when it ends in the middle. */
function follow(socket: string, { url, body }: { url: string; body: unknown }, say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: socket, path: url, method: 'POST' }, (incoming) => {
      eachLine(incoming, (line) => {
        const { line: said, error, done } = JSON.parse(line) as { line?: string; error?: string; done?: boolean };
        if (said !== undefined) say(said);
        if (error !== undefined) reject(new Refusal('bad_request', error));
        if (done) resolve();
      });
      incoming.on('close', () => reject(new Refusal('bad_request', 'The server ended before it was done. Run the command again.')));
    });
    outgoing.on('error', reject).end(JSON.stringify(body));
  });
}

function eachLine(incoming: IncomingMessage, take: (line: string) => void): void {
  let rest = '';
  incoming.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

function exchange(socket: string, url: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: socket, path: url, method: 'POST' }, (incoming) => {
      readJson(incoming).then((value) => {
        const fault = (value as { error?: string }).error;
        if (fault !== undefined && incoming.statusCode !== 404) reject(new Refusal('bad_request', fault));
        else resolve(value);
      }, reject);
    });
    outgoing.on('error', reject).end(JSON.stringify(body));
  });
}

function listenTo(socket: string, to: { channelId: string; person: string }, callback: Parameters<ChatPartner['listen']>[1]): () => void {
  const outgoing = request({ socketPath: socket, path: '/chat/listen', method: 'POST' }, (incoming) => {
    eachLine(incoming, (line) => callback(JSON.parse(line)));
  });
  outgoing.on('error', () => undefined).end(JSON.stringify(to));
  return () => outgoing.destroy();
}
