export const store = async () => (await import('#tools/seed/seed.ts')).seed; // planted
