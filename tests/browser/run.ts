import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser, howToGetOne } from './kit/find-browser.ts';

/** `npm run test:browser`: journeys through the real program in a real browser. Words go to Vitest. */

const root = join(import.meta.dirname, '../..');
if (findBrowser() === null) {
  console.error(howToGetOne);
  process.exit(1);
}
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

process.chdir(root);
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
process.argv = [process.execPath, vitest, 'run', '--config', 'tests/browser/vitest.config.ts', ...process.argv.slice(2)];
await import(pathToFileURL(vitest).href);
