// Bundles the server into build/server: loaded from one file it is ready in half the time and with 50 MB less than from
// its sources (docs/decisions/0010). Plain JavaScript for Node 18 and newer, like everything in this folder.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whenChanged } from './changed.mjs';
import { CannotPrepare, root } from './prepare.mjs';

/** The programs, by the name of their bundle. Each runs on its own: the server, its database thread, its first initdb. */
const programs = {
  main: 'server/main.ts',
  'embedded-worker': 'server/platform/db/embedded-worker.ts',
  'initdb-worker': 'server/platform/db/initdb-worker.ts',
};
/**
 * What the server's process is started with. Compiling the embedded database takes some 600 MB for a moment. glibc then
 * keeps up to 64 MB of what was freed in each thread's arena, because by default it raises its own limit for giving memory
 * back; once that limit is named it stays (mallopt(3), its first value). Measured at rest: 226 MB instead of 312, for the same
 * processor time of a start and of a message.
 */
export const serverEnvironment = { MALLOC_TRIM_THRESHOLD_: String(128 * 1024) };
/** What Node.js is started with for it: it may collect its memory itself, which it does once after its start (server/boot/background.ts). */
export const serverWords = ['--expose-gc'];

const sources = ['contract', 'server', 'modules', 'package-lock.json', 'tools/setup/build.mjs'];

/** The browser's part of a module is no source of the server. */
const isWeb = (path) => /^modules\/[^/]+\/web$/.test(path);

/** Builds when a source is newer than the bundle. Returns the path of the server's bundle. */
export async function buildServer(folder = root) {
  const out = join(folder, 'build', 'server');
  await whenChanged({ folder, out, sources, skip: isWeb }, () => bundle(folder, out));
  return join(out, 'main.js');
}

/** For the benchmark: the server with another text for some of its files (by their paths), built anew. It is never what `npm start` runs. */
export async function buildServerWith(texts, name, folder = root) {
  const out = join(folder, 'build', name);
  const contents = new Map(Object.entries(texts).map(([path, text]) => [join(folder, path), text]));
  const setup = (build) =>
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => (contents.has(path) ? { contents: contents.get(path), loader: 'ts' } : undefined));
  await bundle(folder, out, [{ name: 'texts', setup }]);
  return join(out, 'main.js');
}

async function bundle(folder, out, plugins = []) {
  const { build, stop } = await import('esbuild');
  rmSync(out, { recursive: true, force: true });
  try {
    await build({
      absWorkingDir: folder,
      entryPoints: Object.entries(programs).map(([name, file]) => ({ in: file, out: name })),
      outdir: out,
      plugins,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      sourcemap: 'linked',
      sourcesContent: false,
      // Node.js keeps the text as long as it runs: comments and indents would be 2 MB of it.
      minifyWhitespace: true,
      lineLimit: 160,
      logLevel: 'silent',
      // Packages with files of their own (WebAssembly, native code), and what is loaded only when needed: pictures, accounts, mail, counting, Redis, and templates,
      // whose bundled form would lose its named exports.
      external: [
        '@electric-sql/*',
        '@node-rs/*',
        'sharp',
        'better-auth',
        'better-auth/*',
        '@zxcvbn-ts/*',
        'nodemailer',
        'rate-limiter-flexible',
        'ioredis',
        'liquidjs',
        'socket.io',
        'engine.io',
      ],
      // Some packages inside still call require().
      banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    });
    for (const name of readdirSync(out).filter((one) => one.endsWith('.js'))) escapeLetters(join(out, name));
  } catch (error) {
    throw new CannotPrepare(`The server could not be built: ${error instanceof Error ? error.message : error}`);
  } finally {
    // Its service would live, with 200 MB, as long as we do.
    await stop();
  }
}

/**
 * esbuild leaves letters of other scripts in regular expressions as they are. One of them is enough, and Node.js keeps every character of
 * the text in two bytes: 5 MB more.
 */
function escapeLetters(file) {
  const text = readFileSync(file, 'utf8');
  const escaped = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (escaped !== text) writeFileSync(file, escaped);
}
