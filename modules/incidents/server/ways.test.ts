import { describe, expect, it } from 'vitest';
import { fillTemplate, languageFor } from './alert-content.ts';
import { stepAfterFailure, toldOnPhones, waysFor } from './ways.ts';

describe('ways', () => {
  const open = { mail: true, phone: true };
  it('are both at once, or first one and the other where it does not arrive; from the second call on both', () => {
    expect(waysFor(0, open, 'together')).toEqual(['phone', 'mail']);
    expect(waysFor(0, open, 'phone_first')).toEqual(['phone']);
    expect(waysFor(0, open, 'mail_first')).toEqual(['mail']);
    expect(waysFor(0, { mail: true, phone: false }, 'phone_first')).toEqual(['mail']);
    expect(waysFor(1, open, 'mail_first')).toEqual(['phone', 'mail']);
    expect(waysFor(3, { mail: false, phone: false }, 'together')).toEqual([]);
  });

  it('leave phones alone in quiet hours and for what is lighter, but never for what is imminent', () => {
    expect(toldOnPhones('moderate', 'high', false)).toBe(false);
    expect(toldOnPhones('high', 'high', false)).toBe(true);
    expect(toldOnPhones('high', 'moderate', true)).toBe(false);
    expect(toldOnPhones('imminent', 'imminent', true)).toBe(true);
  });

  it('that reached nobody are followed by the next of the chain; the pool is not hurried', () => {
    expect([0, 1, 2, 3].map((step) => stepAfterFailure(step, 2))).toEqual([2, 2, 3, null]);
    expect(stepAfterFailure(0, 0)).toBeNull();
  });
});

describe('a template', () => {
  const text = { header: null, body: 'Please look.', footer: null, offer: false, cards: [], buttons: [] };
  const link = { link: 'https://b.example/incidents/7' };
  const url = (address: string) => [{ kind: 'url', text: 'Look', url: address }];

  it('takes the link in its words, or at the end of its button', () => {
    expect(fillTemplate('a', 'en', { ...text, body: 'Look: {{1}}' }, link)).toMatchObject({ body: [link.link] });
    expect(fillTemplate('a', 'en', { ...text, body: 'Look: {{link}}' }, link)).toMatchObject({ body: [{ name: 'link', text: link.link }] });
    const buttons = url('https://b.example/incidents/{{1}}');
    expect(fillTemplate('a', 'en', { ...text, buttons }, link)).toMatchObject({ buttons: [{ kind: 'url', index: 0, text: '7' }] });
  });

  it.each([
    ['no gap', text, /no gap for the link/],
    ['two gaps', { ...text, body: '{{1}} {{2}}' }, /more gaps/],
    ['a button that leads elsewhere', { ...text, buttons: url('https://elsewhere.example/{{1}}') }, /leads elsewhere/],
    ['a picture', { ...text, body: '{{1}}', header: { kind: 'image' as const, text: null } }, /header/],
  ])('with %s is refused', (_what, wrong, why) => {
    expect(() => fillTemplate('a', 'en', wrong, link)).toThrow(why);
  });

  it('is sent in the language somebody reads, else that of the organization, else in English', () => {
    expect(languageFor(['en', 'en_GB', 'sw'], ['sw', null])).toBe('sw');
    expect(languageFor(['en_GB', 'sw'], [null, 'fr'])).toBe('en_GB');
    expect(languageFor(['ur'], ['sw', 'fr'])).toBe('ur');
  });
});
