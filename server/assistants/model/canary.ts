import type { Ids } from '#platform/ids.ts';

/** A mark that stands in the system prompt and nowhere else: what carries it to the outside came from there. New for each turn. */
export function createCanary(ids: Ids): string {
  return Buffer.from(ids.bytes(12)).toString('hex');
}

/** So many characters in a row of the mark are no coincidence (36 bits or more), and fewer say nothing about the rest. */
const tellingLength = 12;

/**
 * Whether a text holds the mark or a telling part of it, however it is spaced, punctuated, written large or turned round, and also in
 * base64 and hexadecimal, which a model can be asked for in one word.
 */
export function tellsCanary(text: string, canary: string): boolean {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return writings(canary.toLowerCase()).some(({ written, telling }) =>
    Array.from({ length: written.length - telling + 1 }, (_, start) => written.slice(start, start + telling)).some((part) =>
      bare.includes(part),
    ),
  );
}

function writings(mark: string): { written: string; telling: number }[] {
  return [
    { written: mark, telling: tellingLength },
    { written: [...mark].reverse().join(''), telling: tellingLength },
    { written: Buffer.from(mark).toString('hex'), telling: 2 * tellingLength },
    // Base64 writes three letters at a time, so what a letter becomes depends on how many stand before it.
    ...[0, 1, 2].map((before) => ({ written: base64Of(mark, before), telling: tellingLength })),
  ];
}

/** The mark in base64 behind so many letters, without the signs at both ends that its neighbours have a part in. */
function base64Of(mark: string, before: number): string {
  const whole = Buffer.from('-'.repeat(before) + mark).toString('base64url');
  const shared = (before + mark.length) % 3 === 0 ? 0 : 1;
  return whole.slice(Math.ceil((before * 4) / 3), whole.length - shared).toLowerCase();
}
