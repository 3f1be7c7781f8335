// `npm start`: one command on a machine that has only Node.js 18 or newer. Sets up when needed, then runs the server.
import { buildServer, serverEnvironment, serverWords } from './build.mjs';
import { buildWeb } from './build-web.mjs';
import { prepareOrExit, standIn } from './launch.mjs';
import { CannotPrepare, root } from './prepare.mjs';

const node = prepareOrExit();
let program;
try {
  [program] = await Promise.all([buildServer(), buildWeb(node)]);
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
// In the project's folder, wherever it was started from, so that data and settings are always the same ones. Without
// source maps, which would keep 60 MB: NODE_OPTIONS=--enable-source-maps brings the original lines into stack traces.
standIn(node, [...serverWords, program, ...process.argv.slice(2)], { cwd: root, env: { ...serverEnvironment, ...process.env } });
