/** The PostgreSQL server that tests may use; undefined: the embedded database is all there is. */
export const testServerUrl: string | undefined = process.env.BARAZA_TEST_DATABASE_URL;
