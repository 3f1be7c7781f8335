/** "./en/frame.json" is the room frame; "../../modules/care/web/locales/en.json" the room care. */
export function byRoom(files: Readonly<Record<string, Record<string, unknown>>>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(files).map(([path, words]) => [roomOf(path), words]));
}

function roomOf(path: string): string {
  return (/modules\/([^/]+)\/web/.exec(path) ?? /([^/]+)\.json$/.exec(path))?.[1] ?? path;
}
