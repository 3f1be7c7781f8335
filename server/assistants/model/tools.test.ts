import { expect, it } from 'vitest';
import type { Intent } from '#core/dialogue/intent.ts';
import { commandOf } from '#router/command.ts';
import { buildTurn, buyTicket } from '#tests/kit/build-turn.ts';
import { callTool, offeredTools } from './tools.ts';

const callable: Intent = { ...buyTicket, callable: 'Sells a ticket.' };
const forMembers: Intent = {
  ...buyTicket,
  name: 'test.list-guests',
  keywords: { en: ['guests'] },
  callable: 'Lists who comes.',
  mayAsk: (turn) => turn.contact.name === 'Ben',
};
const intents = [callable, forMembers];
const call = (name: string, input = '{}') => ({ id: '1', name, input });

it('offers what modules made callable and the contact may ask for', () => {
  const names = (some: readonly Intent[]) => offeredTools(buildTurn({ messages: ['hello'] }), some).map(({ name }) => name);
  expect(names(intents)).toEqual(['hand_over', 'test_buy-ticket']);
  expect(names([buyTicket])).toEqual(['hand_over']);
});

it('starts an intent, which speaks for itself', async () => {
  const turn = buildTurn({ messages: ['one for Saturday'] });
  expect(await callTool(turn, intents, call('test_buy-ticket'))).toEqual({ done: true, by: 'test.buy-ticket' });
  expect(turn.effects).toEqual([{ kind: 'reply', content: { kind: 'text', text: 'A ticket for: one for Saturday' } }]);
});

it('refuses what this contact may not ask for, as its word and its choice are refused', async () => {
  for (const words of ['call test_list-guests', 'guests']) {
    const turn = buildTurn({ messages: [words] });
    expect(await callTool(turn, intents, call('test_list-guests'))).toMatchObject({ done: false, outcome: 'unknown_tool' });
    expect(turn.effects).toEqual([]);
  }
  const turn = buildTurn({ messages: ['guests', { tapped: 'intent:test.list-guests' }] });
  expect(turn.messages.map((message) => commandOf(turn, message, intents))).toEqual([null, null]);
});

it('never starts what no module made callable, nor by another spelling', async () => {
  const turn = buildTurn({ messages: ['buy'] });
  for (const name of ['test_buy-ticket', 'test.buy-ticket', 'HAND_OVER', '__proto__', ''])
    expect(await callTool(turn, [buyTicket], call(name))).toMatchObject({ done: false, outcome: 'unknown_tool' });
});

it.each([
  ['{}', true],
  ['', true],
  ['null', true],
  ['{"seat":1}', false],
  ['[]', false],
  ['{', false],
  ['1', false],
])('arguments %j', async (input, done) => {
  expect(await callTool(buildTurn({ messages: ['x'] }), intents, call('hand_over', input))).toMatchObject({ done });
});
