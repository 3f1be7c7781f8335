import { PGlite } from '@electric-sql/pglite';

/** Run as a program of its own: makes a new embedded database in the folder named on the command line, and ends. */
const folder = process.argv[2];
if (!folder) throw new Error('Say in which folder.');
const database = await PGlite.create({ dataDir: folder });
await database.close();
