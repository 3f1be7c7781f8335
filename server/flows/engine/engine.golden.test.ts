import { describe, expect, it } from 'vitest';
import { flowCases } from '#tests/kit/flow-cases.ts';

/** One file for each kind of node: talks that a person who knows the subject can read. */
for (const name of ['say', 'ask', 'answers', 'branch', 'set', 'call', 'assistant', 'wait', 'sub-flow', 'ends']) {
  describe(name, () => {
    for (const one of flowCases(new URL(`./testdata/${name}.json`, import.meta.url))) {
      it(one.description, () => {
        const { told, expected } = one.run();
        expect(told).toEqual(expected);
      });
    }
  });
}
