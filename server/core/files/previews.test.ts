import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createPreviews, PreviewsBusy } from '#platform/files/preview.ts';
import type { Storage } from '#platform/files/storage.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { bytesOf } from '#tests/kit/bytes.ts';
import type { Cast } from '#tests/kit/cast.ts';

const app = await createTestApp();
let cast: Cast;
beforeEach(async () => {
  cast = await app.reset();
  rmSync(join(app.filesFolder, 'organization'), { recursive: true, force: true });
});
afterAll(() => app.server.close());

const asClinic = () => ({ authorization: `Bearer ${cast.clinic.apiKey}` });
const read = (url: string, headers: Record<string, string> = asClinic()) => app.server.inject({ method: 'GET', url, headers });

async function upload(bytes: Buffer, mediaType: string): Promise<string> {
  const headers = { ...asClinic(), 'content-type': mediaType };
  return (await app.server.inject({ method: 'POST', url: '/api/files', headers, payload: bytes })).json().id;
}

/** Left half red, right half blue, turned on its side by its EXIF, which tells a place too. */
async function photo(width = 800, height = 400): Promise<Buffer> {
  const red = { create: { width: width / 2, height, channels: 3 as const, background: '#ff0000' } };
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg()
    .withExif({ IFD0: { Artist: 'Amina Otieno', Orientation: '6' }, IFD3: { GPSLatitude: '1/1 17/1 0/1', GPSLatitudeRef: 'S' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

describe('a preview', () => {
  it('is upright, small, and holds nothing of the file but what is to be seen', async () => {
    const original = await photo();
    expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('Amina Otieno');
    const id = await upload(original, 'image/jpeg');
    const answer = await read(`/api/files/${id}?preview=320`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(answer.rawPayload.length),
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const { width, height, exif, xmp, icc, iptc, orientation } = await sharp(answer.rawPayload).metadata();
    expect([width, height]).toEqual([160, 320]);
    expect([exif, xmp, icc, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    // Turned right by a quarter, what was left is above.
    const { data } = await sharp(answer.rawPayload)
      .extract({ left: 80, top: 20, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(200);
    expect(data[2]).toBeLessThan(60);
    // Of a picture of 800, the large one is as large as it was and no larger.
    const { height: large } = await sharp((await read(`/api/files/${id}?preview=1280`)).rawPayload).metadata();
    expect(large).toBe(800);
  });

  it('is made once and kept; the file itself stays as it came', async () => {
    const original = await photo();
    const id = await upload(original, 'image/jpeg');
    await read(`/api/files/${id}?preview=320`);
    const [kept = ''] = previewsOnDisk();
    writeFileSync(join(app.filesFolder, kept), 'kept');
    expect((await read(`/api/files/${id}?preview=320`)).payload).toBe('kept');
    expect((await read(`/api/files/${id}`)).rawPayload.equals(original)).toBe(true);
  });

  it('goes when its file goes', async () => {
    const id = await upload(await photo(), 'image/jpeg');
    await Promise.all(['320', '1280'].map((side) => read(`/api/files/${id}?preview=${side}`)));
    expect(previewsOnDisk()).toHaveLength(2);
    await app.database.asOwner('erase', [plain('delete from files where id = $1', [id])]);
    await app.clock.advance(2 * 3_600_000);
    await app.files.collect();
    expect(previewsOnDisk()).toEqual([]);
  });

  it('is given to whoever may have the file, by key or by link, and to nobody else', async () => {
    const id = await upload(await photo(), 'image/jpeg');
    expect((await read(`/api/files/${id}?preview=320`, { authorization: `Bearer ${cast.festival.apiKey}` })).statusCode).toBe(404);
    const made = await app.server.inject({ method: 'POST', url: `/api/files/${id}/links`, headers: asClinic() });
    const link = new URL(made.json().url).pathname;
    expect((await read(`${link}?preview=320`, {})).headers['content-type']).toBe('image/webp');
    const wrong = await read(`/api/files/${id}?preview=500`);
    expect([wrong.statusCode, wrong.json().error.details.field]).toEqual([400, 'preview']);
  });

  const flat = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 4, background } })
      .png()
      .toBuffer();
  const animated = async () => sharp([await flat('red'), await flat('blue')], { join: { animated: true } });
  it.each([
    ['a PNG that can be seen through', () => flat('#f000'), 'image/png'],
    ['the first picture of a film of pictures', async () => (await animated()).gif().toBuffer(), 'image/gif'],
    ['the first picture of a sticker that moves', async () => (await animated()).webp().toBuffer(), 'image/webp'],
  ])('%s', async (_what, picture, type) => {
    const { rawPayload } = await read(`/api/files/${await upload(await picture(), type)}?preview=320`);
    const { width, height, pages } = await sharp(rawPayload).metadata();
    expect([width, height, pages ?? 1]).toEqual([40, 30, 1]);
  });
});

describe('a file that has none is a 404 with a code', () => {
  it.each([
    ['a document', async () => bytesOf.pdf, 'application/pdf'],
    ['a voice note', async () => bytesOf.voice, 'audio/ogg; codecs=opus'],
    ['a drawing with a script', async () => bytesOf.svg, 'application/octet-stream'],
    ['a drawing that begins like a photograph', async () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), bytesOf.svg]), 'image/jpeg'],
    ['a photograph cut in half', async () => cut(await photo()), 'image/jpeg'],
    ['a picture of 50,000 by 50,000 in some hundred bytes', async () => hugePng(50_000, 50_000), 'image/png'],
    ['a picture a little over what is read', async () => hugePng(10_000, 5_001), 'image/png'],
    ['a picture whose head lies about its size', async () => hugePng(4_000, 4_000), 'image/png'],
    ['a picture of no pixels', async () => hugePng(0, 0), 'image/png'],
    ['a head without a body', async () => bytesOf.jpeg, 'image/jpeg'],
  ])('%s', async (_what, bytes, type) => {
    const id = await upload(await bytes(), type);
    const first = await read(`/api/files/${id}?preview=320`);
    expect([first.statusCode, first.json().error.code]).toEqual([404, 'files.no_preview']);
    expect((await read(`/api/files/${id}?preview=320`)).statusCode).toBe(404);
    expect(previewsOnDisk()).toEqual([]);
    expect(readdirSync(join(app.filesFolder, 'incoming'))).toEqual([]);
  });

  it('of a picture with a page behind it, the preview has the picture only', async () => {
    const id = await upload(Buffer.concat([await photo(), Buffer.from('<script>alert(1)</script>')]), 'image/jpeg');
    const { statusCode, rawPayload } = await read(`/api/files/${id}?preview=320`);
    expect(statusCode).toBe(200);
    expect(rawPayload.toString('latin1')).not.toContain('script');
  });
});

it('one is made at a time, and whoever comes when many wait is asked to come again', async () => {
  const opened: string[] = [];
  const hanging = { size: async () => null, read: (key: string) => readingOf(key, opened) } as unknown as Storage;
  const previews = createPreviews(hanging);
  const file = (at: number, organizationId = 'one') => ({ key: `k${at}`, organizationId, mediaType: 'image/png', size: 10 }) as never;
  for (let at = 0; at < 16; at += 1) void previews.preview(file(at), 320);
  await new Promise(setImmediate);
  expect(opened).toEqual(['k0']);
  // One organization has half of the places at most.
  await expect(previews.preview(file(99), 320)).rejects.toBeInstanceOf(PreviewsBusy);
  for (let at = 16; at < 32; at += 1) void previews.preview(file(at, 'two'), 320);
  await new Promise(setImmediate);
  await expect(previews.preview(file(99, 'three'), 320)).rejects.toBeInstanceOf(PreviewsBusy);
});

function readingOf(key: string, opened: string[]) {
  opened.push(key);
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
}

function previewsOnDisk(): string[] {
  const folder = join(app.filesFolder, 'organization');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.webp')).map((name) => join('organization', name));
}

function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * 0.6));
}

/** A PNG whose head promises so many pixels, and whose body holds a few. */
function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(300_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
