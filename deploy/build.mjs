// What `npm start` builds when something changed, built once for an image.
import { buildServer } from '../tools/setup/build.mjs';
import { buildWeb } from '../tools/setup/build-web.mjs';

await Promise.all([buildServer(), buildWeb(process.execPath)]);
