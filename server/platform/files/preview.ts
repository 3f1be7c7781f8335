import type { FileRow } from './file-store.ts';
import { readWhole } from './read-whole.ts';
import type { Storage } from './storage.ts';

/** The longest side of a preview, in pixels: one for lists, one for looking at. */
export const previewSides = [320, 1280] as const;
export type PreviewSide = (typeof previewSides)[number];

/** A picture made smaller, with nothing of the original but what is to be seen: no place, no camera, no words in it. */
export interface Preview {
  readonly mediaType: 'image/webp';
  readonly size: number;
  readonly key: string;
}

export interface Previews {
  /** Makes it at the first question and keeps it. Null: there is none for this file. Throws `PreviewsBusy` rather than queue for long. */
  preview(file: FileRow, side: PreviewSide): Promise<Preview | null>;
}

/** Too many pictures wait to be made smaller. */
export class PreviewsBusy extends Error {}

/** Where the previews of bytes lie: beside them, so that they go together. */
export function previewKeys(key: string): string[] {
  return previewSides.map((side) => previewKey(key, side));
}

function previewKey(key: string, side: PreviewSide): string {
  return `${key}.${side}.webp`;
}

const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
/** Phones send less than 20 MB; what is larger is read into memory by nobody. */
const bytesMax = 20 * 1024 * 1024;
/** A page of pictures in a desk; whoever comes later would wait for many seconds. */
const waitingMax = 32;
/** Of them, so that one organization’s page of pictures does not close another’s. */
const waitingEachMax = waitingMax / 2;
/** What could not be made is not tried at each look again. Forgotten with the program, for a newer one may be able to. */
const brokenMax = 1000;

/** One at a time: each may take some hundred megabytes, and answering messages goes first. */
export function createPreviews(storage: Storage): Previews {
  const broken = new Set<string>();
  /** Whose pictures wait, each once. */
  const waiting: string[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  async function kept(key: string): Promise<Preview | null> {
    const size = await storage.size(key);
    return size === null ? null : { mediaType: 'image/webp', size, key };
  }

  async function make(file: FileRow, key: string, side: PreviewSide): Promise<Preview | null> {
    // Whoever was before us may have asked for the same one.
    const made = await kept(key);
    if (made || broken.has(key)) return made;
    const original = await readWhole(storage.read(file.key), bytesMax);
    const { shrink } = await import('./shrink.ts');
    const small = await shrink(original, side);
    if (small !== null) return { mediaType: 'image/webp', size: small.length, key: await write(small, key) };
    broken.add(key);
    const [oldest] = broken;
    if (broken.size > brokenMax && oldest !== undefined) broken.delete(oldest);
    return null;
  }

  async function write(bytes: Buffer, key: string): Promise<string> {
    await storage.write(key, bytes);
    return key;
  }

  return {
    async preview(file, side) {
      if (!pictures.has(file.mediaType) || file.size > bytesMax) return null;
      const key = previewKey(file.key, side);
      const made = await kept(key);
      if (made || broken.has(key)) return made;
      const own = waiting.filter((id) => id === file.organizationId).length;
      if (waiting.length >= waitingMax || own >= waitingEachMax) throw new PreviewsBusy('Too many pictures wait to be made smaller.');
      waiting.push(file.organizationId);
      const making = turn.then(() => make(file, key, side));
      turn = making.catch(() => undefined);
      return making.finally(() => {
        waiting.splice(waiting.indexOf(file.organizationId), 1);
      });
    },
  };
}
