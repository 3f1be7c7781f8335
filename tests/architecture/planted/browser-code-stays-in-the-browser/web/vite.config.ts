import { join } from 'node:path';
export const build = join('a', 'b');
