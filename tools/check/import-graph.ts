import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { lineOf, readSource } from './source-text.ts';

/** One file naming another, or a package. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the project's folder, "npm:<package>" or "node:<module>". */
  readonly to: string;
  /** False for a file that is only started (`new URL('./x-worker.ts', import.meta.url)`), not loaded. */
  readonly loads: boolean;
}

export interface SourceFile {
  readonly path: string;
  /** As written. */
  readonly text: string;
  /** The same with comments and text in quotes blanked out. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface ImportGraph {
  readonly files: ReadonlyMap<string, SourceFile>;
}

const FOLDERS = ['contract', 'server', 'modules', 'web', 'widget', 'tools', 'tests'];
/** Not ours, not written by hand, or wrong on purpose. */
const SKIPPED = new Set(['node_modules', 'build', 'dist', 'planted']);

/** Reads every source file of the project in `root`. `names` are the entries of package.json#imports. */
export function readImportGraph(root: string, names: Readonly<Record<string, string>> = importNames(root)): ImportGraph {
  const paths = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => sourceFilesIn(root, folder));
  const files = paths.sort().map((path) => readSourceFile(path, readFileSync(join(root, path), 'utf8'), names));
  return { files: new Map(files.map((file) => [file.path, file])) };
}

export function importNames(root: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports ?? {};
}

function sourceFilesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFilesIn(root, path);
    return /\.(ts|tsx|mts|js|jsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

export function readSourceFile(path: string, text: string, names: Readonly<Record<string, string>>): SourceFile {
  const { code, quoted } = readSource(text);
  const imports = references(code).flatMap(({ quote, loads }): Import[] => {
    const specifier = quoted.get(quote);
    // A template with something inserted names no file that could be known here.
    return specifier ? [{ from: path, line: lineOf(text, quote), to: resolveImport(specifier, path, names), loads }] : [];
  });
  return { path, text, code, imports };
}

/**
 * Each pattern ends at the opening quote of what is named. Listed: `import x from '…'` and `export … from '…'` with their
 * type forms; `import '…'`; `import('…')`, also as a type; a file named for a worker.
 */
const REFERENCES: readonly { pattern: RegExp; loads: boolean }[] = [
  { pattern: /\b(?:import|export)\b[\w$\s,{}*]+?\bfrom\s*(?=['"])/g, loads: true },
  { pattern: /\bimport\s*(?=['"])/g, loads: true },
  { pattern: /\bimport\s*\(\s*(?=['"`])/g, loads: true },
  { pattern: /\bnew URL\(\s*(?=['"`][^)]*import\.meta\.url)/g, loads: false },
];

function references(code: string): { quote: number; loads: boolean }[] {
  return REFERENCES.flatMap(({ pattern, loads }) =>
    [...code.matchAll(pattern)].map((found) => ({ quote: found.index + found[0].length, loads })),
  );
}

export function resolveImport(specifier: string, from: string, names: Readonly<Record<string, string>>): string {
  const [plain = specifier] = specifier.split('?');
  if (plain.startsWith('.')) return posix.join(posix.dirname(from), plain);
  if (plain.startsWith('#')) return resolveName(plain, names);
  if (isBuiltin(plain)) return plain.startsWith('node:') ? plain : `node:${plain}`;
  const parts = plain.split('/');
  return `npm:${parts.slice(0, plain.startsWith('@') ? 2 : 1).join('/')}`;
}

/** The longest matching name wins, as Node.js does it. */
function resolveName(specifier: string, names: Readonly<Record<string, string>>): string {
  const candidates = Object.keys(names).sort((a, b) => b.length - a.length);
  for (const name of candidates) {
    const target = posix.normalize(names[name] ?? '');
    const [start = '', end] = name.split('*');
    if (end === undefined && specifier === name) return target;
    if (end === undefined || !specifier.startsWith(start) || !specifier.endsWith(end)) continue;
    return target.replace('*', specifier.slice(start.length, specifier.length - end.length));
  }
  return specifier;
}

/** Every import that closes a circle, with the way round. Type imports count: they knot a program as well as others. */
export function findCycles(graph: ImportGraph): { closing: Import; way: readonly string[] }[] {
  const cycles: { closing: Import; way: readonly string[] }[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const way: string[] = [];

  function visit(path: string): void {
    state.set(path, 'open');
    way.push(path);
    for (const edge of graph.files.get(path)?.imports ?? []) {
      if (!edge.loads || !graph.files.has(edge.to)) continue;
      if (state.get(edge.to) === 'open') cycles.push({ closing: edge, way: [...way.slice(way.indexOf(edge.to)), edge.to] });
      else if (state.get(edge.to) === undefined) visit(edge.to);
    }
    way.pop();
    state.set(path, 'done');
  }

  for (const path of graph.files.keys()) if (!state.has(path)) visit(path);
  return cycles;
}
