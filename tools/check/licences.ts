/** What the packages of production may be licensed under: they ask for no more than their notice to be kept. */
const ALLOWED = /^(MIT|MIT-0|Apache-2\.0|BSD-[\w-]+|ISC|0BSD|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|Unlicense|PostgreSQL)$/;

/** Others, for packages named one by one, with the reason why they may be used all the same. */
const EXCEPTIONS: readonly { readonly licence: string | undefined; readonly packages: RegExp; readonly reason: string }[] = [
  {
    licence: 'OFL-1.1',
    packages: /^@fontsource-variable\//,
    reason: 'Fonts: the licence asks that they are not sold by themselves and that changed ones get another name. We do neither.',
  },
  {
    licence: 'MPL-2.0',
    packages: /^lightningcss(-[\w-]+)?$/,
    reason: 'It builds the style sheets; nothing of it is in what is served, and it is used unchanged.',
  },
  {
    licence: undefined,
    packages: /^xmlhttprequest-ssl$/,
    reason: 'Its LICENSE file is MIT; its package.json only names none in the form that npm reads. Browsers never load it.',
  },
  // docs/decisions/0021. On some platforms the library stands in a package of its own, on others beside sharp's own code.
  ...['LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'].map((licence) => ({
    licence,
    packages: /^@img\/sharp-[a-z0-9-]+$/,
    reason:
      'libvips, a shared library beside the program: unchanged, and anybody may put their own in its place. Nothing of it becomes part of ours.',
  })),
];

interface LockedPackage {
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}
export type Lock = Readonly<Record<string, LockedPackage>>;

/** Every package that production needs and whose licence is not allowed. `packages` is that part of package-lock.json. */
export function findLicenceFaults(packages: Lock): string[] {
  return [...neededByProduction(packages)]
    .sort()
    .map((path) => ({ name: path.replace(/^.*node_modules\//, ''), licence: packages[path]?.license }))
    .filter(({ name, licence }) => !isAllowed(licence) && !isException(name, licence))
    .map(({ name, licence = 'without a licence' }) => {
      return `${name} is ${licence}, which is not in the allow list of tools/check/licences.ts. Use another package, or make it a decision.`;
    });
}

function isException(name: string, licence: string | undefined): boolean {
  return EXCEPTIONS.some((one) => one.licence === licence && one.packages.test(name));
}

/** "(MIT OR GPL-3.0)" may be used under MIT; "MIT AND ISC" asks for both. */
export function isAllowed(expression: string | undefined): boolean {
  const parts = (expression ?? '').replace(/[()]/g, '').split(/\s+OR\s+/);
  return parts.some((part) => part.split(/\s+AND\s+/).every((licence) => ALLOWED.test(licence.trim())));
}

/**
 * Follows the dependencies from ours on. npm's own `dev` marks do not do: a package that something may optionally use
 * (better-auth names vitest so) is not marked as for development, though production never installs it.
 */
export function neededByProduction(packages: Lock): Set<string> {
  const needed = new Set<string>();
  const waiting = Object.keys(packages['']?.dependencies ?? {}).flatMap((name) => locate(packages, '', name));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (needed.has(path)) continue;
    needed.add(path);
    for (const name of namesNeededBy(packages[path] ?? {})) waiting.push(...locate(packages, path, name));
  }
  return needed;
}

function namesNeededBy(entry: LockedPackage): string[] {
  const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => !entry.peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.optionalDependencies ?? {}), ...peers];
}

/** Where Node.js would find `name` from the package at `from`; nowhere, for another platform's optional package. */
function locate(packages: Lock, from: string, name: string): string[] {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path]) return [path];
    if (folder === '') return [];
  }
}
