import { expect, test } from 'vitest';
import type { TrialOutcome } from '#contract/flow-trial.ts';
import { litBy, openTaps } from './trial.ts';

const outcome: TrialOutcome = {
  lines: [],
  path: [
    { flow: 'main', node: 'hello', exit: 'next' },
    { flow: 'inner', node: 'hello', exit: 'answered' },
  ],
  at: { flow: 'inner', node: 'ask' },
  waits: null,
  outcome: null,
  answers: {},
  values: {},
  cut: false,
};

test('only ways of the flow itself light up', () => {
  expect(litBy(outcome, 'main')).toEqual({ at: 'hello', passed: new Set(['hello']), ways: new Set(['hello:next']) });
  expect(litBy({ ...outcome, at: { flow: 'main', node: 'bye' } }, 'main').at).toBe('bye');
});

test('what can be tapped is what was said last, before anything was answered', () => {
  const buttons = { kind: 'said' as const, content: { kind: 'buttons', text: 'Which?', buttons: [{ id: '1', title: 'Tea' }] } };
  const list = { kind: 'said' as const, content: { kind: 'list', text: 'Which?', sections: [{ rows: [{ id: '2', title: 'Coffee' }] }] } };
  expect(openTaps([buttons])).toEqual([{ id: '1', title: 'Tea' }]);
  expect(openTaps([buttons, { kind: 'input', input: 0 }, list])).toEqual([{ id: '2', title: 'Coffee' }]);
  expect(openTaps([buttons, { kind: 'input', input: 0 }])).toEqual([]);
});
