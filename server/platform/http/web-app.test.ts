import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';

const webFolder = mkdtempSync(join(tmpdir(), 'baraza-web-'));
const inline = '\n  document.documentElement.lang = "en";\n';
const script = `export const words = ${JSON.stringify('habari '.repeat(400))};`;
mkdirSync(join(webFolder, 'assets'));
writeFileSync(
  join(webFolder, 'index.html'),
  `<!doctype html><meta name="csp-nonce" nonce="%NONCE%"><script>${inline}</script><div id="app"></div>`,
);
writeFileSync(join(webFolder, 'assets/index-abc.js'), script);
writeFileSync(join(webFolder, 'assets/index-abc.js.br'), brotliCompressSync(script));
writeFileSync(join(webFolder, 'assets/index-abc.js.gz'), gzipSync(script));
writeFileSync(join(webFolder, 'secret.txt'), 'not for anybody');

const app = await createTestApp({ webFolder });
afterAll(async () => {
  await app.server.close();
  rmSync(webFolder, { recursive: true });
});

const page = (url: string, method: 'GET' | 'POST' = 'GET') =>
  app.server.inject({ method, url, headers: { accept: 'text/html,application/xhtml+xml' } });

describe('pages', () => {
  it.each(['/', '/inbox', '/inbox/0199', '/settings/members?tab=open'])('%s is the app', async (url) => {
    const answer = await page(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toContain('<div id="app">');
  });

  it.each(['/api/nothing', '/webhooks/nothing/at/all', '/health/nothing', '/docs/nothing', '/assets/gone.js', '/robots.txt', '/.env'])(
    '%s is not',
    async (url) => {
      const answer = await page(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.json().error.code).toBe('not_found');
    },
  );

  it('belong to browsers that open them: a program, or a change, is told that there is nothing', async () => {
    expect((await app.server.inject({ method: 'GET', url: '/inbox', headers: { accept: '*/*' } })).statusCode).toBe(404);
    expect((await page('/inbox', 'POST')).statusCode).toBe(404);
  });

  it('allow what comes from here, the one script by its hash, and styles by a nonce that is new each time', async () => {
    const [first, second] = [await page('/'), await page('/')];
    const policy = String(first.headers['content-security-policy']);
    const hash = createHash('sha256').update(inline).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).not.toContain('unsafe');
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(first.body).toContain(`nonce="${nonce}"`);
    expect(String(second.headers['content-security-policy'])).not.toContain(String(nonce));
    expect(first.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('files', () => {
  const file = (url: string, encoding: string) => app.server.inject({ method: 'GET', url, headers: { 'accept-encoding': encoding } });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
  ])('are kept for ever by the browser, and sent as it takes them: %s', async (accepted, encoding) => {
    const answer = await file('/assets/index-abc.js', accepted);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length);
  });

  it.each(['/assets/../secret.txt', '/assets/..%2fsecret.txt', '/assets/%2e%2e%2fsecret.txt', '/secret.txt', '/assets/index-abc.js.br'])(
    'no address leads out of their folder, or to what is beside them: %s',
    async (url) => {
      expect((await file(url, 'br')).statusCode).toBe(404);
    },
  );
});

it('says how to build it where it was not built', async () => {
  const bare = await createTestApp();
  const answer = await bare.server.inject({ method: 'GET', url: '/', headers: { accept: 'text/html' } });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('npm start');
  await bare.server.close();
});
