import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser must load before somebody can work: scripts of the frame and of one page, gzipped. */

/** Issue 4: the first load of the inbox. Counted for every page, because people begin where a link leads them. */
const bytesMax = 250 * 1024;

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
}
export type Manifest = Readonly<Record<string, Chunk>>;

export interface PageSize {
  /** The file of the page; "frame" for what every page needs. */
  readonly page: string;
  readonly bytes: number;
}

/** Bytes of script for each page: the frame, one language, and the page with what it imports. */
export function pageSizes(manifest: Manifest, sizeOf: (file: string) => number): PageSize[] {
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  if (entry === undefined) throw new Error('The manifest names no entry: was the app built?');
  const total = (keys: readonly string[]) => {
    const files = new Set(keys.flatMap((key) => [...reached(manifest, key)]).map((key) => manifest[key]?.file as string));
    return [...files].reduce((sum, file) => sum + sizeOf(file), 0);
  };
  const frame = [entry, ...Object.keys(manifest).filter((key) => /(^|\/)locales\/en\.ts$/.test(key))];
  const pages = Object.keys(manifest).filter((key) => manifest[key]?.isDynamicEntry && /-page\.tsx$/.test(key));
  const late = Object.keys(manifest).filter((key) => /(^|\/)(locales\/en\/[\w-]+|locales\/en)\.json$/.test(key));
  const sentencesOf = (page: string) => late.filter((key) => foldersOf(page).includes(roomOf(key)));
  return [{ page: 'frame', bytes: total(frame) }, ...pages.map((page) => ({ page, bytes: total([...frame, page, ...sentencesOf(page)]) }))];
}

/** Rooms of sentences that come with a page (web/locales/late.ts): those of the folders it lies in, and what these show besides. */
const besides: Readonly<Record<string, readonly string[]>> = { start: ['home', 'welcome', 'troubles'] };

function foldersOf(page: string): string[] {
  const folders = page.split('/');
  return [...folders, ...folders.flatMap((folder) => besides[folder] ?? [])];
}

const roomOf = (key: string) => (/modules\/([^/]+)\//.exec(key) ?? /([^/]+)\.json$/.exec(key))?.[1] ?? key;

function reached(manifest: Manifest, key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const next of manifest[key]?.imports ?? []) reached(manifest, next, found);
  return found;
}

/** One sentence for each page that is too heavy; and what there is, for people to read. */
export function findHeavyPages(folder: string): { faults: string[]; summary: string } {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  const sizes = pageSizes(manifest, (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
  const faults = sizes
    .filter(({ bytes }) => bytes > bytesMax)
    .map(
      ({ page, bytes }) =>
        `${page} needs ${kib(bytes)} of script (gzip) at the first load; ${kib(bytesMax)} is the most. Load what is not needed at once later, with import().`,
    );
  const heaviest = sizes.reduce((most, one) => (one.bytes > most.bytes ? one : most));
  return { faults, summary: `frame ${kib(sizes[0]?.bytes ?? 0)}, heaviest page ${kib(heaviest.bytes)} (${heaviest.page})` };
}
