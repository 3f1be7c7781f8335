import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    pool: 'forks',
    // One program and one browser at a time: they share two cores with the test itself.
    maxWorkers: 1,
    fileParallelism: false,
    // A journey is many pages; what it waits for is always something on the page.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is looked at again and again until it is so: on a machine with much to do that takes longer than a second.
    expect: { poll: { timeout: 30_000 } },
  },
});
