import type { Ids } from '#platform/ids.ts';

/** A mark that stands in the system prompt and nowhere else: what carries it to the outside came from there. New for each turn. */
export function createCanary(ids: Ids): string {
  return Buffer.from(ids.bytes(12)).toString('hex');
}

/** So many characters in a row of the mark are no coincidence (36 bits or more), and fewer say nothing about the rest. */
const tellingLength = 12;

/** Whether a text holds the mark or a telling part of it, however it is spaced, punctuated, written large or turned round. */
export function tellsCanary(text: string, canary: string): boolean {
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const mark = canary.toLowerCase();
  return [mark, [...mark].reverse().join('')].some((one) =>
    Array.from({ length: one.length - tellingLength + 1 }, (_, start) => one.slice(start, start + tellingLength)).some((part) =>
      bare.includes(part),
    ),
  );
}
