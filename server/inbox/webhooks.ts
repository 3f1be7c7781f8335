import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ChannelAdapter, Reception, Webhook, WebhookPart } from '#channels/channel.ts';
import type { ChannelDirectory, LoadedChannel, Pulse } from '#channels/index.ts';
import type { Clock } from '#platform/clock.ts';
import { DatabaseUnreachable } from '#platform/db/statement.ts';
import { type Log, places } from '#platform/log.ts';
import { answerWaiting, type Held, hold } from './answer-waiting.ts';
import type { ChannelLog } from './channel-log.ts';
import type { Receive } from './receive.ts';
import { bodyBytesMax, PackedWrong, TooLarge, unpack } from './unpack.ts';
import type { Waits } from './waits.ts';

/** When a webhook cannot be stored within this time the answer is 503, and the provider sends it again. */
const answerMs = 1900;
/** Keys of dropped parts that are named in the log. */
const namedMax = 5;

export interface WebhookOptions {
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly directory: ChannelDirectory;
  readonly receive: Receive;
  readonly channelLog: ChannelLog;
  /** Told of what is proven, so that a person can see when a channel was last heard of. */
  readonly pulse: Pick<Pulse, 'heard' | 'greeted' | 'sent'>;
  readonly waits: Waits;
  readonly clock: Clock;
  readonly log: Log;
}

/** GET and POST /webhooks/<channel type>, for all accounts of all organizations. */
export async function webhookRoutes(server: FastifyInstance, options: WebhookOptions): Promise<void> {
  server.removeAllContentTypeParsers();
  // The signature covers the raw bytes, so nothing is parsed before it is checked, whatever the content type says.
  server.addHook('onRequest', async ({ raw }) => {
    // So that a type that is none is not refused before the sender had a chance to be proven.
    raw.headers['content-type'] = 'application/octet-stream';
  });
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error, _request, reply) => {
    if ((error as { statusCode?: number }).statusCode === 413) return answerFault(options, new TooLarge(), reply);
    throw error;
  });
  // Answers to machines: what protects a browser's page is left out.
  const bare = { helmet: false } as const;
  server.get('/webhooks/:type', bare, (request, reply) => answerHandshake(options, request, reply));
  server.post('/webhooks/:type', { ...bare, config: { quiet: true } }, (request, reply) => answerWebhook(options, request, reply));
}

function webhookOf(options: WebhookOptions, request: FastifyRequest): Webhook<unknown, unknown> | undefined {
  return options.adapters.get((request.params as { type: string }).type)?.webhook;
}

/** Of a value that came twice nobody can say which is meant: it is left out. */
function singleValues(values: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

async function answerHandshake(options: WebhookOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const webhook = webhookOf(options, request);
  if (!webhook) return refuse(reply, 404, 'not_found', 'There is no such webhook.');
  const handshake = webhook.handshake(singleValues(request.query as Record<string, unknown>));
  if (!handshake)
    return refuse(
      reply,
      400,
      'webhooks.no_handshake',
      'This address takes webhooks; a handshake has hub.mode, hub.verify_token and hub.challenge.',
    );
  // The token is looked up by its hash, so comparing takes the same time for every wrong one.
  const known = await options.directory.find(handshake.key.kind, [handshake.key.value]);
  if (known.every((channel) => channel.state === 'disabled'))
    return refuse(reply, 403, 'webhooks.wrong_token', 'No channel has this verify token.');
  for (const channel of known) options.pulse.greeted(channel);
  return reply.type('text/plain').send(handshake.answer);
}

async function answerWebhook(options: WebhookOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const webhook = webhookOf(options, request);
  if (!webhook) return refuse(reply, 404, 'not_found', 'There is no such webhook.');
  try {
    const { headers } = request;
    const body = await unpack((request.body as Buffer | undefined) ?? Buffer.alloc(0), headers['content-encoding']?.toLowerCase());
    const opened = { body, headers };
    const { parts, fault } = webhook.open(opened);
    const taking: Taking = { receptions: [], held: [], over: false };
    // Also when what came could not be stored: whoever is held is let go when the answer has left, whatever it was.
    reply.raw.once('close', () => {
      taking.over = true;
      for (const { wait } of taking.held) wait.end(false);
    });
    if (await inTime(options.clock, take(options, parts, taking))) {
      const [held] = taking.held;
      if (held) return answerWaiting(held, { request: opened, reply, pulse: options.pulse });
      return reply.type('text/plain').send('OK');
    }
    if (fault !== null) return refuse(reply, 400, 'webhooks.unreadable', fault);
    return refuse(reply, 401, 'webhooks.not_proven', 'The signature does not prove the sender for any channel here.');
  } catch (error) {
    return answerFault(options, error, reply);
  }
}

function answerFault(options: WebhookOptions, error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof PackedWrong) return refuse(reply, 400, 'webhooks.unreadable', error.message);
  if (error instanceof TooLarge) return refuse(reply, 413, 'webhooks.too_large', 'The body is larger than 4 MiB.');
  if (!(error instanceof DatabaseUnreachable)) options.log.error({ err: places(error) }, 'a webhook could not be taken');
  // Whatever went wrong on our side, the provider shall send it again.
  return refuse(reply.header('retry-after', '5'), 503, 'unavailable', 'This could not be stored. Send it again.');
}

/**
 * Stores what each part says for the channel that owns its address, if that channel's own secret proves the sender.
 * Returns false when no part was proven. A body may mix numbers of several organizations; one never speaks for another.
 */
async function take(options: WebhookOptions, parts: Iterable<WebhookPart>, taking: Taking): Promise<boolean> {
  const { receptions } = taking;
  const dropped: string[] = [];
  let cut = false;
  for (const some of slicesOf(parts)) {
    dropped.push(...(await takeSome(options, some, taking)));
    // A forger names what he likes, as often as he likes: the rest is looked at for a proven sender only.
    cut = receptions.length === 0;
    if (cut) break;
  }
  if (dropped.length > 0)
    options.log.warn(
      { dropped: dropped.length, named: [...new Set(dropped)].slice(0, namedMax), proven: receptions.length, readToTheEnd: !cut },
      'parts of a webhook were dropped: not signed with the secret of the channel they name',
    );
  await Promise.all(receptions);
  return receptions.length > 0;
}

/** What was begun for one request. */
interface Taking {
  readonly receptions: Promise<void>[];
  readonly held: Held[];
  /** The answer has left, or the asker has: what is stored from here on holds nobody, for nobody would ever let go. */
  over: boolean;
}

/** Begins to store what is proven, and returns the keys of the parts that were not. */
async function takeSome(options: WebhookOptions, parts: readonly WebhookPart[], taking: Taking): Promise<string[]> {
  if (parts.length > 1) await lookUpTogether(options.directory, parts);
  const dropped: string[] = [];
  for (const part of parts) {
    const found = await options.directory.find(part.key.kind, [part.key.value]);
    // Nobody has this key: whoever else may prove the sender keeps the news, so that it is not sent again for days.
    const { key, read } = found.length > 0 || !part.otherwise ? part : part.otherwise;
    for (const channel of found.length > 0 ? found : await options.directory.find(key.kind, [key.value])) {
      const account = await provenAccount(options, part, channel);
      if (!account) {
        dropped.push(part.key.value);
        continue;
      }
      const reception = store(options, account, heard(account, read(account)), taking);
      // It may fail while the next part is still being looked up; a rejection nobody waits for yet would end the program.
      reception.catch(() => undefined);
      taking.receptions.push(reception);
    }
  }
  return dropped;
}

async function store(options: WebhookOptions, channel: LoadedChannel, reception: Reception, taking: Taking): Promise<void> {
  const waiting = taking.over ? null : hold(options.waits, options.adapters.get(channel.type)?.inline, channel, reception);
  if (waiting) taking.held.push(waiting);
  const fresh = await options.receive(channel, reception);
  await waiting?.wait.stored(fresh);
}

/** A disabled channel takes what its provider goes on sending: refusing would bring it back for days, and some day drop it. */
function heard(channel: LoadedChannel, reception: Reception): Reception {
  if (channel.state !== 'disabled' || reception.messages.length === 0) return reception;
  const reason = 'The channel is disabled: the message is stored for people and not answered.';
  return { ...reception, notices: [...reception.notices, { kind: 'not_answered', reason }] };
}

/** Graph webhooks batch at most 1,000 updates in a body (Meta's webhooks overview); ten times that is looked up in ten steps. */
const sliceMax = 1000;

function* slicesOf<T>(items: Iterable<T>): Generator<T[]> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < sliceMax) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** One question for all the keys of a body, which the directory then remembers: a forged body may name a thousand. */
async function lookUpTogether(directory: ChannelDirectory, parts: readonly WebhookPart[]): Promise<void> {
  for (const [kind, some] of Map.groupBy(parts, (part) => part.key.kind)) {
    await directory.find(kind, [...new Set(some.map((part) => part.key.value))]);
  }
}

/** A secret may have been changed since the channel was last read: a failed proof is tried once more with a fresh one. */
async function provenAccount(options: WebhookOptions, part: WebhookPart, channel: LoadedChannel): Promise<LoadedChannel | null> {
  const proof = part.proven(channel);
  if (proof) {
    options.pulse.heard(channel, proof);
    return channel;
  }
  const fresh = await options.directory.refresh(channel);
  const late = fresh?.usable ? part.proven(fresh) : null;
  if (!fresh || !late) return null;
  options.pulse.heard(fresh, late);
  return fresh;
}

function inTime<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(answerMs, () => reject(new DatabaseUnreachable('The database did not answer in time.')));
    work.then(resolve, reject).finally(cancel);
  });
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.status(status).send({ error: { code, message, details: {} } });
}
