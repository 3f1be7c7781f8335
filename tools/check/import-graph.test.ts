import { describe, expect, it } from 'vitest';
import { readSourceFile, resolveImport } from './import-graph.ts';

const names = { '#core/*': './server/core/*', '#server/*': './server/*', '#server/special/*': './web/*', '#one': './contract/one.ts' };
const importsOf = (text: string) => readSourceFile('server/inbox/accept.ts', text, names).imports.map(({ line, to }) => `${line} ${to}`);

describe('imports are found', () => {
  it.each([
    ["import { a } from './a.ts';", '1 server/inbox/a.ts'],
    ["import a, { type B as C } from '../a.ts';", '1 server/a.ts'],
    ["import * as a from '#core/a.ts';", '1 server/core/a.ts'],
    ["import type { A } from '#core/a.ts';", '1 server/core/a.ts'],
    ["import './a.ts';", '1 server/inbox/a.ts'],
    ["import words from './a.json' with { type: 'json' };", '1 server/inbox/a.json'],
    ["import {\n  a,\n  b,\n} from './a.ts';", '4 server/inbox/a.ts'],
    ["export * from './a.ts';", '1 server/inbox/a.ts'],
    ["export type { A } from './a.ts';", '1 server/inbox/a.ts'],
    ["const a = await import('./a.ts');", '1 server/inbox/a.ts'],
    ['const a = `$' + '{await import(`./a.ts`)}`;', '1 server/inbox/a.ts'],
    ["type A = import('./a.ts').A;", '1 server/inbox/a.ts'],
    ["new Worker(new URL('./a-worker.ts', import.meta.url));", '1 server/inbox/a-worker.ts'],
    ["const half = a / b; import './a.ts'; // it's", '1 server/inbox/a.ts'],
    ["const quote = /['\"`/*]/; import './a.ts';", '1 server/inbox/a.ts'],
    ["const t = <p>It isn't</p>;\nimport './a.ts';", '2 server/inbox/a.ts'],
  ])('in %j', (text, found) => {
    expect(importsOf(text)).toEqual([found]);
  });

  it.each([
    "// import './a.ts';",
    "/* import './a.ts';\n import './b.ts' */",
    'const text = "import \'./a.ts\'";',
    "const t = `import './a.ts'`;",
    'await import(name);',
    "a.import.from('x');",
  ])('but not in %j', (text) => {
    expect(importsOf(text)).toEqual([]);
  });
});

describe('what is imported is resolved', () => {
  it.each([
    ['#server/special/list.ts', 'web/list.ts'],
    ['#server/main.ts', 'server/main.ts'],
    ['#one', 'contract/one.ts'],
    ['./list.css?inline', 'web/list.css'],
    ['fs', 'node:fs'],
    ['node:fs/promises', 'node:fs/promises'],
    ['zod/mini', 'npm:zod'],
    ['@fastify/helmet/x', 'npm:@fastify/helmet'],
  ])('%s → %s', (specifier, path) => {
    expect(resolveImport(specifier, 'web/main.tsx', names)).toBe(path);
  });
});
