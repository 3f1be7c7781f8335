import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Meta sends up to 3 MB; measured after decompression. */
export const bodyBytesMax = 4 * 1024 * 1024;

/** The bytes of a body cannot be had; the message says why. */
export class PackedWrong extends Error {}
export class TooLarge extends Error {}

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The bytes the sender signed. Throws `PackedWrong` or `TooLarge`. */
export async function unpack(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (!encoding || encoding === 'identity') return body;
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decoder) throw new PackedWrong('The content encoding is not one of gzip, deflate, br.');
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
    throw new PackedWrong('The body could not be decompressed.');
  }
  return Buffer.concat(chunks);
}
