/** Sorted whole numbers take a third less room as what lies between them. */
export function writeGaps(sorted: Uint32Array): string {
  const bytes: number[] = [];
  let before = 0;
  for (const hash of sorted) {
    let gap = hash - before;
    before = hash;
    for (; gap > 127; gap = Math.floor(gap / 128)) bytes.push((gap % 128) + 128);
    bytes.push(gap);
  }
  return Buffer.from(bytes).toString('base64');
}

export function readGaps(text: string): Uint32Array {
  const bytes = Buffer.from(text, 'base64');
  let count = 0;
  for (let index = 0; index < bytes.length; index += 1) if ((bytes[index] as number) < 128) count += 1;
  const hashes = new Uint32Array(count);
  let at = 0;
  let hash = 0;
  let gap = 0;
  let place = 1;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    gap += (byte & 127) * place;
    place *= 128;
    if (byte > 127) continue;
    hash += gap;
    hashes[at] = hash;
    at += 1;
    gap = 0;
    place = 1;
  }
  return hashes;
}
