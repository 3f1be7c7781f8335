import { expect, it } from 'vitest';
import { inboxIn, withInbox } from './document.ts';

it('puts the figures of the inbox at the end, in place of those before', () => {
  const once = withInbox('# Benchmark\n\nfigures\n', '## The inbox in a browser\n\none\n');
  expect(once).toBe('# Benchmark\n\nfigures\n\n## The inbox in a browser\n\none\n');
  expect(withInbox(once, '## The inbox in a browser\n\ntwo\n')).toBe('# Benchmark\n\nfigures\n\n## The inbox in a browser\n\ntwo\n');
  expect(inboxIn(once)).toBe('## The inbox in a browser\n\none\n');
  expect(inboxIn('# Benchmark\n')).toBe('');
});
