import { expect, it } from 'vitest';
import type { IncidentEntry } from '../contract.ts';
import { aboutOf, entryKey, listNames, peopleOf } from './words.ts';

const entry = (kind: string, data: IncidentEntry['data'], actor: Partial<IncidentEntry['actor']> = {}) =>
  ({ kind, data, actor: { kind: 'system', id: 'incidents', name: null, ...actor } }) as IncidentEntry;
const called = [
  { id: 'a', name: 'Ana' },
  { id: 'j', name: 'Juma' },
];

it('names whom an entry is about', () => {
  expect(peopleOf(entry('called', { members: ['j', 'gone'], step: 0 }), { called }).map(({ name }) => name)).toEqual(['Juma', '']);
  expect(peopleOf(entry('delivered', { member: 'a', by: 'mail' }), { called }).map(({ name }) => name)).toEqual(['Ana']);
  const own = entry('delivered', { member: 'c', by: 'app' }, { kind: 'member', id: 'c', name: 'Clare' });
  expect(peopleOf(own, { called }).map(({ name }) => name)).toEqual(['Clare']);
  expect(peopleOf(entry('note', {}), { called })).toEqual([]);
});

it('joins names as the language does, and has a word for who is gone', () => {
  expect(listNames([...called, { name: '' }], { language: 'en' }, 'somebody')).toBe('Ana, Juma, and somebody');
  expect(listNames(called, { language: 'sw' }, 'mtu')).toBe('Ana na Juma');
});

it.each([
  ['called', {}, 2, 'called'],
  ['called', { members: [] }, 0, 'calledNobody'],
  ['delivered', { by: 'app' }, 1, 'seen'],
  ['delivered', { by: 'mail' }, 1, 'mailed'],
  ['false_alarm', {}, 0, 'false_alarm'],
  ['of a later version', {}, 0, 'other'],
])('%s %j is told by the sentence %s', (kind, data, people, key) => {
  expect(entryKey({ kind, data }, people)).toBe(key);
});

it('says of a text only what there are words for', () => {
  expect(aboutOf(['acute_medical', 'unknown', 'suicidal'])).toEqual(['suicidal', 'acute_medical']);
});
