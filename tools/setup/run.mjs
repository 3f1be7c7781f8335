// `node tools/setup/run.mjs <file.ts> [words…]`: sets up when needed, then runs one of the project's programs.
import { resolve } from 'node:path';
import { launch } from './launch.mjs';
import { root } from './prepare.mjs';

const [file, ...words] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Say which program to run: node tools/setup/run.mjs <file.ts> [words].\n');
  process.exit(2);
}
// The program is found from the project's folder; the words may name files where the person is, so the folder stays.
launch(resolve(root, file), words);
