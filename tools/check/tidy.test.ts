import { describe, expect, it } from 'vitest';
import { findLicenceFaults, isAllowed } from './licences.ts';
import { findUntidy } from './tidy.ts';

// Written in parts, so that the check does not find its own examples.
const home = ['', 'home', 'ana', 'baraza'].join('/');
const open = `TO${'DO'}`;

const faultsIn = (path: string, text = '') => findUntidy([{ path, text }], ['/checkout/baraza']);

describe('tidiness', () => {
  it.each([
    ['docs/running.md', `Go to ${home}.`, /:1 names a path/],
    ['docs/running.md', 'Go to\n/checkout/baraza/data.', /:2 names a path/],
    ['package.json', '{"dependencies":{"zod":"^4.0.0"}}', /zod \^4\.0\.0\. Write one exact version/],
    ['package.json', '{"devDependencies":{"zod":"latest"}}', /exact version/],
    ['server/main.ts', `// ${open}: later`, /:1 leaves something to do/],
    ['docs/decisions/0001-database.md', '# Database\n\nWe take it.', /does not say whether/],
    ['package-lock.json', '{"resolved": "https://packages.example/zod.tgz"}', /download addresses/],
    ['web/data/drafts.test.ts', `  vi.${'reset'}Modules();`, /:1 takes modules from the test files/],
    ['server/inbox/utils/dates.ts', '', /^server\/inbox\/utils\/ has a name that says nothing/],
  ])('finds the fault in %s: %j', (path, text, fault) => {
    const faults = faultsIn(path, text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it.each([
    ['deploy/Dockerfile', 'WORKDIR /home/node/app'],
    ['package.json', '{"dependencies":{"zod":"4.6.7","baileys":"7.0.0-rc14"}}'],
    ['server/main.ts', `// ${open} (#12): later`],
    ['docs/decisions/0001-database.md', '# Database\n\n- **Status**: accepted'],
    ['docs/decisions/README.md', 'What was decided.'],
    ['package-lock.json', '{"version": "4.6.7"}'],
    ['server/inbox/types.ts', ''],
    ['tests/architecture/planted/x/server/helpers/a.ts', ''],
  ])('finds nothing in %s: %j', (path, text) => {
    expect(faultsIn(path, text)).toEqual([]);
  });
});

describe('licences', () => {
  it.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND ISC', 'BSD-3-Clause'])('allows %s', (expression) => {
    expect(isAllowed(expression)).toBe(true);
  });
  it.each(['AGPL-3.0', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN x', undefined])('does not allow %s', (expression) => {
    expect(isAllowed(expression)).toBe(false);
  });

  it('looks at what production needs, nested or not, and at nothing else', () => {
    const packages = {
      '': { dependencies: { server: '1.0.0' } },
      'node_modules/server': {
        license: 'MIT',
        dependencies: { '@scope/deep': '2' },
        peerDependencies: { tester: '*' },
        peerDependenciesMeta: { tester: { optional: true } },
      },
      'node_modules/server/node_modules/@scope/deep': { license: 'ISC', dependencies: { copyleft: '1' } },
      'node_modules/@scope/deep': { license: 'GPL-3.0-only' },
      'node_modules/copyleft': { license: 'GPL-3.0-only' },
      'node_modules/tester': { license: 'MPL-2.0' },
    };
    expect(findLicenceFaults(packages)).toEqual([expect.stringMatching(/^copyleft is GPL-3\.0-only/)]);
  });

  it('allows what was decided on for the packages that were named, and for no other', () => {
    const lgpl = 'LGPL-3.0-or-later';
    const packages = {
      '': { dependencies: { '@img/sharp-libvips-linux-x64': '1', '@img/sharp-win32-x64': '1', '@img/other': '1' } },
      'node_modules/@img/sharp-libvips-linux-x64': { license: lgpl },
      'node_modules/@img/sharp-win32-x64': { license: `Apache-2.0 AND ${lgpl} AND GPL-3.0-only` },
      'node_modules/@img/other': { license: lgpl },
    };
    expect(findLicenceFaults(packages)).toEqual([
      expect.stringMatching(/^@img\/other is LGPL/),
      expect.stringMatching(/^@img\/sharp-win32-x64 is Apache/),
    ]);
  });
});
