import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkArchitecture, describeFault, RULES } from '#tools/check/architecture.ts';
import { importNames, readImportGraph } from '#tools/check/import-graph.ts';

const root = join(import.meta.dirname, '../..');
const planted = join(import.meta.dirname, 'planted');

describe('the project', () => {
  const graph = readImportGraph(root);

  it('follows its architecture', () => {
    expect(checkArchitecture(graph).map(describeFault)).toEqual([]);
  });

  it('was really read', () => {
    // A walker that finds nothing would find nothing wrong.
    expect(graph.files.get('server/core/turn.ts')?.imports.map(({ to }) => to)).toContain('server/platform/scope.ts');
  });
});

describe('each rule, on a planted violation', () => {
  it.each(RULES)('%s finds exactly the planted lines', (rule) => {
    const graph = readImportGraph(join(planted, rule), importNames(root));
    const found = checkArchitecture(graph).filter((fault) => fault.rule === rule);
    const marked = [...graph.files.values()].flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (line.endsWith('// planted') ? [`${path}:${index + 1}`] : [])),
    );
    expect(marked.length).toBeGreaterThan(0);
    expect(found.map(({ path, line }) => `${path}:${line}`).sort()).toEqual(marked.sort());
    for (const fault of found) expect(describeFault(fault)).toMatch(/\. Instead: .+\(/);
  });

  it('has no folder left over from a rule that is gone', () => {
    const folders = readdirSync(planted, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...RULES].sort());
  });
});
