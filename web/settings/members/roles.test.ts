import { describe, expect, it } from 'vitest';
import type { Permission } from '#contract/organizations.ts';
import { byNoun, mayGive } from './roles.ts';

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
});
