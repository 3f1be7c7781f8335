import { Readable } from 'node:stream';
import { Refusal } from '#platform/errors.ts';

/** An answer that is a file. */
export interface Download {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Readable;
}

export interface Downloadable {
  readonly mediaType: string;
  readonly name: string | null;
  readonly size: number;
}

/** What a browser may show in place; it cannot hold a program that browsers run. Everything else is saved. */
const shown = /^(image\/(jpeg|png|gif|webp)|audio\/|video\/)/;

/**
 * A stored file as an answer. Contacts' files are strangers' files: never sniffed, never a page, in a sandbox whatever they hold.
 * `range` is the request's header: players ask for parts.
 */
export function download(
  file: Downloadable,
  { range, read }: { range: string | undefined; read(range?: { start: number; end: number }): Readable },
): Download {
  const part = partOf(range, file.size);
  const whole = part ?? { start: 0, end: file.size - 1 };
  return {
    status: part === null ? 200 : 206,
    headers: {
      'content-type': file.mediaType.startsWith('text/') ? 'text/plain; charset=utf-8' : file.mediaType,
      'content-length': String(whole.end - whole.start + 1),
      'content-disposition': `${shown.test(file.mediaType) ? 'inline' : 'attachment'}${fileName(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      ...(part === null ? {} : { 'content-range': `bytes ${part.start}-${part.end}/${file.size}` }),
    },
    bytes: part === null ? read() : read(part),
  };
}

/** A file that is made while it is sent. What is refused is refused before it begins; once it has, nothing else can be said. */
export function downloadParts({ type, name }: { type: string; name: string }, parts: AsyncIterable<string>): Download {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment${fileName(name)}`, 'x-content-type-options': 'nosniff' },
    bytes: Readable.from(parts, { objectMode: false }),
  };
}

/** One range (RFC 9110 §14.2); null: all of it, also for forms that we do not serve. Throws for one outside the file. */
function partOf(range: string | undefined, size: number): { start: number; end: number } | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end)
    throw new Refusal('files.range', `The file has ${size} bytes; that part is not in it.`, { status: 416, details: { size } });
  return { start, end };
}

/** RFC 6266: names beyond ASCII are encoded (RFC 8187). */
function fileName(name: string | null): string {
  if (name === null) return '';
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `; filename*=UTF-8''${encoded}`;
}
