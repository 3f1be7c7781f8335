// Bundles the server into build/server: loaded from one file it is ready in half the time and with 50 MB less than from
// its sources (docs/decisions/0010). Plain JavaScript for Node 18 and newer, like everything in this folder.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotPrepare, root } from './prepare.mjs';

/** The programs, by the name of their bundle. Each runs on its own: the server, its database thread, its first initdb. */
const programs = {
  main: 'server/main.ts',
  'embedded-worker': 'server/platform/db/embedded-worker.ts',
  'initdb-worker': 'server/platform/db/initdb-worker.ts',
};
const sources = ['contract', 'server', 'modules', 'package-lock.json', 'tools/setup/build.mjs'];

/** Builds when a source is newer than the bundle. Returns the path of the server's bundle. */
export async function buildServer(folder = root) {
  const out = join(folder, 'build', 'server');
  const stamp = join(out, '.built-from');
  const now = fingerprintOf(folder);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
    await bundle(folder, out);
    // Written last, so that an interrupted build is done again.
    writeFileSync(stamp, now);
  }
  return join(out, 'main.js');
}

async function bundle(folder, out) {
  const { build, stop } = await import('esbuild');
  rmSync(out, { recursive: true, force: true });
  try {
    await build({
      absWorkingDir: folder,
      entryPoints: Object.entries(programs).map(([name, file]) => ({ in: file, out: name })),
      outdir: out,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'silent',
      // Packages with files of their own (WebAssembly, native code), and what is loaded only when needed: accounts, mail, counting, Redis, and templates,
      // whose bundled form would lose its named exports.
      external: [
        '@electric-sql/*',
        '@node-rs/*',
        'better-auth',
        'better-auth/*',
        '@zxcvbn-ts/*',
        'nodemailer',
        'rate-limiter-flexible',
        'ioredis',
        'liquidjs',
      ],
      // Some packages inside still call require().
      banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    });
  } catch (error) {
    throw new CannotPrepare(`The server could not be built: ${error instanceof Error ? error.message : error}`);
  } finally {
    // Its service would live, with 200 MB, as long as we do.
    await stop();
  }
}

/** Names, sizes and dates: cheap, and a wrong "changed" costs only a build. */
function fingerprintOf(folder) {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, folder, source);
  return hash.digest('hex');
}

function addTo(hash, folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return;
  const stat = statSync(full);
  if (stat.isDirectory()) for (const name of readdirSync(full).sort()) addTo(hash, folder, join(path, name));
  else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
}
