export const accept = () => new Worker(new URL('./reader.ts', import.meta.url));
