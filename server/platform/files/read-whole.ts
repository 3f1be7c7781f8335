import { Refusal } from '#platform/errors.ts';
import { inWords } from './file-fault.ts';

function tooLarge(bytesMax: number): Refusal {
  return new Refusal('too_large', `The file is larger than ${inWords(bytesMax)}.`, { status: 413, details: { field: 'body', bytesMax } });
}

/** The whole of an upload, for what cannot be done while it comes. Throws the refusal of one that is too large. */
export async function readWhole(bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
