import { expect, it } from 'vitest';
import { sections, withInboxOf, withSection } from './document.ts';

it('puts the figures of the inbox behind the others, in their order, each in place of those before', () => {
  const browser = `${sections.browser}\n\none`;
  const once = withSection('# Benchmark\n\nfigures\n', 'postgresql', `${sections.postgresql}\n\nthree\n`);
  const both = withSection(once, 'browser', browser);
  expect(both).toBe(`# Benchmark\n\nfigures\n\n${browser}\n\n${sections.postgresql}\n\nthree\n`);
  expect(withSection(both, 'browser', browser.replace('one', 'two'))).toBe(both.replace('one', 'two'));
  expect(withInboxOf('# Benchmark\n\nother figures\n', both)).toBe(both.replace('figures', 'other figures'));
  expect(withInboxOf('# Benchmark\n', '# Benchmark\n')).toBe('# Benchmark\n');
});
