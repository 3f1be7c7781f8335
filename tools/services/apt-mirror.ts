import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Debian mirror this machine already uses, so that no host name is written into the project and a machine behind a
 * company mirror stays behind it. Null when the machine's apt sources name none (it is not a Debian, or has no apt).
 */
export function findDebianMirror(aptFolder = '/etc/apt'): string | null {
  for (const uri of sourceFiles(aptFolder).flatMap((path) => mirrorsIn(path))) {
    const mirror = uri.startsWith('mirror+file:') ? firstOfMirrorList(uri) : uri;
    if (mirror !== null && isDebianArchive(mirror)) return mirror.replace(/\/+$/, '');
  }
  return null;
}

function sourceFiles(aptFolder: string): string[] {
  const folder = join(aptFolder, 'sources.list.d');
  const parts = existsSync(folder) ? readdirSync(folder).sort() : [];
  const files = parts.filter((name) => /\.(list|sources)$/.test(name)).map((name) => join(folder, name));
  return [join(aptFolder, 'sources.list'), ...files].filter((path) => existsSync(path));
}

function mirrorsIn(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.sources') ? mirrorsInStanzas(text) : mirrorsInLines(text);
}

/** One-line form: `deb [signed-by=…] http://mirror.example/debian bookworm main`. */
export function mirrorsInLines(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+\S+/.exec(line);
    return found?.[1] ? [found[1]] : [];
  });
}

/** Stanza form (deb822): `Types: deb`, `URIs: http://mirror.example/debian`, …; a disabled stanza does not count. */
export function mirrorsInStanzas(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(stanza)?.[1]?.trim() ?? '';
    if (/^no$/i.test(field('Enabled')) || !field('Types').split(/\s+/).includes('deb')) return [];
    return field('URIs').split(/\s+/).filter(Boolean);
  });
}

/** Debian's cloud images keep the address in a list of their own: `mirror+file:/etc/apt/mirrors/debian.list`. */
function firstOfMirrorList(uri: string): string | null {
  const path = uri.replace(/^mirror\+file:(\/\/)?/, '');
  if (!existsSync(path)) return null;
  return /^\s*(https?:\S+)/m.exec(readFileSync(path, 'utf8'))?.[1] ?? null;
}

/** The archive itself: not the security archive, which has no full release, and not some product's own repository. */
function isDebianArchive(uri: string): boolean {
  return /^(https?|file):/.test(uri) && /\/debian\/?$/.test(uri);
}
