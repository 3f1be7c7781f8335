import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { later } from '#platform/clock.ts';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { bytesOf } from '#tests/kit/bytes.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { asNobody } from '#tests/kit/request.ts';

const app = await createTestApp();
let cast: Cast;
beforeEach(async () => {
  cast = await app.reset();
});
afterAll(() => app.server.close());

const asClinic = () => ({ authorization: `Bearer ${cast.clinic.apiKey}` });

async function upload(
  bytes: Buffer,
  mediaType: string,
  { name = 'a', headers = asClinic() }: { name?: string; headers?: Record<string, string> } = {},
) {
  const url = `/api/files?name=${encodeURIComponent(name)}`;
  const answer = await app.server.inject({ method: 'POST', url, headers: { ...headers, 'content-type': mediaType }, payload: bytes });
  return { status: answer.statusCode, body: answer.json() };
}
const read = (path: string, headers: Record<string, string> = asClinic()) => app.server.inject({ method: 'GET', url: path, headers });

describe('a file that is uploaded', () => {
  it('is given back byte for byte, in a way that makes nothing of it', async () => {
    const { status, body } = await upload(bytesOf.png, 'image/png', { name: 'Eingang Süd.png' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ mediaType: 'image/png', name: 'Eingang Süd.png', size: bytesOf.png.length });
    const answer = await read(`/api/files/${body.id}`);
    expect(answer.rawPayload.equals(bytesOf.png)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': "inline; filename*=UTF-8''Eingang%20S%C3%BCd.png",
      'cache-control': 'private, no-store',
    });
  });

  it('is given in parts to a player', async () => {
    const { body } = await upload(bytesOf.voice, 'audio/ogg; codecs=opus');
    const part = await read(`/api/files/${body.id}`, { ...asClinic(), range: 'bytes=2-5' });
    expect(part.statusCode).toBe(206);
    expect(part.headers).toMatchObject({ 'content-range': `bytes 2-5/${bytesOf.voice.length}`, 'content-length': '4' });
    expect(part.rawPayload.equals(bytesOf.voice.subarray(2, 6))).toBe(true);
    const end = await read(`/api/files/${body.id}`, { ...asClinic(), range: 'bytes=-3' });
    expect(end.rawPayload.equals(bytesOf.voice.subarray(-3))).toBe(true);
    expect((await read(`/api/files/${body.id}`, { ...asClinic(), range: 'bytes=99999-' })).statusCode).toBe(416);
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/html', 'text/plain', 'text/plain; charset=utf-8'],
    ['a drawing with a script', bytesOf.svg, 'application/octet-stream', expect.any(String), expect.not.stringContaining('image/')],
    ['a table', Buffer.from('a,b\n1,2\n'), 'text/csv', 'text/csv', 'text/plain; charset=utf-8'],
    ['music', bytesOf.vorbis, 'audio/ogg', 'audio/ogg; codecs=vorbis', 'audio/ogg; codecs=vorbis'],
    ['a PDF', bytesOf.pdf, 'application/pdf', 'application/pdf', 'application/pdf'],
    ['a picture with a page behind it', Buffer.concat([bytesOf.png, Buffer.from('<script>')]), 'image/png', 'image/png', 'image/png'],
  ])('%s is never a page', async (_what, bytes, ...[said, kept, served]) => {
    const { body } = await upload(bytes, said);
    expect(body.mediaType).toEqual(kept);
    const { headers } = await read(`/api/files/${body.id}`);
    expect(headers['content-type']).toEqual(served);
    expect(headers['content-security-policy']).toContain('sandbox');
    if (!/^(image\/png|audio)/.test(String(served))) expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  it.each([
    ['a program that says it is a picture', bytesOf.program, 'image/png', 'files.wrong_type'],
    ['a program', bytesOf.program, 'application/octet-stream', 'files.wrong_type'],
    ['a page that says it is a picture', Buffer.from('<html>'), 'image/jpeg', 'files.wrong_type'],
    ['a drawing that says it is a picture', bytesOf.svg, 'image/svg+xml', 'files.wrong_type'],
    ['a picture that says it is a document', bytesOf.png, 'application/pdf', 'files.wrong_type'],
    ['nothing', Buffer.alloc(0), 'image/png', 'files.empty'],
  ])('%s is refused', async (_what, bytes, said, code) => {
    const { status, body } = await upload(bytes, said);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code, details: { field: 'body', advice: expect.any(String) } });
  });

  it('larger than 100 MB is refused while it comes, and leaves nothing behind', async () => {
    const { status, body } = await upload(Buffer.alloc(100 * 1024 * 1024 + 1), 'application/octet-stream');
    expect({ status, code: body.error.code }).toEqual({ status: 413, code: 'files.too_large' });
    expect(readdirSync(join(app.filesFolder, 'incoming'))).toEqual([]);
  });

  it('keeps a name, never a path', async () => {
    expect((await upload(bytesOf.png, 'image/png', { name: '../../etc/passwd' })).body.name).toBe('passwd');
    expect((await upload(bytesOf.png, 'image/png', { name: '..' })).body.name).toBe(null);
  });
});

describe('who may have it', () => {
  it('another organization gets 404, and nobody 401', async () => {
    const { body } = await upload(bytesOf.png, 'image/png');
    const festival = await read(`/api/files/${body.id}`, { authorization: `Bearer ${cast.festival.apiKey}` });
    expect(festival.statusCode).toBe(404);
    expect((await read(`/api/files/${body.id}`, {})).statusCode).toBe(401);
  });

  it('whoever has a link, for fifteen minutes', async () => {
    const { body } = await upload(bytesOf.png, 'image/png');
    const made = await app.server.inject({ method: 'POST', url: `/api/files/${body.id}/links`, headers: asClinic() });
    const path = new URL(made.json().url).pathname;
    expect((await read(path, {})).rawPayload.equals(bytesOf.png)).toBe(true);
    const [organization, sealed = ''] = [cast.festival.id, path.slice('/files/'.length + 37)];
    expect((await read(`/files/${organization}.${sealed}`, {})).statusCode).toBe(404);
    expect((await read(`${path.slice(0, -2)}AA`, {})).statusCode).toBe(404);
    await app.clock.advance(15 * 60_000);
    expect((await asNobody(app.server)('GET', path)).body.error.code).toBe('not_found');
  });
});

describe('the bytes', () => {
  const blobs = async () =>
    (await app.database.asOwner('look', [plain('select organization_id, key from file_blobs order by key')]))[0]?.rows ?? [];

  it('lie once for each organization, and go when no file has them', async () => {
    const [first, second] = [await upload(bytesOf.png, 'image/png'), await upload(bytesOf.png, 'image/png')];
    await upload(bytesOf.png, 'image/png', { headers: { authorization: `Bearer ${cast.festival.apiKey}` } });
    expect(await blobs()).toHaveLength(2);
    const mine = (await blobs()).find((row) => row.organization_id === cast.clinic.id);
    const path = join(app.filesFolder, mine?.key as string);
    expect(mine?.key).toMatch(new RegExp(`^organization/${cast.clinic.id}/`));

    await app.database.asOwner('erase', [plain('delete from files where id = $1', [first.body.id])]);
    await app.clock.advance(2 * 3_600_000);
    const torn = join(app.filesFolder, 'incoming', 'torn');
    writeFileSync(torn, 'half a file');
    utimesSync(torn, app.clock.now(), later(app.clock.now(), -7200));
    await app.files.collect();
    expect(existsSync(torn)).toBe(false);
    expect(existsSync(path)).toBe(true);
    expect((await read(`/api/files/${second.body.id}`)).statusCode).toBe(200);

    await app.database.asOwner('erase', [plain('delete from files where id = $1', [second.body.id])]);
    await app.files.collect();
    expect(existsSync(path)).toBe(false);
    expect(await blobs()).toHaveLength(1);
  });
});
