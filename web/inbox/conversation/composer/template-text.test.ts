import { expect, it } from 'vitest';
import { OutboundContent } from '#contract/messages.ts';
import { filled, gapsOf, toContent } from './template-text.ts';

const nothing = { header: null, body: null, footer: null, buttons: [] };
const visit = {
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

it('asks for each gap once, in the order in which it is read', () => {
  expect(gapsOf(visit).map(({ id }) => id)).toEqual(['header 1', 'body 2', 'body 1', 'button 1', 'button 3']);
  expect(gapsOf(nothing)).toEqual([]);
});

it('shows what will be read, and gaps that are still open as gaps', () => {
  expect(filled(visit.body, { 'body 2': 'Ana' }, 'body')).toBe('Hello Ana, see you {{1}}. Bring Ana!');
});

it('is a message as the API takes it: by position as the provider counts, by name with the name', () => {
  const values = { 'header 1': 'Monday', 'body 2': 'Ana', 'body 1': 'at nine ', 'button 1': 'x7', 'button 3': 'KARIBU' };
  const content = toContent({ name: 'visit', language: 'en', text: visit }, values, null);
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
  const named = toContent({ name: 'hello', language: 'sw', text: { ...nothing, body: 'Habari {{jina}}' } }, { 'body jina': 'Ana' }, null);
  expect(named).toEqual({ kind: 'template', name: 'hello', language: 'sw', body: [{ name: 'jina', text: 'Ana' }] });
});

it('with a picture above it', () => {
  const text = { ...nothing, header: { kind: 'image' as const, text: null }, body: 'Look' };
  expect(toContent({ name: 'look', language: 'en', text }, {}, 'f1')).toMatchObject({ header: { kind: 'image', file: 'f1' } });
});
