import { Readable } from 'node:stream';
import { type AwaitedFile, bytesOf, ChannelError, type ChannelIo, type FetchedFile, type FileToSend, tryLater } from '#channels/channel.ts';
import { HttpFault, type HttpResponse } from '#platform/http/client.ts';
import type { WhatsappAccount } from './account.ts';
import { classifyAnswer, classifyFault } from './classify.ts';
import { parseJson, UnreadableJson } from './json.ts';

const TIMEOUT_MS = 15_000;
/** For all of a file: 100 MB at 7 Mbit/s. One that takes longer, or never ends, is given up. */
const FILE_TIMEOUT_MS = 120_000;

/** Meta's own servers for files; nobody else is ever shown the token. Hosts: Meta's media page (lookaside), its CDN, WhatsApp's. */
const FILE_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net|whatsapp\.net)$/;

const GONE = {
  code: 'whatsapp.file_gone',
  reason: 'WhatsApp no longer has the file; it keeps what people send for seven days.',
  advice: 'Ask the person to send it again.',
};

/** `GET /<media id>` tells the address, which lives five minutes; the same token opens it. */
export async function fetchFile(file: AwaitedFile, account: WhatsappAccount, io: ChannelIo): Promise<FetchedFile> {
  const { url, mediaType } = await describeFile(file, account, io);
  requireFileHost(url, account);
  const answer = await io
    .open({ method: 'GET', url: url.href, headers: headersOf(account), timeoutMs: FILE_TIMEOUT_MS })
    .catch((error: unknown) => {
      throw asLater(error);
    });
  if (answer.status !== 200) {
    answer.discard();
    // An address that has ended, or a server in trouble: a new one is asked for.
    throw tryLater('whatsapp.file_refused', `WhatsApp answered with HTTP ${answer.status} instead of the file.`);
  }
  return { bytes: bytesOf(answer.body, asLater), mediaType: mediaType ?? file.mediaType ?? answer.headers['content-type'] ?? '' };
}

async function describeFile(
  file: AwaitedFile,
  account: WhatsappAccount,
  io: ChannelIo,
): Promise<{ url: URL; mediaType?: string | undefined }> {
  const address = `${graphOf(account)}/${encodeURIComponent(file.providerId)}?phone_number_id=${account.settings.phoneNumberId}`;
  const answer = await io
    .fetch({ method: 'GET', url: address, headers: headersOf(account), timeoutMs: TIMEOUT_MS })
    .catch((error: unknown) => {
      throw asLater(error);
    });
  const body = bodyOf(answer);
  if (answer.status === 404 || codeIn(body) === 100) throw new ChannelError('never', GONE, { gone: true });
  if (answer.status < 200 || answer.status > 299) throw asLater(classifyAnswer(answer));
  if (typeof body.url !== 'string' || !URL.canParse(body.url))
    throw tryLater('whatsapp.no_address', 'WhatsApp did not tell where the file is.');
  return { url: new URL(body.url), mediaType: typeof body.mime_type === 'string' ? body.mime_type : undefined };
}

/** The address comes over the wire: it must lead to Meta, or to where the Graph itself was configured to be. */
function requireFileHost(url: URL, { settings }: WhatsappAccount): void {
  if (url.origin === new URL(settings.graphUrl).origin) return;
  if (url.protocol === 'https:' && url.port === '' && FILE_HOSTS.test(url.hostname)) return;
  const reason = 'The address of the file is not one of WhatsApp’s servers; it was not asked.';
  throw new ChannelError('never', {
    code: 'whatsapp.file_elsewhere',
    reason,
    advice: 'Check the Graph address in the channel’s settings.',
  });
}

/** `POST /<number>/media` as a form; resolves with the id, which lives 30 days. */
export async function uploadFile(file: FileToSend, account: WhatsappAccount, io: ChannelIo): Promise<{ providerId: string }> {
  const boundary = `baraza-${file.id}`;
  const field = (name: string, value: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fileHead = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.id}"\r\ncontent-type: ${file.mediaType}\r\n\r\n`;
  const head = Buffer.from(field('messaging_product', 'whatsapp') + field('type', file.mediaType) + fileHead);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* form() {
    yield head;
    yield* file.bytes();
    yield tail;
  }
  const headers = {
    ...headersOf(account),
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(head.length + file.size + tail.length),
  };
  const url = `${graphOf(account)}/${account.settings.phoneNumberId}/media`;
  const answer = await io
    .fetch({ method: 'POST', url, headers, body: Readable.from(form()), timeoutMs: FILE_TIMEOUT_MS })
    .catch((error: unknown) => {
      throw asLater(error);
    });
  if (answer.status < 200 || answer.status > 299) throw asLater(classifyAnswer(answer));
  const { id } = bodyOf(answer);
  if (typeof id !== 'string' || id === '')
    throw tryLater('whatsapp.no_file_id', 'WhatsApp took the file and did not say under which name.');
  return { providerId: id };
}

function graphOf({ settings }: WhatsappAccount): string {
  return `${settings.graphUrl.replace(/\/+$/, '')}/${settings.graphVersion}`;
}

/** Some of Meta's file servers refuse requests that do not say what they are. */
function headersOf({ secrets }: WhatsappAccount): Record<string, string> {
  return { authorization: `Bearer ${secrets.accessToken}`, 'user-agent': 'Baraza' };
}

function bodyOf(answer: HttpResponse): Readonly<Record<string, unknown>> {
  try {
    const body = parseJson(answer.text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof UnreadableJson) return {};
    throw error;
  }
}

function codeIn(body: Readonly<Record<string, unknown>>): unknown {
  return (body.error as { code?: unknown } | undefined)?.code;
}

/** Handing over a file or asking for one twice harms nobody: what is unknown is simply tried again. */
function asLater(error: unknown): unknown {
  const known = error instanceof HttpFault ? classifyFault(error) : error;
  if (!(known instanceof ChannelError) || known.outcome !== 'unknown') return known;
  return tryLater('whatsapp.file_unanswered', 'WhatsApp did not answer about the file.', known);
}
