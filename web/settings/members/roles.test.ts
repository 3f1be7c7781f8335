import { describe, expect, it } from 'vitest';
import type { Permission } from '#contract/organizations.ts';
import { byNoun, mayGive, rolesFor, screensOf } from './roles.ts';

const named = (name: string) => ({ name, summary: '', roles: [], apiKey: false }) satisfies Permission;

describe('roles', () => {
  it('owners are made by owners only', () => {
    expect([mayGive('owner', true), mayGive('owner', false), mayGive('admin', false)]).toEqual([true, false, true]);
  });

  it('permissions stand with what they are about', () => {
    const groups = byNoun([named('contacts.read'), named('tags.change'), named('contacts.merge')]);
    expect(groups.map(({ noun, permissions }) => [noun, permissions.length])).toEqual([
      ['contacts', 2],
      ['tags', 1],
    ]);
  });

  it('pages that want what the page above them wants are one row', () => {
    const page = (path: string, permission?: string, access: 'member' | 'person' = 'member') => ({ path, title: path, access, permission });
    const pages = [
      page('/'),
      page('/welcome'),
      page('/contacts', 'contacts.read'),
      page('/contacts/$id', 'contacts.read'),
      page('/contacts/imports', 'contacts.import'),
      page('/contacts/imports/$id', 'contacts.import'),
      page('/account', undefined, 'person'),
    ];
    expect(screensOf(pages).map(({ path }) => path)).toEqual(['/', '/contacts', '/contacts/imports']);
  });

  it('a page is opened by the roles that have its permission, and a permission nobody declares is told apart', () => {
    const permissions = [{ ...named('tags.read'), roles: ['owner', 'agent'] as const }].map((one) => ({ ...one, roles: [...one.roles] }));
    expect(rolesFor({ permission: 'tags.read' }, permissions)).toEqual(['owner', 'agent']);
    expect(rolesFor({}, permissions)).toHaveLength(6);
    expect(rolesFor({ permission: 'tags.raed' }, permissions)).toBeNull();
  });
});
