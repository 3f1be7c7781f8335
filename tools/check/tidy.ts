import { posix } from 'node:path';

/** A file as it would be committed. */
export interface TrackedFile {
  readonly path: string;
  /** Empty for files that are not text. */
  readonly text: string;
}

/** What is out of order, in one line a person can act on; empty when nothing is. */
type TidyRule = (file: TrackedFile) => string[];

/** Faults that can be seen in one file alone. `places` are folders of this machine that nobody else has. */
export function findUntidy(files: readonly TrackedFile[], places: readonly string[]): string[] {
  const rules: TidyRule[] = [
    machinePaths(places),
    inexactVersions,
    unnumberedTodos,
    decisionWithoutStatus,
    lockWithAddresses,
    modulesMadeAnew,
  ];
  const known = files.filter(({ path }) => !path.startsWith('tests/architecture/planted/'));
  return [...known.flatMap((file) => rules.flatMap((rule) => rule(file))), ...vagueFolders(known)];
}

function machinePaths(places: readonly string[]): TidyRule {
  // /home/node is the home of the official container image, the same everywhere.
  // A path begins where no word goes on: "keep going to/home/school" is a list of words.
  const homes = /(?<![\w.])\/home\/(?!node\b)[a-z]|(?<![\w.])\/Users\/[A-Za-z]|\b[A-Z]:\\Users\\/;
  const names = (line: string, place: string) =>
    line.includes(place) && (!place.startsWith('/') || !/\w/.test(line.charAt(line.indexOf(place) - 1)));
  return ({ path, text }) =>
    linesOf(text)
      .filter(({ line }) => homes.test(line) || places.some((place) => names(line, place)))
      .map(
        ({ number }) =>
          `${path}:${number} names a path or host of one machine. Write it relative to the project, or leave it to a setting.`,
      );
}

function inexactVersions({ path, text }: TrackedFile): string[] {
  if (posix.basename(path) !== 'package.json') return [];
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text);
  return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${path} asks for ${name} ${version}. Write one exact version, so that everyone runs the same.`);
}

const CODE = /\.(ts|tsx|mts|js|mjs|css|html|sql|sh|ya?ml)$/;
/** In two parts, so that this line is not found itself. */
const OPEN_ENDS = new RegExp(`\\b(TO${'DO'}|FIX${'ME'})\\b(?!\\s*\\(?#\\d+)`);

function unnumberedTodos({ path, text }: TrackedFile): string[] {
  if (!CODE.test(path)) return [];
  return linesOf(text)
    .filter(({ line }) => OPEN_ENDS.test(line))
    .map(
      ({ number }) =>
        `${path}:${number} leaves something to do without saying where it is kept track of. Name the issue ("… (#12)"), or do it.`,
    );
}

function decisionWithoutStatus({ path, text }: TrackedFile): string[] {
  if (!/^docs\/decisions\/.+\.md$/.test(path) || /README\.md$/i.test(path) || /^[-*\s]*Status\W/m.test(text)) return [];
  return [`${path} does not say whether the decision stands. Add a line "Status: accepted" (or proposed, or replaced by …).`];
}

function lockWithAddresses({ path, text }: TrackedFile): string[] {
  if (posix.basename(path) !== 'package-lock.json' || !/"resolved": "https?:/.test(text)) return [];
  return [
    `${path} holds download addresses. Install again with the project's .npmrc (omit-lockfile-registry-resolved) and commit that lock.`,
  ];
}

/** In two parts, so that this line is not found itself. */
const MADE_ANEW = new RegExp(`\\bvi\\.(${'reset'}Modules|${'do'}Mock|${'mo'}ck)\\(`);

function modulesMadeAnew({ path, text }: TrackedFile): string[] {
  if (!/\.test\.tsx?$/.test(path)) return [];
  return linesOf(text)
    .filter(({ line }) => MADE_ANEW.test(line))
    .map(
      ({ number }) =>
        `${path}:${number} takes modules from the test files that run after it in the same process: an error of theirs is no longer the class that they look for. Import this one under another address ("./x.ts?page=2").`,
    );
}

const VAGUE = new Set(['lib', 'libs', 'util', 'utils', 'helper', 'helpers', 'types', 'common', 'misc', 'shared']);

function vagueFolders(files: readonly TrackedFile[]): string[] {
  const folders = new Set(
    files.flatMap(({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_name, depth, names) => names.slice(0, depth + 1).join('/')),
    ),
  );
  return [...folders]
    .filter((folder) => VAGUE.has(posix.basename(folder)))
    .sort()
    .map(
      (folder) => `${folder}/ has a name that says nothing, so anything ends up in it. Move each file to the room or module that owns it.`,
    );
}

function linesOf(text: string): { line: string; number: number }[] {
  return text.split('\n').map((line, index) => ({ line, number: index + 1 }));
}
