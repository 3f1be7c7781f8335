import { expect, it } from 'vitest';
import { OutboundContent } from '#contract/messages.ts';
import { fileGapsOf, filled, gapsOf, isFilled, needsCatalogue, toContent } from './template-text.ts';

const nothing = { header: null, body: null, footer: null, buttons: [], offer: false, cards: [] };
const none = { values: {}, files: {}, offerEndsAt: null };
const visit = {
  ...nothing,
  header: { kind: 'text' as const, text: 'Visit on {{1}}' },
  body: 'Hello {{2}}, see you {{1}}. Bring {{2}}!',
  footer: 'Nuru Clinic',
  buttons: [
    { kind: 'quick_reply', text: 'I will come', url: null },
    { kind: 'url', text: 'Change it', url: 'https://clinic.example/visits/{{1}}' },
    { kind: 'url', text: 'Our page', url: 'https://clinic.example' },
    { kind: 'copy_code', text: 'Copy', url: null },
  ],
};
const card = {
  header: { kind: 'image' as const, text: null },
  body: 'With {{1}}',
  buttons: [{ kind: 'url', text: 'Book', url: 'https://clinic.example/{{1}}' }],
};
const courses = { ...nothing, body: 'Our courses, {{1}}:', cards: [card, card] };

it('asks for each gap once, in the order in which it is read', () => {
  expect(gapsOf(visit).map(({ id }) => id)).toEqual(['header 1', 'body 2', 'body 1', 'button 1', 'button 3']);
  expect(gapsOf(nothing)).toEqual([]);
  const ofCards = ['card 0 body 1', 'card 0 button 0', 'card 1 body 1', 'card 1 button 0'];
  expect(gapsOf(courses).map(({ id }) => id)).toEqual(['body 1', ...ofCards]);
  expect(fileGapsOf(courses).map(({ id }) => id)).toEqual(['card 0 header', 'card 1 header']);
});

it('shows what will be read, and gaps that are still open as gaps', () => {
  expect(filled(visit.body, { 'body 2': 'Ana' }, 'body')).toBe('Hello Ana, see you {{1}}. Bring Ana!');
});

it('is a message as the API takes it: by position as the provider counts, by name with the name', () => {
  const values = { 'header 1': 'Monday', 'body 2': 'Ana', 'body 1': 'at nine ', 'button 1': 'x7', 'button 3': 'KARIBU' };
  const content = toContent({ name: 'visit', language: 'en', text: visit }, { ...none, values });
  expect(content).toEqual({
    kind: 'template',
    name: 'visit',
    language: 'en',
    header: { kind: 'text', value: 'Monday' },
    body: ['at nine', 'Ana'],
    buttons: [
      { kind: 'url', index: 1, text: 'x7' },
      { kind: 'copy_code', index: 3, code: 'KARIBU' },
    ],
  });
  expect(OutboundContent.parse(content)).toEqual(content);
  const hello = { name: 'hello', language: 'sw', text: { ...nothing, body: 'Habari {{jina}}' } };
  const named = toContent(hello, { ...none, values: { 'body jina': 'Ana' } });
  expect(named).toEqual({ kind: 'template', name: 'hello', language: 'sw', body: [{ name: 'jina', text: 'Ana' }] });
});

it('with a picture above it', () => {
  const text = { ...nothing, header: { kind: 'image' as const, text: null }, body: 'Look' };
  const content = toContent({ name: 'look', language: 'en', text }, { ...none, files: { header: 'f1' } });
  expect(content).toMatchObject({ header: { kind: 'image', file: 'f1' } });
});

it('with cards, each filled as a small template', () => {
  const id = (last: number) => `019a9c2e-0000-7000-8000-00000000000${last}`;
  const values = {
    'body 1': 'Ana',
    'card 0 body 1': 'Dr. Kim',
    'card 0 button 0': 'a',
    'card 1 body 1': 'Ms. Odhiambo',
    'card 1 button 0': 'b',
  };
  const files = { 'card 0 header': id(1), 'card 1 header': id(2) };
  const content = toContent({ name: 'courses', language: 'en', text: courses }, { ...none, values, files });
  expect(content.cards).toEqual([
    { header: { kind: 'image', file: id(1) }, body: ['Dr. Kim'], buttons: [{ kind: 'url', index: 0, text: 'a' }] },
    { header: { kind: 'image', file: id(2) }, body: ['Ms. Odhiambo'], buttons: [{ kind: 'url', index: 0, text: 'b' }] },
  ]);
  expect(OutboundContent.parse(content)).toEqual(content);
});

it('with a place, an offer that ends, and a code that is copied by its button', () => {
  const place = { ...nothing, header: { kind: 'location' as const, text: null }, offer: true };
  const values = { 'header name': 'Clinic', 'header address': 'Moi Avenue', 'header latitude': '-1.28', 'header longitude': '36.8' };
  const offerEndsAt = new Date('2026-12-01T09:00:00Z');
  const content = toContent({ name: 'open_day', language: 'en', text: place }, { ...none, values, offerEndsAt });
  expect(content).toMatchObject({
    header: { kind: 'location', name: 'Clinic', address: 'Moi Avenue', latitude: -1.28, longitude: 36.8 },
    offer: { endsAt: '2026-12-01T09:00:00.000Z' },
  });
  expect(OutboundContent.parse(content)).toEqual(content);
  const code = { ...nothing, body: 'Your code is {{1}}.', buttons: [{ kind: 'otp', text: 'Copy', url: null }] };
  expect(toContent({ name: 'code', language: 'en', text: code }, { ...none, values: { 'body 1': '4711' } }).buttons).toEqual([
    { kind: 'one_time_password', index: 0, code: '4711' },
  ]);
});

it('knows what cannot be sent', () => {
  const [latitude] = gapsOf({ ...nothing, header: { kind: 'location', text: null } }).filter(({ name }) => name === 'latitude');
  if (!latitude) throw new Error('A place has a latitude.');
  expect(['-1.28', '91', 'north', ' ', undefined].map((words) => isFilled(latitude, words))).toEqual([true, false, false, false, false]);
  expect(needsCatalogue(courses)).toBe(false);
  expect(needsCatalogue({ ...nothing, cards: [{ ...card, header: { kind: 'product', text: null } }] })).toBe(true);
});
