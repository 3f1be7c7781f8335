import { expect, it } from 'vitest';
import { createGate, findingIn } from '#safety/index.ts';
import safetyPlan from '../flows/safety-plan.json' with { type: 'json' };
import words from './words.json' with { type: 'json' };

it('no word that we ask people to write is itself taken for a cry for help', () => {
  const gate = createGate();
  const all = [...Object.values(words), ...safetyPlan.definition.triggers.map((trigger) => trigger.words)].flatMap((list) =>
    Object.values(list).flat(),
  );
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter((text) => (findingIn(gate, text, 'message')?.severity ?? 'none') !== 'none')).toEqual([]);
});
