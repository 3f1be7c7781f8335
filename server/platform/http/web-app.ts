import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ids } from '#platform/ids.ts';
import { html, type Page, sendPage } from './html.ts';

/**
 * The app for browsers: the files that `npm start` built. Files with a hash in their name never change and are kept by the
 * browser; the one page that names them is asked for each time, at every address that belongs to a page of the app.
 */
export interface WebApp {
  routes(server: FastifyInstance): Promise<void>;
  /** Hears of every address there is, so that no list of other people's has to be kept: nothing below them is a page. */
  noteAddress(address: string): void;
  /** Answers when a browser opens an address nothing else answers at; null: it is not the app's. */
  answerPage(request: FastifyRequest, reply: FastifyReply): FastifyReply | null;
}

interface Asset {
  readonly file: string;
  readonly type: string;
  readonly bytes: number;
  /** Beside it, compressed: "br", "gzip". */
  readonly encodings: readonly (readonly [encoding: string, ending: string, bytes: number])[];
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
};

/** What stands in index.html for a word that is new at each request. */
const noncePlace = '%NONCE%';

export function createWebApp({ folder, ids }: { folder: string; ids: Ids }): WebApp {
  const assets = readAssets(join(folder, 'assets'));
  const index = join(folder, 'index.html');
  const page = existsSync(index) ? readFileSync(index, 'utf8') : null;
  const scripts = page === null ? '' : hashesOfInlineScripts(page);
  /** First parts of the addresses that are answered: "api", "webhooks", "docs". */
  const taken = new Set<string>();

  function sendIndex(reply: FastifyReply): FastifyReply {
    if (page === null) return sendPage(reply, notBuilt);
    const nonce = ids.bytes(16).toString('base64');
    return reply
      .header('content-security-policy', policyWith(scripts, nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(noncePlace, nonce));
  }

  return {
    async routes(server) {
      server.get('/', (_request, reply) => sendIndex(reply));
      server.get('/assets/:file', { config: { quiet: true } }, (request, reply) => {
        const asset = assets.get((request.params as { file: string }).file);
        return asset ? sendAsset(asset, request, reply) : reply.callNotFound();
      });
    },
    noteAddress: (address) => void taken.add(firstPart(address)),
    answerPage(request, reply) {
      const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && request.headers.accept?.includes('text/html') === true;
      const first = firstPart(request.url);
      return wantsPage && !taken.has(first) && !first.includes('.') ? sendIndex(reply) : null;
    },
  };
}

function firstPart(address: string): string {
  return /^\/([^/?]*)/.exec(address)?.[1] ?? '';
}

const notBuilt: Page = {
  title: 'Baraza',
  status: 503,
  body: html`<h1>Baraza is running, without its app</h1>
<p>The app for browsers has not been built here. <code>npm start</code> builds it; programs use the API.</p>
<p><a href="/docs">The API, described</a></p>`,
};

/** Everything from this server and nothing inline: but for one script and the styles that carry this answer's nonce. */
function policyWith(scripts: string, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self'${scripts}`,
    // React sets styles through the object model, which no policy forbids; what libraries insert as <style> carries the nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashesOfInlineScripts(page: string): string {
  const inline = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
  return inline.map((code) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`).join('');
}

/** Looked at once: only what is there by name can be asked for, so no address leads out of the folder. */
function readAssets(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  if (!existsSync(folder)) return assets;
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const file = join(folder, name);
    const sizeOf = (path: string) => statSync(path).size;
    const encodings = [['br', '.br'] as const, ['gzip', '.gz'] as const]
      .filter(([, ending]) => names.has(name + ending))
      .map(([encoding, ending]) => [encoding, ending, sizeOf(file + ending)] as const);
    assets.set(name, { file, type, bytes: sizeOf(file), encodings });
  }
  return assets;
}

function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const chosen = asset.encodings.find(([encoding]) => new RegExp(`\\b${encoding}\\b(?!;q=0(?![.]))`).test(accepted));
  if (chosen) reply.header('content-encoding', chosen[0]);
  return reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .header('content-length', chosen?.[2] ?? asset.bytes)
    .type(asset.type)
    .send(createReadStream(asset.file + (chosen?.[1] ?? '')));
}
