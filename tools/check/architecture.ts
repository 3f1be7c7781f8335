import { ARROWS, objection } from './arrows.ts';
import { findCycles, type ImportGraph, type SourceFile } from './import-graph.ts';
import { lineOf } from './source-text.ts';

/** Something that breaks a rule, for a person to mend. */
export interface Fault {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Every import that breaks an arrow, and every other rule that can be read off the source files. Empty: all is well. */
export function checkArchitecture(graph: ImportGraph): Fault[] {
  return [...cycles(graph), ...arrows(graph), ...unknownFolders(graph), ...orphans(graph), ...forbiddenCode(graph)];
}

/** Tests and what serves them may import anything; that is what they are for. */
const isTest = (path: string) => /^tests\/|\/testdata\/|\.test\.tsx?$/.test(path);

function cycles(graph: ImportGraph): Fault[] {
  return findCycles(graph).map(({ closing, way }) => ({
    rule: 'no-cycles',
    path: closing.from,
    line: closing.line,
    message: `${way.join(' → ')} is a circle. No file may import itself by a detour, type imports included. Instead: move what both need into a third file below them.`,
  }));
}

function arrows(graph: ImportGraph): Fault[] {
  const edges = [...graph.files.values()].filter(({ path }) => !isTest(path)).flatMap((file) => file.imports);
  return edges.flatMap((edge) => {
    const arrow = objection(edge);
    if (!arrow) return [];
    return [{ rule: arrow.name, path: edge.from, line: edge.line, message: `imports ${edge.to}. ${arrow.says} Instead: ${arrow.instead}` }];
  });
}

/** A folder that no arrow knows could import anything. */
const SERVER_FOLDERS =
  /^server\/(platform|core|channels|inbox|safety|router|flows|templates|assistants|models|outbox|organizations|provision|boot|cli|migrations)\/|^server\/(main|modules)(\.test)?\.ts$/;

function unknownFolders(graph: ImportGraph): Fault[] {
  return [...graph.files.keys()]
    .filter((path) => path.startsWith('server/') && !SERVER_FOLDERS.test(path))
    .map((path) => ({
      rule: 'every-server-file-has-a-room',
      path,
      line: 1,
      message:
        'lies in no room that the architecture knows. Every file of the server belongs to a room, so that its imports can be judged. Instead: move it into a room, or add the new room to tools/check/arrows.ts and ARCHITECTURE.md.',
    }));
}

const ENTRY_POINTS = /^server\/main\.ts$|^server\/cli\/main\.ts$|-worker\.ts$|^web\/main\.tsx$|\.d\.ts$/;

function orphans(graph: ImportGraph): Fault[] {
  const files = [...graph.files.values()];
  // A test keeps nothing alive: code that only its own test calls is dead.
  const wanted = new Set(files.filter(({ path }) => !isTest(path)).flatMap(({ imports }) => imports.map(({ to }) => to)));
  return files
    .filter(
      ({ path }) =>
        /^(server|contract|web)\/|^modules\/[^/]+\/web\//.test(path) && !isTest(path) && !ENTRY_POINTS.test(path) && !wanted.has(path),
    )
    .map(({ path }) => ({
      rule: 'no-orphans',
      path,
      line: 1,
      message:
        'is imported by nobody but tests. Code that nothing reaches is not kept. Instead: use it where it belongs, or remove it with its test.',
    }));
}

interface ForbiddenCode {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly where: RegExp;
  readonly notWhere: RegExp;
  /** Looked for in comments and quotes too. */
  readonly everywhere?: true;
  readonly says: string;
}

const FORBIDDEN: readonly ForbiddenCode[] = [
  {
    rule: 'time-and-chance-come-from-the-scope',
    pattern: /\bnew Date\s*\(\s*\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\s*\(/g,
    where: /^server\/|^modules\/[^/]+\/(server\/|contract\.ts$)/,
    notWhere: /^server\/platform\/(clock|ids)\.ts$/,
    says: 'Time, ids and chance come from the scope, so that a test can repeat a run. Instead: scope.clock.now(), scope.ids.next(), scope.ids.fraction().',
  },
  {
    rule: 'settings-come-from-config',
    pattern: /\bprocess\.env\b/g,
    where: /^(contract|server|modules|web|widget)\//,
    notWhere: /^server\/platform\/config\.ts$/,
    says: 'Only server/platform/config.ts reads the environment, so that every setting is checked at the start and documented. Instead: add it there and take it from the configuration that is handed in.',
  },
  {
    rule: 'only-the-gate-lets-words-in',
    pattern: /\binsert into messages\b|insertInto\('messages'\)|\bas unknown as Read\b/g,
    where: /^(server|modules)\//,
    notWhere: /^server\/(inbox\/(accept|echo)-store|router\/commit-store|outbox\/message-store|safety\/read-message)\.ts$/,
    everywhere: true,
    says: 'A contact’s message is stored in one place, which asks for the proof that the safety gate has read it (inbox/accept-store.ts). Instead: hand it to what receives for a channel.',
  },
];

function forbiddenCode(graph: ImportGraph): Fault[] {
  const files = [...graph.files.values()].filter(({ path }) => !isTest(path));
  return FORBIDDEN.flatMap((forbidden) =>
    files
      .filter(({ path }) => forbidden.where.test(path) && !forbidden.notWhere.test(path))
      .flatMap((file) => forbiddenIn(file, forbidden)),
  );
}

function forbiddenIn(file: SourceFile, { rule, pattern, everywhere, says }: ForbiddenCode): Fault[] {
  const code = everywhere ? file.text : file.code;
  return [...code.matchAll(pattern)].map((found) => ({
    rule,
    path: file.path,
    line: lineOf(code, found.index),
    message: `has ${found[0].replace(/\s+/g, ' ').trim()}. ${says}`,
  }));
}

/** Every rule there is; the test demands a planted violation for each. */
export const RULES: readonly string[] = [
  'no-cycles',
  ...ARROWS.map(({ name }) => name),
  'every-server-file-has-a-room',
  'no-orphans',
  ...FORBIDDEN.map(({ rule }) => rule),
];

export function describeFault({ path, line, message, rule }: Fault): string {
  return `${path}:${line} ${message} (${rule})`;
}
