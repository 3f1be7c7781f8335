import { expect, it } from 'vitest';
import type { Permission } from '#contract/organizations.ts';
import { endOf, groupScopes, seesNobody } from './scopes.ts';

const permission = (name: string, apiKey = true): Permission => ({ name, summary: '', roles: [], apiKey });

it('offers only what keys can have and the person may do', () => {
  const all = [permission('contacts.read'), permission('members.invite', false), permission('tags.change'), permission('contacts.merge')];
  const groups = groupScopes(all, ['contacts.read', 'contacts.merge', 'members.invite']);
  expect(groups.map(({ noun, permissions }) => [noun, permissions.map(({ name }) => name)])).toEqual([
    ['contacts', ['contacts.read', 'contacts.merge']],
  ]);
});

it('counts the end of a key in days', () => {
  const now = new Date('2026-11-20T12:00:00.000Z');
  expect(endOf('30', now)).toBe('2026-12-20T12:00:00.000Z');
  expect(endOf('0', now)).toBeUndefined();
});

it('knows a key that reads contacts and would find none', () => {
  expect(seesNobody(['contacts.read'])).toBe(true);
  expect(seesNobody(['conversations.read', 'messages.send'])).toBe(true);
  expect(seesNobody(['contacts.read', 'contacts.see_all'])).toBe(false);
  expect(seesNobody(['channels.read'])).toBe(false);
});
