import { describe, expect, test } from 'vitest';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import { addNode, carry, connect, freshNode, openExit, paste, placeNodes, readCarried, removeNodes, renameNode } from './change.ts';
import { drawnExits, inOrder, withExit } from './exits.ts';
import { beginHistory, changed, redone, undone } from './history.ts';
import { partsOf, shownIn, textIn, withText } from './texts.ts';

const flow: FlowDefinition = {
  format: 1,
  languages: ['en', 'sw'],
  start: 'ask',
  triggers: [],
  nodes: {
    ask: {
      kind: 'ask',
      text: 'Age?',
      answer: { type: 'number' },
      save: 'age',
      attempts: 3,
      optional: true,
      next: 'old',
      silence: { minutes: 5, next: 'bye' },
    },
    old: { kind: 'branch', cases: [{ when: { variable: 'answers.age', is: 'at_least', value: 18 }, next: 'tag' }], otherwise: 'bye' },
    tag: { kind: 'call', step: 'contacts.add-tag', exits: { done: 'bye' } },
    bye: { kind: 'end' },
  },
};
const words = { say: 'Hello', ask: 'What?', instructions: 'Talk.' };
const leads = (definition: FlowDefinition, name: string) =>
  drawnExits(definition.nodes[name] as FlowNode).map(({ name: exit, to }) => [exit, to]);

describe('exits', () => {
  test('of a step all are drawn that it may have, of a skipped question only a way of its own', () => {
    const steps = [{ name: 'contacts.add-tag', summary: '', exits: ['done', 'full'], input: {} }];
    expect(drawnExits(flow.nodes.tag as FlowNode, steps).map(({ name, to }) => [name, to])).toEqual([
      ['done', 'bye'],
      ['full', undefined],
      ['failed', undefined],
    ]);
    expect(leads(flow, 'ask')).toEqual([
      ['answered', 'old'],
      ['skipped', undefined],
      ['silence', 'bye'],
      ['failed', undefined],
    ]);
  });

  test.each([
    ['ask', 'answered'],
    ['ask', 'skipped'],
    ['ask', 'silence'],
    ['ask', 'failed'],
    ['old', 'case_1'],
    ['old', 'otherwise'],
    ['tag', 'done'],
    ['tag', 'failed'],
  ])('the exit of %s called %s is led elsewhere, and nowhere', (name, exit) => {
    const there = connect(flow, { name, exit }, 'ask');
    expect(leads(there, name)).toContainEqual([exit, 'ask']);
    const nowhere = withExit(there.nodes[name] as FlowNode, exit, undefined);
    expect(drawnExits(nowhere).find((one) => one.name === exit)?.to).toBeUndefined();
    expect(JSON.stringify(nowhere)).not.toContain('"ask"}');
  });

  test('nodes stand in the order a contact meets them', () => {
    expect(inOrder(flow)).toEqual(['ask', 'old', 'tag', 'bye']);
    expect(inOrder({ ...flow, nodes: { ...flow.nodes, alone: { kind: 'end' } } }).at(-1)).toBe('alone');
  });
});

describe('changes', () => {
  test('a node is put between two others', () => {
    const { definition, name } = addNode(flow, freshNode('say', flow, words, ''), { name: 'ask', exit: 'answered' });
    expect(name).toBe('say_1');
    expect(leads(definition, 'ask')[0]).toEqual(['answered', 'say_1']);
    expect(leads(definition, 'say_1')).toEqual([['next', 'old']]);
  });

  test('what is new goes behind the first exit that leads nowhere', () => {
    expect(openExit(flow.nodes.ask)).toBe('answered');
    expect(openExit({ kind: 'branch', cases: [{ when: { variable: 'a.b', is: 'known' }, next: 'bye' }] })).toBe('otherwise');
    expect(openExit({ kind: 'end' })).toBeNull();
  });

  test('taking a node away leaves the way whole', () => {
    const without = removeNodes(flow, ['old']);
    expect(leads(without, 'ask')[0]).toEqual(['answered', 'tag']);
    expect(Object.keys(without.nodes)).not.toContain('old');
    const two = removeNodes(flow, ['ask', 'old']);
    expect(two.start).toBe('tag');
    expect(leads(removeNodes(flow, ['old', 'tag']), 'ask')[0]).toEqual(['answered', 'bye']);
    expect(removeNodes(flow, Object.keys(flow.nodes)).nodes).toEqual({});
  });

  test('a round is not closed upon itself by what is taken out of it', () => {
    const round: FlowDefinition = {
      ...flow,
      start: 'a',
      nodes: { a: { kind: 'say', text: 'a', next: 'b' }, b: { kind: 'say', text: 'b', next: 'a' } },
    };
    expect(removeNodes(round, ['b']).nodes).toEqual({ a: { kind: 'say', text: 'a' } });
  });

  test('a new name is known everywhere, and nobody else’s', () => {
    const named = renameNode(flow, 'bye', 'goodbye') as FlowDefinition;
    expect(JSON.stringify(named)).not.toContain('"bye"');
    expect(leads(named, 'tag')).toContainEqual(['done', 'goodbye']);
    expect(renameNode(flow, 'ask', 'begin')?.start).toBe('begin');
    expect(renameNode(flow, 'ask', 'bye')).toBeNull();
  });

  test('copied nodes lead to each other, and to nothing they left behind', () => {
    const carried = readCarried(JSON.stringify(carry(flow, ['old', 'tag'])));
    if (!carried) throw new Error('Nothing was carried.');
    const { definition, names } = paste(flow, carried);
    expect(names).toEqual(['old_1', 'tag_1']);
    expect(leads(definition, 'old_1')).toEqual([
      ['case_1', 'tag_1'],
      ['otherwise', undefined],
    ]);
    expect(readCarried('hello')).toBeNull();
    expect(readCarried('null')).toBeNull();
  });

  test('places are kept for what is moved, and given up for all', () => {
    const placed = placeNodes(flow, new Map([['ask', { x: 1, y: 2 }]]));
    expect(placed.nodes.ask?.place).toEqual({ x: 1, y: 2 });
    expect(placeNodes(placed, null)).toEqual(flow);
  });
});

test('letters of one text are taken back together, other changes one by one', () => {
  const at = (title: string) => ({ ...flow, start: title });
  let history = beginHistory(flow);
  history = changed(history, at('a'), 'title');
  history = changed(history, at('ab'), 'title');
  history = changed(history, at('x'));
  expect(history.past).toHaveLength(2);
  history = undone(history);
  expect(history.present.start).toBe('ab');
  history = undone(history);
  expect(history.present).toBe(flow);
  expect(undone(history).present).toBe(flow);
  expect(redone(redone(history)).present.start).toBe('x');
  expect(changed(history, at('new')).future).toEqual([]);
});

test('texts by language', () => {
  const both = ['en', 'sw'];
  expect(withText('Hello', 'Habari', 'sw', both)).toEqual({ en: 'Hello', sw: 'Habari' });
  expect(withText('Hello', 'Hi', 'en', ['en'])).toBe('Hi');
  expect(withText({ en: 'Hello', sw: 'Habari' }, '', 'sw', both)).toEqual({ en: 'Hello' });
  expect(withText({ en: 'Hello' }, '', 'en', both)).toBeUndefined();
  expect(textIn('Hello', 'sw', both)).toBe('');
  expect(shownIn({ en: 'Hello' }, 'sw', both)).toBe('Hello');
  expect(partsOf('Hi {{ contact.name | default: "you" }}!')).toEqual([
    { text: 'Hi ', gap: null },
    { text: '{{ contact.name | default: "you" }}', gap: 'contact.name' },
    { text: '!', gap: null },
  ]);
});
