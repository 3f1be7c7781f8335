/** The pages of an Ogg stream (RFC 3533) with Opus in it (RFC 7845). */

const headerSize = 27;
/** Of a page's table; a packet takes one for each 255 bytes and one more. */
const segmentsMax = 255;
/** A second of sound on a page: a player can begin soon, and seek. */
const samplesPerPage = 48_000;
const [begins, ends] = [0x02, 0x04];

interface Stream {
  readonly head: Uint8Array;
  readonly tags: Uint8Array;
  readonly packets: readonly Uint8Array[];
}

export function oggPages({ head, tags, packets }: Stream): Uint8Array<ArrayBuffer> {
  const pages: Uint8Array[] = [page([head], { flags: begins, position: 0, number: 0 }), page([tags], { flags: 0, position: 0, number: 1 })];
  let position = 0;
  const groups = grouped(packets);
  groups.forEach((group, index) => {
    position += group.reduce((sum, packet) => sum + samplesOf(packet), 0);
    pages.push(page(group, { flags: index === groups.length - 1 ? ends : 0, position, number: index + 2 }));
  });
  const whole = new Uint8Array(pages.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of pages) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}

/** As many packets as fit a page. */
function grouped(packets: readonly Uint8Array[]): Uint8Array[][] {
  const groups: Uint8Array[][] = [];
  let [segments, samples] = [segmentsMax, 0];
  for (const packet of packets) {
    const needed = Math.floor(packet.length / 255) + 1;
    if (segments + needed > segmentsMax || samples >= samplesPerPage) {
      groups.push([]);
      [segments, samples] = [0, 0];
    }
    groups.at(-1)?.push(packet);
    segments += needed;
    samples += samplesOf(packet);
  }
  return groups;
}

function page(
  packets: readonly Uint8Array[],
  { flags, position, number }: { flags: number; position: number; number: number },
): Uint8Array {
  const table = packets.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255]);
  const bytes = new Uint8Array(headerSize + table.length + packets.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('OggS'));
  bytes[5] = flags;
  view.setBigUint64(6, BigInt(position), true);
  // One stream in the file: its serial number says nothing, so it is always the same.
  view.setUint32(14, 0x62_61_72_61, true);
  view.setUint32(18, number, true);
  bytes[26] = table.length;
  bytes.set(table, headerSize);
  let at = headerSize + table.length;
  for (const packet of packets) {
    bytes.set(packet, at);
    at += packet.length;
  }
  view.setUint32(22, checksum(bytes), true);
  return bytes;
}

/** How long a packet sounds, in samples of 48 kHz: by the configuration in its first byte and the number of its frames (RFC 6716 §3.1). */
export function samplesOf(packet: Uint8Array): number {
  const first = packet[0];
  if (first === undefined) return 0;
  const configuration = first >> 3;
  const code = first & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 0x3f;
  return frames * frameSamples(configuration);
}

function frameSamples(configuration: number): number {
  if (configuration < 12) return [480, 960, 1920, 2880][configuration & 3] ?? 0;
  if (configuration < 16) return configuration & 1 ? 960 : 480;
  return [120, 240, 480, 960][configuration & 3] ?? 0;
}

const polynomial = 0x04_c1_1d_b7;
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ (remainder & 0x80_00_00_00 ? polynomial : 0);
  return remainder >>> 0;
});

/** Ogg's own CRC: from the highest bit on, beginning and ending with nothing (RFC 3533, appendix). */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ (remainders[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return sum;
}
