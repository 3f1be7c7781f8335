import { expect, it } from 'vitest';
import { openTemplates } from './index.ts';

const templates = await openTemplates();
const values = { contact: { name: 'Ana', tags: ['vip', 'new'], town: null }, answers: { age: 34 } };
const render = (source: string) => templates.render(source, values);

it('fills gaps in, with what stands there when nobody knows', () => {
  expect(render('Hi {{ contact.name }}, {{ answers.age }}, {{ contact.tags }}.')).toEqual({ text: 'Hi Ana, 34, vip, new.', missing: [] });
  expect(render('{{ contact.town | default: "somewhere" }} {{ contact.none | default: "?" }}').text).toBe('somewhere ?');
  expect(
    render('{% if contact.none %}a{% elsif answers.age > 30 %}b{% endif %}{% for tag in contact.tags %}[{{ tag }}]{% endfor %}').text,
  ).toBe('b[vip][new]');
});

it('names a gap that nobody can fill and leaves it empty', () => {
  expect(render('Hi {{ contact.nme }}!')).toEqual({ text: 'Hi !', missing: ['contact.nme'] });
});

it('never reads a value as a template, and lets nothing through that hides or moves the text around it', () => {
  const hostile = { contact: { name: '{{ contact.secret }}{% raw %}\u202e\u0000', secret: 's' } };
  expect(templates.render('{{ contact.name }}|{{ contact.name | upcase }}', hostile).text).toBe(
    '{{ contact.secret }}{% raw %}|{{ CONTACT.SECRET }}{% RAW %}',
  );
  expect(templates.render('{{ contact }}', hostile).text).toBe('');
  expect(templates.render('{{ contact.name }}', { contact: { name: 'x'.repeat(5000) } }).text).toHaveLength(1000);
  for (const path of ['contact.constructor.name', 'contact.__proto__', 'contact.name.constructor'])
    expect(render(`{{ ${path} | default: "-" }}`).text).toBe('-');
});

it('refuses what reaches further than the text: files, clocks, chance, and ways around', () => {
  for (const source of [
    '{% include "a" %}',
    '{% render "a" %}',
    '{% layout "a" %}',
    '{{ contact.name | raw }}',
    '{{ contact.tags | sample }}',
    '{{ "now" | date: "%s" }}',
    '{% increment a %}',
    '{{ a',
    '{% if %}',
    '{{ a | nofilter }}',
  ])
    expect(templates.fault(source), source).toMatch(/^is not a text with gaps that can be read: /);
  expect(templates.fault('Hello {{ contact.name | upcase }}')).toBeNull();
});

it('ends a text that would take the program', () => {
  expect(render('{% for a in (1..100000000) %}x{% endfor %}')).toMatchObject({ text: '', missing: [expect.stringMatching(/limit/)] });
  expect(render('{% for a in (1..9999) %}{% for b in (1..9999) %}{{ a }}{% endfor %}{% endfor %}').text).toBe('');
});

it('tells which variables a text needs, and which of them it can do without', () => {
  const gaps = (source: string) => templates.gaps(source).map(({ variable, fallback }) => `${variable}${fallback ? '' : '!'}`);
  expect(gaps('{{ a.b }} {{ a.c | default: "x" }} {{ a.d | upcase | default: "x" }}')).toEqual(['a.b!', 'a.c', 'a.d']);
  expect(gaps('{% if a.b %}{{ a.b }} {{ a.c }}{% endif %}')).toEqual(['a.b', 'a.c!']);
  expect(gaps('{% if a.b %}x{% endif %}{{ a.b }}')).toEqual(['a.b!']);
  expect(gaps('{% for t in a.list %}{{ t }}{{ a.x }}{% endfor %}')).toEqual(['a.list', 'a.x!']);
  expect(gaps('{% assign x = a.b %}{{ x }}')).toEqual(['a.b!']);
  expect(gaps('plain')).toEqual([]);
  expect(gaps('{{ broken')).toEqual([]);
});
