import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When the last backup was made, for the doctor: a small file in the data folder. */
export interface LastBackup {
  readonly madeAt: string;
  readonly folder: string;
}

const fileOf = (dataFolder: string) => join(dataFolder, 'last-backup.json');

export function writeLastBackup(dataFolder: string, backup: LastBackup): void {
  writeFileSync(fileOf(dataFolder), `${JSON.stringify(backup)}\n`, { mode: 0o600 });
}

/** Null: none was made by this command. */
export function readLastBackup(dataFolder: string): LastBackup | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as LastBackup;
  } catch {
    return null;
  }
}
