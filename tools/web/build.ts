import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { viteConfig, webFolder } from './config.ts';

/** `npm start` runs this when a source of the app changed: builds it and compresses each file once, so that no request has to. */

await build(viteConfig);

const compressible = new Set(['.js', '.css', '.svg', '.json', '.wasm']);
/** Below this the headers weigh more than what is saved. */
const bytesMin = 1024;

/** Longer than a page stays open without being loaded anew. */
const keepMs = 7 * 24 * 60 * 60 * 1000;

const assets = join(webFolder, 'assets');
const began = performance.timeOrigin;
for (const name of readdirSync(assets)) {
  // What is built again is written again, so what is old is of an older build.
  if (statSync(join(assets, name)).mtimeMs < began - keepMs) rmSync(join(assets, name));
}
for (const name of readdirSync(assets).filter((one) => compressible.has(extname(one)))) {
  if (statSync(join(assets, name)).mtimeMs < began) continue;
  const bytes = readFileSync(join(assets, name));
  if (bytes.length < bytesMin) continue;
  writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const best = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params: best }));
}
