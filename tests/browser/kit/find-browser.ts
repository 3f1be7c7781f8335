import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine; BARAZA_CHROMIUM names another. Null: there is none. */
export function findBrowser(): string | null {
  const named = process.env.BARAZA_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

export const howToGetOne =
  'There is no Chromium on this machine. Install one (Debian and Ubuntu: apt-get install chromium), or name one in BARAZA_CHROMIUM.';
