import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { createLog } from '#platform/log.ts';
import { migrationFolders } from '#server/modules.ts';
import { describeSchema } from './describe-schema.ts';

/** `npm run release`: at a release, writes down what its programs rely on, for the tests of the next one (tests/lists/upgrade.test.ts). */

const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
const database = new Database(await openEmbedded(null, createLog('silent')));
await migrate(database, readMigrations(migrationFolders), new Date());
const schema = await describeSchema(database);
await database.close();
const file = new URL('../../tests/lists/testdata/last-release.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ commit, ...schema }, null, 1)}\n`);
console.log(`Wrote down what ${commit} relies on. Now empty the list of exceptions in tests/lists/upgrade.test.ts.`);
