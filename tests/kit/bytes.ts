/** Small files that are what they say, by their first bytes. */
export const bytesOf = {
  /** One black pixel. */
  png: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64'),
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300ffd9', 'hex'),
  webp: Buffer.concat([Buffer.from('RIFF'), Buffer.from([26, 0, 0, 0]), Buffer.from('WEBPVP8L'), Buffer.alloc(18, 1)]),
  pdf: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  mp4: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.from([0, 0, 0, 0]), Buffer.from('mp42isom')]),
  /** The first page of an Ogg file, with the head of an Opus stream. */
  voice: Buffer.concat([
    Buffer.from('OggS'),
    Buffer.from('000200000000000000000100000000000000000000000113', 'hex'),
    Buffer.from('OpusHead'),
    Buffer.from('0101380180bb0000000000', 'hex'),
  ]),
  vorbis: Buffer.concat([
    Buffer.from('OggS'),
    Buffer.from('00020000000000000000010000000000000000000000011e', 'hex'),
    Buffer.from('\x01vorbis'),
    Buffer.alloc(23, 1),
  ]),
  svg: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  /** A Windows program. */
  program: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
} as const;
