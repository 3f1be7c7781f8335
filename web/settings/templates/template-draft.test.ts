import { expect, it } from 'vitest';
import { draftOf, emptyDraft, faultsBy, filledIn, fixedBecause, nameFrom, toChange, withGap } from './template-draft.ts';

const text = { header: null, body: 'Hello {{1}}, see you {{2}} at the clinic.', footer: null, buttons: [], offer: false, cards: [] };
const known = {
  name: 'visit',
  language: 'sw',
  status: 'APPROVED',
  category: 'MARKETING',
  previousCategory: null,
  quality: null,
  reason: null,
  text,
  draft: null,
  changedAt: '2026-11-30T00:00:00Z',
};

it('names a template as Meta wants it', () => {
  expect(nameFrom('Visit reminder – 2')).toBe('visit_reminder__2');
});

it('puts the next gap where the caret stands', () => {
  expect(withGap('Hello , on {{1}}.', 6)).toEqual({ text: 'Hello {{2}}, on {{1}}.', at: 11 });
});

it('is shown with its examples, and with open gaps as they are', () => {
  expect(filledIn('Hello {{1}} on {{2}}.', ['Amina', ' '])).toBe('Hello Amina on {{2}}.');
});

it('begins with what the provider tells of one that was made elsewhere', () => {
  expect(draftOf(known)).toMatchObject({ name: 'visit', language: 'sw', category: 'MARKETING', body: text.body, examples: [] });
  expect(fixedBecause(known)).toBeNull();
  expect(fixedBecause({ ...known, status: 'PENDING' })).toBe('deciding');
  expect(fixedBecause({ ...known, text: { ...text, header: { kind: 'image', text: null } } })).toBe('more');
});

it('does not complain of what nobody has written yet', () => {
  expect([...faultsBy(emptyDraft, false).keys()]).toEqual([]);
  expect([...faultsBy(emptyDraft, true).keys()]).toEqual(['body']);
  const draft = { ...emptyDraft, body: '{{1}} is expected here on Monday.' };
  expect([...faultsBy(draft, false)].map(([field, { code }]) => [field, code])).toEqual([['body', 'gap_at_end']]);
});

it('sends no example of a gap that is gone', () => {
  expect(toChange({ ...emptyDraft, body: 'Hello {{1}} of ours.', examples: ['Amina ', 'x'], footer: ' ' })).toMatchObject({
    examples: ['Amina'],
    footer: null,
  });
});
