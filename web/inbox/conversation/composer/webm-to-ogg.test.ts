import { describe, expect, it } from 'vitest';
import { oggPages, samplesOf } from './ogg-pages.ts';
import { readWebm } from './read-webm.ts';
import voice from './testdata/voice.json' with { type: 'json' };
import { toOgg } from './webm-to-ogg.ts';

const webm = Uint8Array.from(Buffer.from(voice.webm, 'base64'));

interface Page {
  readonly flags: number;
  readonly position: number;
  readonly number: number;
  readonly packets: Uint8Array[];
}

/** Reads Ogg as RFC 3533 says, and its checksums bit by bit, so that a mistake in the writer is not repeated here. */
function readOgg(bytes: Uint8Array): Page[] {
  const pages: Page[] = [];
  let at = 0;
  while (at < bytes.length) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    expect(Buffer.from(bytes.subarray(at, at + 4)).toString()).toBe('OggS');
    const table = bytes.subarray(at + 27, at + 27 + (bytes[at + 26] ?? 0));
    const size = 27 + table.length + table.reduce((sum, one) => sum + one, 0);
    const page = Uint8Array.from(bytes.subarray(at, at + size));
    page.fill(0, 22, 26);
    expect(view.getUint32(22, true)).toBe(slowSum(page));
    const packets: Uint8Array[] = [];
    let [from, length] = [at + 27 + table.length, 0];
    for (const segment of table) {
      length += segment;
      if (segment === 255) continue;
      packets.push(bytes.subarray(from, from + length));
      [from, length] = [from + length, 0];
    }
    pages.push({ flags: bytes[at + 5] ?? 0, position: Number(view.getBigUint64(6, true)), number: view.getUint32(18, true), packets });
    at += size;
  }
  return pages;
}

function slowSum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x8000_0000 ? (sum << 1) ^ 0x04c1_1db7 : sum << 1;
  }
  return sum >>> 0;
}

describe('what Chromium recorded', () => {
  const track = readWebm(webm);
  const pages = readOgg(toOgg(webm));

  it('is the same sound in Ogg, packet for packet', () => {
    expect(Buffer.from(track.head.subarray(0, 8)).toString()).toBe('OpusHead');
    expect(track.packets.length).toBeGreaterThan(5);
    expect(pages[0]?.packets).toEqual([track.head]);
    expect(Buffer.from(pages[1]?.packets[0] ?? []).toString()).toContain('OpusTags');
    expect(pages.slice(2).flatMap(({ packets }) => packets)).toEqual(track.packets);
  });

  it('begins, ends and counts as a player expects', () => {
    expect(pages.map(({ flags }) => flags)).toEqual([2, ...pages.slice(2).map(() => 0), 4]);
    expect(pages.map(({ number }) => number)).toEqual(pages.map((_page, index) => index));
    const samples = track.packets.reduce((sum, packet) => sum + samplesOf(packet), 0);
    expect(pages.at(-1)?.position).toBe(samples);
    expect(samples / 48_000).toBeGreaterThan(0.5);
  });

  it('may say nothing of its sizes, as a recorder does that has not ended', () => {
    const open = Uint8Array.from(webm);
    for (const id of [
      [0x18, 0x53, 0x80, 0x67],
      [0x1f, 0x43, 0xb6, 0x75],
    ]) {
      const at = open.findIndex((_byte, index) => id.every((one, step) => open[index + step] === one) && open[index + 4] === 1);
      open.set([1, 255, 255, 255, 255, 255, 255, 255], at + 4);
    }
    expect(readWebm(open).packets).toEqual(track.packets);
  });

  it('cut short keeps what is whole', () => {
    const cut = readWebm(webm.subarray(0, 400));
    expect(cut.packets.length).toBeGreaterThan(0);
    expect(cut.packets).toEqual(track.packets.slice(0, cut.packets.length));
  });
});

it.each([
  ['nothing', new Uint8Array()],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
  ['noise', Uint8Array.from({ length: 500 }, (_, index) => (index * 37) % 256)],
])('%s is refused', (_what, bytes) => {
  expect(() => toOgg(bytes)).toThrow();
});

it('packets of any length are given back whole, however many fit a page', () => {
  const packets = [0, 1, 254, 255, 256, 510, 1275, ...Array.from({ length: 300 }, () => 40)].map((length) =>
    new Uint8Array(length).fill(0x78),
  );
  const pages = readOgg(oggPages({ head: new Uint8Array(19), tags: new Uint8Array(16), packets }));
  expect(pages.slice(2).flatMap((page) => page.packets)).toEqual(packets);
});

it.each([
  // RFC 6716, table 2 and section 3.2: configuration, then how many frames.
  [[0x78], 960],
  [[0x08], 960],
  [[0x18], 2880],
  [[0x60], 480],
  [[0x80], 120],
  [[0x79], 1920],
  [[0x7b, 0x03], 2880],
])('a packet that begins with %j sounds %i samples', (bytes, samples) => {
  expect(samplesOf(Uint8Array.from(bytes))).toBe(samples);
});
