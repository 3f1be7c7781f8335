import type { Bus, Note } from '#platform/bus.ts';

/** Carries between the processes of a test, as text, what Redis would carry between real ones. */
export function createTestBus(): () => Bus {
  const all: { readonly self: object; readonly take: (note: Note) => void }[] = [];
  return () => {
    const self = {};
    return {
      tell(note) {
        const text = JSON.stringify(note);
        for (const one of all) if (one.self !== self) setImmediate(() => one.take(JSON.parse(text) as Note));
      },
      hear: (take) => void all.push({ self, take }),
      close: async () => {
        for (const one of all.filter((other) => other.self === self)) all.splice(all.indexOf(one), 1);
      },
    };
  };
}
