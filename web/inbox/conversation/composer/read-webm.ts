/** What a recording holds: the OpusHead of its track, and its packets in order. */
export interface OpusTrack {
  readonly head: Uint8Array;
  readonly packets: readonly Uint8Array[];
}

/** Element ids of Matroska (RFC 9559 §27.1). */
const ids = {
  segment: 0x18538067,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  cluster: 0x1f43b675,
  blockGroup: 0xa0,
  block: 0xa1,
  simpleBlock: 0xa3,
} as const;

/** Those with others inside; everything else is either wanted or passed over. */
const containers = new Set<number>([ids.segment, ids.tracks, ids.trackEntry, ids.cluster, ids.blockGroup]);

/** Reads what a browser's recorder wrote: one track, Opus, blocks without lacing, sizes that may be unknown while it was written. */
export function readWebm(bytes: Uint8Array): OpusTrack {
  let head: Uint8Array | null = null;
  let codec = '';
  const packets: Uint8Array[] = [];
  for (const { id, data } of elements(bytes)) {
    if (id === ids.codecId) codec = new TextDecoder().decode(data);
    else if (id === ids.codecPrivate) head = data;
    else if (id === ids.simpleBlock || id === ids.block) packets.push(packetOf(data));
  }
  if (codec !== 'A_OPUS' || head === null) throw new Error('The recording is not Opus.');
  return { head, packets };
}

/** In order, and into each container as if it had no walls: where one of unknown size ends makes no difference then. */
function* elements(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  let at = 0;
  while (at < bytes.length) {
    const id = readNumber(bytes, at, true);
    const size = id && readNumber(bytes, at + id.length, false);
    // Cut short: what came before it counts.
    if (!id || !size) return;
    at += id.length + size.length;
    if (containers.has(id.value)) continue;
    if (size.unknown || at + size.value > bytes.length) return;
    yield { id: id.value, data: bytes.subarray(at, at + size.value) };
    at += size.value;
  }
}

/** EBML's numbers say their length by their first bit (RFC 8794 §4); in an id that bit stays. All ones: unknown. */
function readNumber(bytes: Uint8Array, at: number, keepMark: boolean): { value: number; length: number; unknown: boolean } | null {
  const first = bytes[at];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return null;
  let value = keepMark ? first : first & (0xff >> length);
  let ones = (first & (0xff >> length)) === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    ones &&= byte === 0xff;
  }
  return { value, length, unknown: ones };
}

/** Behind the track's number, the time (two bytes) and the flags (one). */
function packetOf(block: Uint8Array): Uint8Array {
  const track = readNumber(block, 0, false);
  if (!track) throw new Error('The recording cannot be read.');
  const flags = block[track.length + 2] ?? 0;
  if ((flags & 0x06) !== 0) throw new Error('The recording is laced, which no browser does.');
  return block.subarray(track.length + 3);
}
