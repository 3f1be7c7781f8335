import { expect, it } from 'vitest';
import { afterAnswer, choicesIn, trialOf } from './trial.ts';

const asked = { ...trialOf(), messages: [{ from: 'contact' as const, text: 'Hi' }] };
const decided = {
  outcome: 'open',
  handler: 'assistant' as const,
  replies: [],
  trace: [],
  memory: { greeted: true },
  model: { asked: false, reason: null },
};

it('keeps what was said and what is remembered for the next question', () => {
  const replies = [{ kind: 'text', text: 'Hello', content: null }];
  const trace = [{ step: 'a', outcome: 'b', reason: 'It is a greeting.' }];
  const after = afterAnswer(asked, { ...decided, replies, trace });
  expect(after.messages.map(({ text }) => text)).toEqual(['Hi', 'Hello']);
  expect(after.memory).toEqual({ greeted: true });
  expect(after.lines.at(-1)).toMatchObject({ text: 'Hello', why: ['It is a greeting.'] });
});

it('says when nobody answers and when people do', () => {
  expect(afterAnswer(asked, decided).lines.at(-1)?.text).toBe('silence');
  expect(afterAnswer(asked, { ...decided, handler: 'people' }).lines.at(-1)?.text).toBe('people');
});

it('finds what can be tapped', () => {
  expect(choicesIn({ buttons: [{ id: '1', title: 'Yes' }] })).toEqual(['Yes']);
  expect(choicesIn({ sections: [{ title: 'Times', rows: [{ id: '2', title: 'At nine' }] }] })).toEqual(['At nine']);
  expect(choicesIn(null)).toEqual([]);
});
