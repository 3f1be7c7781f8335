import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import { GraphError } from './graph-error.ts';

/**
 * Ways in which fetching a file can go wrong: `gone` its id has expired, `server_error` 500, `slow` a byte now and then, `endless` more
 * and more bytes, `truncated` the connection ends early, `wrong_type` the bytes are a web page, `elsewhere` the address is another
 * server's, `redirect` the address leads to another server.
 */
export type MediaFault = 'gone' | 'server_error' | 'slow' | 'endless' | 'truncated' | 'wrong_type' | 'elsewhere' | 'redirect';

interface Medium {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly phoneNumberId: string | undefined;
  readonly expiresAt: number;
  readonly uploaded: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Meta's media page: ids of uploads live 30 days, those in webhooks 7, addresses five minutes. */
const UPLOADED_MS = 30 * DAY_MS;
const RECEIVED_MS = 7 * DAY_MS;
const ADDRESS_MS = 5 * 60 * 1000;

const MB = 1024 * 1024;
/** What may be uploaded; text and documents of office programs share the last line. */
const SIZES: readonly (readonly [RegExp, number])[] = [
  [/^image\/(jpeg|png)$/, 5 * MB],
  [/^image\/webp$/, 500 * 1024],
  [/^audio\/(aac|amr|mpeg|mp4|ogg)$/, 16 * MB],
  [/^video\/(mp4|3gpp)$/, 16 * MB],
  [/^(text\/plain|application\/(pdf|msword|vnd\..+))$/, 100 * MB],
];

/** The files of the fake: what contacts sent, and what was uploaded to be sent. */
export class MediaStore {
  /** The next downloads go wrong like this. */
  faults: MediaFault[] = [];
  /** Every request for a file's bytes, with the headers it came with. */
  downloads: { readonly id: string; readonly headers: IncomingHttpHeaders }[] = [];
  private readonly now: () => number;
  private readonly media = new Map<string, Medium>();
  private readonly addresses = new Map<string, { readonly id: string; readonly until: number }>();
  private count = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  /** A contact sent a file: the part of the message that tells of it. */
  receive(bytes: Buffer, mimeType: string): { id: string; mime_type: string; sha256: string } {
    const id = this.keep({ bytes, mimeType, phoneNumberId: undefined, expiresAt: this.now() + RECEIVED_MS, uploaded: false });
    return { id, mime_type: mimeType, sha256: sha256(bytes) };
  }

  /** What was uploaded under an id. */
  uploaded(id: string): { readonly bytes: Buffer; readonly mimeType: string } | undefined {
    return this.media.get(id);
  }

  isUploaded(id: string): boolean {
    const found = this.media.get(id);
    return found?.uploaded === true && found.expiresAt > this.now();
  }

  /** `POST /<number>/media`: a form with messaging_product, type and file. */
  upload(phoneNumberId: string, form: { contentType: string; body: Buffer }): Answer {
    const parts = partsOf(form);
    if (parts.get('messaging_product')?.bytes.toString() !== 'whatsapp')
      throw new GraphError(100, 'The parameter messaging_product is required.');
    const file = parts.get('file');
    if (file === undefined) throw new GraphError(100, 'The parameter file is required.');
    const mimeType = (parts.get('type')?.bytes.toString() ?? file.contentType).split(';', 1)[0]?.trim() ?? '';
    const most = SIZES.find(([pattern]) => pattern.test(mimeType))?.[1];
    if (most === undefined) throw new GraphError(100, `Param file must be a file with one of the supported types; received ${mimeType}.`);
    if (file.bytes.length > most) throw new GraphError(131053, 'Media upload error', { details: 'The file is too large.' });
    const expiresAt = this.now() + UPLOADED_MS;
    return { status: 200, body: { id: this.keep({ bytes: file.bytes, mimeType, phoneNumberId, expiresAt, uploaded: true }) } };
  }

  has(id: string): boolean {
    return this.media.has(id);
  }

  /** `GET /<media id>?phone_number_id=…` */
  describe(id: string, { origin, phoneNumberId }: { origin: string; phoneNumberId: string | null }): Answer {
    const found = this.media.get(id);
    const strange = found?.phoneNumberId !== undefined && phoneNumberId !== null && found.phoneNumberId !== phoneNumberId;
    if (found === undefined || strange || found.expiresAt <= this.now() || this.faults[0] === 'gone') {
      this.faults.shift();
      throw new GraphError(100, `Unsupported get request. Object with ID '${id}' does not exist`, { status: 404, subcode: 33 });
    }
    this.count += 1;
    const token = `t${this.count}`;
    this.addresses.set(token, { id, until: this.now() + ADDRESS_MS });
    const elsewhere = this.faults[0] === 'elsewhere' && this.faults.shift() !== undefined;
    const url = elsewhere ? 'http://169.254.169.254/latest/meta-data' : `${origin}/media/${token}`;
    const { bytes, mimeType } = found;
    const body = { messaging_product: 'whatsapp', url, mime_type: mimeType, sha256: sha256(bytes), file_size: String(bytes.length), id };
    return { status: 200, body };
  }

  /** The bytes behind an address: `GET /media/<token>`. */
  download(token: string, headers: IncomingHttpHeaders): Answer {
    const address = this.addresses.get(token);
    const found = address && this.media.get(address.id);
    if (!address || !found || address.until <= this.now()) return { status: 404, body: 'URL signature expired' };
    this.downloads.push({ id: address.id, headers });
    const type = { 'content-type': found.mimeType };
    const fault = this.faults.shift();
    switch (fault) {
      case 'server_error':
        return { status: 500, body: 'Something went wrong' };
      case 'redirect':
        return { status: 302, body: '', headers: { location: 'http://169.254.169.254/latest/meta-data' } };
      case 'wrong_type':
        return { status: 200, body: Buffer.from('<!doctype html><script>alert(1)</script>'), headers: type };
      case 'truncated':
        return { status: 200, body: found.bytes.subarray(0, found.bytes.length >> 1), headers: type, lacks: found.bytes.length };
      case 'slow':
      case 'endless':
        return { status: 200, body: found.bytes, headers: type, without: fault === 'slow' ? 'haste' : 'end' };
      default:
        return { status: 200, body: found.bytes, headers: type };
    }
  }

  clear(): void {
    this.faults = [];
    this.downloads = [];
    this.media.clear();
    this.addresses.clear();
  }

  private keep(medium: Medium): string {
    this.count += 1;
    const id = String(4_490_700_000_000_000 + this.count);
    this.media.set(id, medium);
    return id;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

interface Part {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** multipart/form-data (RFC 7578), as far as one form with one file needs it. */
function partsOf({ contentType, body }: { contentType: string; body: Buffer }): ReadonlyMap<string, Part> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  const parts = new Map<string, Part>();
  if (boundary === undefined) return parts;
  const mark = Buffer.from(`\r\n--${boundary}`);
  let start = body.indexOf(mark.subarray(2)) + mark.length - 2;
  for (let end = body.indexOf(mark, start); end !== -1; end = body.indexOf(mark, start)) {
    const part = body.subarray(start + 2, end);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, split).toString();
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
    parts.set(name, { contentType: /content-type: *(.+)/i.exec(head)?.[1] ?? '', bytes: part.subarray(split + 4) });
    start = end + mark.length;
  }
  return parts;
}
