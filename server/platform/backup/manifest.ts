import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BadStart } from '#platform/errors.ts';

/** The list in a backup of what is in it. It is written last: a folder without one is no backup. */
const Manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Of the program that made it. */
  version: z.string(),
  engine: z.enum(['embedded', 'postgresql']),
  /** Names the secret key without telling it. */
  keyId: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      file: z.string().regex(/^[a-z0-9_.-]+$/i),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      key: z.array(z.string()),
      own: z.array(z.string()),
      rows: z.int(),
      digest: z.string(),
    }),
  ),
  files: z.object({ count: z.int(), bytes: z.int(), missing: z.int() }),
  /** Of an export: the one organization it holds. Its key is sealed with the export's own (`keyId`). */
  organization: z.object({ id: z.uuid(), slug: z.string(), sealedKey: z.string() }).optional(),
});
export type Manifest = z.infer<typeof Manifest>;

export const manifestFile = 'manifest.json';
export const tablesFolder = 'tables';
export const filesFolder = 'files';
/** Of an export: who the members are. */
export const peopleFile = 'people.json';

/** Throws `BadStart` for a folder that is no backup, or none that this version can read. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestFile), 'utf8');
  } catch {
    throw new BadStart([`${folder} is no backup: there is no ${manifestFile} in it. One that was not finished has none.`]);
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw new BadStart([
      `The ${manifestFile} in ${folder} is not of a form this version can read. Was it changed, or made by a newer version?`,
    ]);
  }
}
