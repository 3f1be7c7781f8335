/** The PostgreSQL server that tests may use; undefined: the embedded database is all there is. */
export const testServerUrl: string | undefined = process.env.BARAZA_TEST_DATABASE_URL;
/** The Redis that tests may use; undefined: there is none. */
export const testRedisUrl: string | undefined = process.env.BARAZA_TEST_REDIS_URL;
