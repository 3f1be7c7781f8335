import { oggPages } from './ogg-pages.ts';
import { readWebm } from './read-webm.ts';

/**
 * The same Opus packets in Ogg (RFC 7845), as phones and WhatsApp want voice notes: nothing is decoded, nothing is lost. Throws when it
 * is not a WebM with one track of Opus.
 */
export function toOgg(webm: Uint8Array): Uint8Array<ArrayBuffer> {
  const { head, packets } = readWebm(webm);
  if (packets.length === 0) throw new Error('Nothing was recorded.');
  return oggPages({ head, tags: opusTags(), packets });
}

const ascii = (text: string) => new TextEncoder().encode(text);

/** RFC 7845 §5.2: who wrote it, and no comments. */
function opusTags(): Uint8Array {
  const vendor = ascii('baraza');
  const tags = new Uint8Array(16 + vendor.length);
  tags.set(ascii('OpusTags'));
  new DataView(tags.buffer).setUint32(8, vendor.length, true);
  tags.set(vendor, 12);
  return tags;
}
