import { expect, it } from 'vitest';
import { readDefinition } from './read-definition.ts';

const today = { format: 1, languages: ['en'], start: 'bye', nodes: { bye: { kind: 'end' } } };

it('brings a definition of an older format to today’s, step by step', () => {
  const upgrades = {
    // Once, let us say, nodes were a list and there was one language; and before that, no start was named.
    [-1]: (old: Readonly<Record<string, unknown>>) => ({ ...old, start: (old.nodes as { id: string }[])[0]?.id }),
    0: ({ nodes, language, ...rest }: Readonly<Record<string, unknown>>) => ({
      ...rest,
      languages: [language],
      nodes: Object.fromEntries((nodes as { id: string }[]).map(({ id, ...node }) => [id, node])),
    }),
  };
  expect(readDefinition({ format: -1, language: 'en', nodes: [{ id: 'bye', kind: 'end' }] }, upgrades)).toEqual({ ...today, triggers: [] });
});

it('names the field of what it cannot read', () => {
  const fieldOf = (given: unknown) => {
    try {
      readDefinition(given);
      return null;
    } catch (error) {
      return (error as { details?: { field: string } }).details?.field;
    }
  };
  expect(fieldOf(today)).toBeNull();
  expect(fieldOf({ ...today, format: 0 })).toBe('definition.format');
  expect(fieldOf({ ...today, format: 2 })).toBe('definition.format');
  expect(fieldOf({ ...today, nodes: { bye: { kind: 'end', txt: 'x' } } })).toBe('definition.nodes.bye.txt');
  for (const given of [null, undefined, 7, [], 'text', {}]) expect(fieldOf(given)).toMatch(/^definition/);
});
