import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { viteConfig, webFolder } from './config.ts';

/** `npm start` runs this when a source of the app changed: builds it and compresses each file once, so that no request has to. */

await build(viteConfig);

const compressible = new Set(['.js', '.css', '.svg', '.json', '.wasm']);
/** Below this the headers weigh more than what is saved. */
const bytesMin = 1024;

const assets = join(webFolder, 'assets');
for (const name of readdirSync(assets).filter((one) => compressible.has(extname(one)))) {
  const bytes = readFileSync(join(assets, name));
  if (bytes.length < bytesMin) continue;
  writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const best = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params: best }));
}
