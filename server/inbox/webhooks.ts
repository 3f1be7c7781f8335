import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ChannelAdapter, UnreadableWebhook, type Webhook, type WebhookPart } from '#channels/channel.ts';
import type { ChannelDirectory, LoadedChannel } from '#channels/index.ts';
import type { Clock } from '#platform/clock.ts';
import { DatabaseUnreachable } from '#platform/db/statement.ts';
import { type Log, places } from '#platform/log.ts';
import type { ChannelLog } from './channel-log.ts';
import type { Receive } from './receive.ts';

/** Meta sends up to 3 MB; measured after decompression. */
const bodyBytesMax = 4 * 1024 * 1024;
/** When a webhook cannot be stored within this time the answer is 503, and the provider sends it again. */
const answerMs = 1900;

export interface WebhookOptions {
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly directory: ChannelDirectory;
  readonly receive: Receive;
  readonly channelLog: ChannelLog;
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
  server.get('/webhooks/:type', (request, reply) => answerHandshake(options, request, reply));
  server.post('/webhooks/:type', { config: { quiet: true } }, (request, reply) => answerWebhook(options, request, reply));
}

function webhookOf(options: WebhookOptions, request: FastifyRequest): Webhook<unknown, unknown> | undefined {
  return options.adapters.get((request.params as { type: string }).type)?.webhook;
}

async function answerHandshake(options: WebhookOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const webhook = webhookOf(options, request);
  if (!webhook) return refuse(reply, 404, 'not_found', 'There is no such webhook.');
  const handshake = webhook.handshake(request.query as Record<string, string | undefined>);
  if (!handshake)
    return refuse(
      reply,
      400,
      'webhooks.no_handshake',
      'This address takes webhooks; a handshake has hub.mode, hub.verify_token and hub.challenge.',
    );
  // The token is looked up by its hash, so comparing takes the same time for every wrong one.
  const known = await options.directory.find(handshake.key.kind, [handshake.key.value]);
  if (known.length === 0) return refuse(reply, 403, 'webhooks.wrong_token', 'No channel has this verify token.');
  return reply.type('text/plain').send(handshake.answer);
}

async function answerWebhook(options: WebhookOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const webhook = webhookOf(options, request);
  if (!webhook) return refuse(reply, 404, 'not_found', 'There is no such webhook.');
  try {
    const body = await inflate(request.body as Buffer | undefined, headerOf(request, 'content-encoding'));
    const parts = webhook.open({ body, headers: singleHeaders(request) });
    const taken = await inTime(options.clock, take(options, parts));
    if (!taken) return refuse(reply, 401, 'webhooks.not_proven', 'The signature does not prove the sender for any channel here.');
    return reply.type('text/plain').send('OK');
  } catch (error) {
    return answerFault(options, error, reply);
  }
}

function answerFault(options: WebhookOptions, error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof UnreadableWebhook) return refuse(reply, 400, 'webhooks.unreadable', error.message);
  if (error instanceof TooLarge) return refuse(reply, 413, 'webhooks.too_large', 'The body is larger than 4 MiB.');
  if (!(error instanceof DatabaseUnreachable)) options.log.error({ err: places(error) }, 'a webhook could not be taken');
  // Whatever went wrong on our side, the provider shall send it again.
  return refuse(reply.header('retry-after', '5'), 503, 'unavailable', 'This could not be stored. Send it again.');
}

/**
 * Stores what each part says for the channel that owns its address, if that channel's own secret proves the sender.
 * Returns false when no part was proven. A body may mix numbers of several organizations; one never speaks for another.
 */
async function take(options: WebhookOptions, parts: readonly WebhookPart[]): Promise<boolean> {
  await lookUpTogether(options.directory, parts);
  let proven = 0;
  let dropped = 0;
  const receptions: Promise<void>[] = [];
  for (const part of parts) {
    for (const channel of await options.directory.find(part.key.kind, [part.key.value])) {
      const account = await provenAccount(options, part, channel);
      if (!account) {
        dropped += 1;
        continue;
      }
      proven += 1;
      const reception = options.receive(account, part.read(account));
      // It may fail while the next part is still being looked up; a rejection nobody waits for yet would end the program.
      reception.catch(() => undefined);
      receptions.push(reception);
    }
  }
  if (dropped > 0)
    options.log.warn({ dropped, proven }, 'parts of a webhook were dropped: not signed with the secret of the channel they name');
  await Promise.all(receptions);
  return proven > 0;
}

/** One question for all the keys of a body, which the directory then remembers: a forged body may name a thousand. */
async function lookUpTogether(directory: ChannelDirectory, parts: readonly WebhookPart[]): Promise<void> {
  for (const [kind, some] of Map.groupBy(parts, (part) => part.key.kind)) {
    await directory.find(kind, [...new Set(some.map((part) => part.key.value))]);
  }
}

/** A secret may have been changed since the channel was last read: a failed proof is tried once more with a fresh one. */
async function provenAccount(options: WebhookOptions, part: WebhookPart, channel: LoadedChannel): Promise<LoadedChannel | null> {
  if (part.proven(channel)) return channel;
  const fresh = await options.directory.refresh(channel);
  return fresh && part.proven(fresh) ? fresh : null;
}

function inTime<T>(clock: Clock, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(answerMs, () => reject(new DatabaseUnreachable('The database did not answer in time.')));
    work.then(resolve, reject).finally(cancel);
  });
}

class TooLarge extends Error {}

const decoders: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

async function inflate(body: Buffer | undefined, encoding: string | undefined): Promise<Buffer> {
  if (!body || body.length === 0) throw new UnreadableWebhook('The body is empty.');
  if (!encoding || encoding === 'identity') return body;
  const decoder = decoders[encoding];
  if (!decoder) throw new UnreadableWebhook('The content encoding is not one of gzip, deflate, br.');
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      chunks.push(chunk);
      // Stops in the middle of a bomb instead of after it.
      done(size > bodyBytesMax ? new TooLarge() : null);
    },
  });
  try {
    await pipeline(Readable.from([body]), decoder(), collect);
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    throw new UnreadableWebhook('The body could not be decompressed.');
  }
  return Buffer.concat(chunks);
}

/** Headers as single values. One that came twice is left out: nobody can say which is meant. */
function singleHeaders(request: FastifyRequest): Record<string, string | undefined> {
  const counts = new Map<string, number>();
  const raw = request.raw.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]?.toLowerCase() ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(
    Object.entries(request.headers).filter(([name, value]) => typeof value === 'string' && counts.get(name) === 1),
  ) as Record<string, string>;
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value?.toLowerCase();
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.status(status).send({ error: { code, message, details: {} } });
}
