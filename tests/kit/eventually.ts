import { vi } from 'vitest';

/** Until this no longer throws: for what happens in another process or thread and tells nobody. On a busy machine that may take a while. */
export const eventually = <T>(work: () => T | Promise<T>): Promise<T> => vi.waitFor(work, { timeout: 15_000 });
