import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BadStart } from './errors.ts';
import { defineModule, defineRoute, type ModuleDefinition, type Whose } from './module.ts';
import { createRegistry } from './registry.ts';

const route = (change: object = {}) =>
  defineRoute({
    method: 'GET',
    path: '/api/trees/:id',
    summary: 'Show a tree',
    permission: 'trees.read',
    response: z.null(),
    example: { response: null },
    handle: async () => null,
    ...change,
  });
const trees: ModuleDefinition = defineModule({
  name: 'trees',
  summary: 'Trees.',
  tables: [{ name: 'trees', tenancy: 'organization', personal: false, retention: 'for ever' }],
  permissions: [{ name: 'trees.read', summary: 'See trees.', roles: ['agent'], apiKey: true }],
  errors: [{ code: 'trees.fallen', status: 409, summary: 'It fell.' }],
  routes: [route()],
});

function faultsOf(...modules: ModuleDefinition[]): readonly string[] {
  try {
    createRegistry(modules);
    return [];
  } catch (error) {
    return (error as BadStart).faults;
  }
}

const personal = (whose: Whose) => ({ name: 'w', tenancy: 'organization', personal: true, whose, retention: 'x' }) as const;

describe('who may what', () => {
  const registry = createRegistry([trees]);
  it('comes from the declarations; owners may everything', () => {
    expect([...registry.permissionsOfRole('owner')]).toEqual(['trees.read']);
    expect([...registry.permissionsOfRole('agent')]).toEqual(['trees.read']);
    expect([...registry.permissionsOfRole('developer')]).toEqual([]);
    expect([...registry.permissionsOfApiKey]).toEqual(['trees.read']);
  });
  it('knows the common errors and the declared ones', () => {
    expect(registry.errors.get('trees.fallen')?.status).toBe(409);
    expect(registry.errors.get('not_found')?.status).toBe(404);
  });
});

describe('a start is refused', () => {
  it.each<[string, ModuleDefinition[], RegExp]>([
    [
      'a route that changes what nobody declares',
      [{ ...trees, routes: [route({ method: 'PUT' })] }],
      /changes "trees", which no module declares/,
    ],
    ['a noun that no route changes', [{ ...trees, nouns: [{ name: 'trees', personal: false }] }], /noun "trees", which no route changes/],
    [
      'a noun twice',
      [
        { ...trees, routes: [route({ method: 'PUT' })], nouns: [{ name: 'trees', personal: false }] },
        { name: 'woods', summary: '', nouns: [{ name: 'trees', personal: true }] },
      ],
      /noun "trees" is declared twice/,
    ],
    ['two modules of one name', [trees, { name: 'trees', summary: '' }], /Two modules are called "trees"/],
    [
      'a permission twice',
      [trees, { name: 'woods', summary: '', permissions: trees.permissions ?? [] }],
      /permission "trees.read" is declared twice/,
    ],
    [
      'a route twice, whatever its parameter is called',
      [trees, { name: 'woods', summary: '', routes: [route({ path: '/api/trees/:tree' })] }],
      /Two routes answer GET \/api\/trees\/:id/,
    ],
    ['a table twice', [trees, { name: 'woods', summary: '', tables: trees.tables ?? [] }], /table "trees" is declared twice/],
    [
      'an unknown permission',
      [{ name: 'woods', summary: '', routes: [route({ permission: 'woods.cut' })] }],
      /asks for the permission "woods.cut", which no module declares/,
    ],
    ['an unknown error', [{ ...trees, routes: [route({ errors: ['trees.burnt'] })] }], /error "trees.burnt", which no module declares/],
    [
      'an error of another module',
      [{ name: 'woods', summary: '', errors: [{ code: 'trees.cut', status: 400, summary: '' }] }],
      /must begin with its module's name: "woods/,
    ],
    [
      'a table of nobody',
      [{ name: 'woods', summary: '', tables: [{ name: 'w', personal: false, retention: 'x' } as never] }],
      /does not say whose rows it holds/,
    ],
    [
      'a global table without a reason',
      [{ name: 'woods', summary: '', tables: [{ name: 'w', tenancy: 'global', personal: false, retention: 'x' }] }],
      /is global; say why/,
    ],
    [
      'a table found through one that is not there',
      [{ name: 'woods', summary: '', tables: [personal({ contact: [{ column: 'x', through: 'nowhere' }] })] }],
      /found through "nowhere", which is no other table/,
    ],
    ['a table that follows itself', [{ name: 'woods', summary: '', tables: [personal({ follows: 'w' })] }], /follows "w", which no module/],
    [
      'words of anybody that are kept for ever',
      [{ name: 'woods', summary: '', tables: [personal({ anybody: 'Letters.' })] }],
      /let its rows expire within 30 days/,
    ],
    ['a need of nothing', [{ ...trees, needs: ['rain'] }], /needs "rain", which is not in/],
    [
      'a permission that is no noun and verb',
      [{ name: 'woods', summary: '', permissions: [{ name: 'cut', summary: '', roles: [], apiKey: false }] }],
      /must be a noun, a dot and a verb/,
    ],
  ])('for %s', (_what, modules, fault) => {
    expect(faultsOf(...modules)).toEqual([expect.stringMatching(fault)]);
  });

  it('with all faults at once', () => {
    expect(faultsOf(trees, trees).length).toBeGreaterThan(3);
  });
});
