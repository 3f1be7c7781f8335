import { describe, expect, it } from 'vitest';
import { testBrain } from '#tests/kit/build-turn.ts';
import { goldenCases } from '#tests/kit/dialogue-cases.ts';

for (const name of ['stop', 'person', 'language', 'menu', 'route']) {
  describe(name, () => {
    for (const one of goldenCases(new URL(`./testdata/${name}.json`, import.meta.url), testBrain())) {
      it(one.description, async () => {
        const { told, expected } = await one.run();
        expect(told).toEqual(expected);
      });
    }
  });
}
