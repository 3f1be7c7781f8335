import { expect, it } from 'vitest';
import { FlowDefinition } from '#contract/flows.ts';
import { openTemplates } from '#templates/index.ts';
import { type Book, beginRun, type Facts, type Flow, step } from './index.ts';

const templates = await openTemplates();
const facts: Facts = {
  now: new Date('2026-11-30T09:00:00Z'),
  zone: 'UTC',
  runId: 'run',
  languages: ['en'],
  choicesMax: 10,
  asksLocation: true,
  values: {},
  nodesMax: 50,
  render: templates.render,
  sentence: (key) => key,
};
const flow = (name: string, nodes: object): Flow => ({
  name,
  version: name,
  definition: FlowDefinition.parse({ format: 1, languages: ['en'], start: Object.keys(nodes)[0], nodes }),
});

it('a copy of a hidden answer is hidden: set, given to another flow and taken back, saved by a step that was given it', () => {
  const inner = flow('inner', {
    pause: { kind: 'ask', text: 'Go on?', answer: { type: 'yes_no' }, save: 'go', next: 'bye' },
    bye: { kind: 'end' },
  });
  const outer = flow('outer', {
    status: { kind: 'ask', text: 'What is your status?', answer: { type: 'text' }, save: 'status', sensitive: true, next: 'copy' },
    copy: { kind: 'set', values: { copied: 'It is {{ answers.status | default: "" }}.', open: 'Nothing.' }, next: 'call' },
    call: {
      kind: 'call',
      step: 'shop.look',
      input: { what: '{{ answers.copied | default: "" }}' },
      save: 'found',
      exits: { done: 'within' },
    },
    within: {
      kind: 'flow',
      flow: 'inner',
      give: { told: '{{ answers.status | default: "" }}', plain: 'x' },
      take: { back: 'told' },
      next: 'end',
    },
    end: { kind: 'ask', text: 'Anything else?', answer: { type: 'text' }, save: 'more', next: 'bye' },
    bye: { kind: 'end' },
  });
  const book: Book = { byVersion: (id) => (id === 'inner' ? inner : outer), published: (name) => (name === 'inner' ? inner : outer) };
  const says = (text: string) => ({
    kind: 'messages' as const,
    messages: [{ kind: 'text' as const, text, content: null, id: text, quotedAt: null }],
  });
  let { state } = step(book, beginRun(outer), { kind: 'start' }, facts);
  ({ state } = step(book, state, says('positive'), facts));
  ({ state } = step(book, state, { kind: 'step_done', exit: 'done', value: 'positive' }, facts));
  expect(state.frames.map(({ answers, hidden }) => [Object.keys(answers), [...hidden].sort()])).toEqual([
    [
      ['status', 'copied', 'open', 'found'],
      ['copied', 'found', 'status'],
    ],
    [['told', 'plain'], ['told']],
  ]);
  ({ state } = step(book, state, says('yes'), facts));
  expect([...(state.frames[0]?.hidden ?? [])].sort()).toEqual(['back', 'copied', 'found', 'status']);
});
