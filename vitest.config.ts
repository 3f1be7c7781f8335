import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,server,modules,tools,tests,web}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/crash/**', 'tests/browser/**', 'tests/architecture/planted/**'],
    setupFiles: ['tests/kit/seed.ts'],
    pool: 'forks',
    // One embedded database a worker; two workers on the two cores we plan for.
    maxWorkers: 2,
    // Test files of one worker share their modules and its database; the kit empties it before each test.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
