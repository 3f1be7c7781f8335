import { fileURLToPath } from 'node:url';

/** Where the migrations of the floor and of every module are. */
export const migrationFolders: readonly string[] = [fileURLToPath(new URL('./migrations/', import.meta.url))];
