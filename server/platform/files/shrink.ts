/**
 * Pictures made smaller. They are strangers' files, so the library is let do as little as possible: four forms, one picture of each file, so
 * many pixels, so many seconds, no cache, and what looks broken is not read to its end.
 */

/** Loaded at the first preview: it takes memory (docs/decisions/0021-previews.md) that most of a day nobody needs. */
const load = async () => {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  // What a file says in its name or its head may lead to a hundred forms, some of which are programs.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'] });
  return sharp;
};
let loaded: ReturnType<typeof load> | undefined;

/** Of the largest phones that are common; a picture of 50,000 by 50,000 in a kilobyte is an attack. */
const pixelsMax = 50_000_000;
const secondsMax = 10;
const quality = 75;

/** The picture, upright, at most so long, as WebP without anything beside it; never larger than it was. Null: it cannot be read. */
export async function shrink(bytes: Buffer, longestSide: number): Promise<Buffer | null> {
  loaded ??= load();
  const sharp = await loaded;
  try {
    return await sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', sequentialRead: true, animated: false })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 3 })
      .timeout({ seconds: secondsMax })
      .toBuffer();
  } catch {
    // Its errors are sentences about the bytes; which of them it was helps nobody here.
    return null;
  }
}
