import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowDefinition, flowLimits } from '#contract/flows.ts';
import { bookOf, factsFor } from '#tests/kit/flow-cases.ts';
import { beginRun, type Flow, type Input, type Result, type RunState, type Said, step } from './index.ts';

/** What holds for every definition, good or bad, and whatever is said to it. */

const names = ['a', 'b', 'c', 'd', 'e'];
const next = fc.option(fc.constantFrom(...names), { nil: undefined });
/** Also what somebody writes who wants to break it. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{{ answers.x }}',
    '{% for i in (1..1000000000) %}x{% endfor %}',
    '__proto__',
    'constructor',
    '١٢٣',
    '-0',
    '1e999',
    ' ',
    'back',
    'skip',
    '1, 2',
    '\u202e',
    'x'.repeat(70_000),
  ),
  fc.constantFrom('1'.repeat(5000), `${' '.repeat(30_000)}x`, ','.repeat(30_000), `+${'('.repeat(20_000)}`, `a@${'b.'.repeat(10_000)}`),
);
const words = fc.oneof(
  fc.constant('Hello {{ answers.x | default: "you" }}'),
  fc.constant('{{ answers.x }}'),
  fc.constant('{{ broken'),
  fc.constant('plain'),
);
const answer = fc.constantFrom(
  { type: 'text' },
  { type: 'number', min: 0, max: 9 },
  { type: 'choice', choices: [{ value: 'one', title: 'One' }] },
  {
    type: 'choices',
    choices: [
      { value: 'one', title: 'One' },
      { value: 'two', title: 'Two' },
    ],
  },
  { type: 'scale', from: 0, to: 20 },
  { type: 'yes_no' },
  { type: 'date' },
  { type: 'time' },
  { type: 'phone' },
  { type: 'email' },
  { type: 'location' },
  { type: 'file' },
);
const node = fc.oneof(
  fc.record({ kind: fc.constant('say'), text: words, next }),
  fc.record({
    kind: fc.constant('ask'),
    text: words,
    answer,
    save: fc.constantFrom('x', 'y'),
    attempts: fc.integer({ min: 1, max: 3 }),
    optional: fc.boolean(),
    next,
  }),
  fc.record({
    kind: fc.constant('branch'),
    cases: fc.array(
      fc.record({
        when: fc.record({ variable: fc.constantFrom('answers.x', 'answers.constructor'), is: fc.constantFrom('known', 'unknown') }),
        next,
      }),
      { minLength: 1, maxLength: 3 },
    ),
    otherwise: next,
  }),
  fc.record({
    kind: fc.constant('set'),
    values: fc.constantFrom({ x: { increase: 1 } }, { x: '{{ answers.x }}{{ answers.x }}' }, { y: null }),
    next,
  }),
  fc.record({ kind: fc.constant('call'), step: fc.constant('a.b'), exits: fc.constantFrom({}, { done: 'a' }, { failed: 'b' }) }),
  fc.record({
    kind: fc.constant('assistant'),
    stage: fc.constant('talk'),
    instructions: words,
    leave: fc.constant([{ messages: 2 }, { said: ['bye'], next: 'a' }]),
  }),
  fc.record({ kind: fc.constant('wait'), minutes: fc.constantFrom(1, 1000), next }),
  fc.record({ kind: fc.constant('flow'), flow: fc.constantFrom('main', 'other', 'none'), next }),
  fc.record({ kind: fc.constant('hand_over') }),
  fc.record({ kind: fc.constant('end') }),
);
const nodes = fc.record(Object.fromEntries(names.map((name) => [name, node])));
const flow = nodes.map((all) => JSON.parse(JSON.stringify({ start: 'a', nodes: all })) as object);

const said: fc.Arbitrary<Said> = fc.record({
  kind: fc.constantFrom('text', 'text', 'text', 'image', 'location', 'choice', 'reaction', 'unsupported'),
  text: fc.option(hostile),
  content: fc.option(
    fc.oneof(
      fc.constant({ id: 'flow:run-1:1:one' }),
      fc.constant({ id: 7 }),
      fc.constant({ latitude: 'x' }),
      fc.dictionary(fc.string(), fc.jsonValue()),
    ),
  ),
  id: fc.constant('m'),
  quotedAt: fc.option(fc.constantFrom(new Date('2020-01-01T00:00:00Z'), new Date('2030-01-01T00:00:00Z'))),
});
const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constant('messages' as const), messages: fc.array(said, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('step_done' as const), exit: fc.constantFrom('done', 'failed', 'toString') }),
  fc.constant({ kind: 'time' as const }),
  fc.constant({ kind: 'again' as const, why: 'menu' as const }),
  fc.constant({ kind: 'start' as const }),
);

function play(flows: Record<string, object>, inputs: readonly Input[]): Result[] {
  const book = bookOf(flows);
  let state: RunState = beginRun(book.published('main') as Flow);
  return [{ kind: 'start' } as Input, ...inputs].map((one, index) => {
    const result = step(book, state, one, factsFor({ now: new Date(Date.UTC(2026, 10, 30) + index * 3_600_000) }));
    state = result.state;
    return result;
  });
}

describe('whatever the definition and whatever is said', () => {
  it('a run waits or ends, within the nodes it may take, and nobody is left without a word about it', () => {
    fc.assert(
      fc.property(flow, flow, fc.array(input, { maxLength: 6 }), (main, other, inputs) => {
        for (const { state, nodes: count, effects, trace } of play({ main, other }, inputs)) {
          expect(['waiting', 'ended']).toContain(state.status);
          expect(state.wait !== null).toBe(state.status === 'waiting');
          expect(count).toBeLessThanOrEqual(flowLimits.nodesPerTurn + 1);
          expect(state.frames.length).toBeLessThanOrEqual(flowLimits.levels);
          if (trace.some(({ outcome }) => outcome.startsWith('flow_') && outcome === state.outcome))
            expect(effects.at(-1)).toMatchObject({ kind: 'hand_over' });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('its state is JSON, and goes on the same after being stored', () => {
    fc.assert(
      fc.property(flow, flow, fc.array(input, { maxLength: 6 }), (main, other, inputs) => {
        for (const { state } of play({ main, other }, inputs)) expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      { numRuns: 100 },
    );
  });

  it('the same run, input and facts give the same result, and what was handed in is left as it was', () => {
    fc.assert(
      fc.property(flow, flow, fc.array(input, { maxLength: 6 }), (main, other, inputs) => {
        const before = JSON.stringify([main, other, inputs]);
        expect(play({ main, other }, inputs)).toEqual(play({ main, other }, inputs));
        expect(JSON.stringify([main, other, inputs])).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

it('is a shape that is refused where it is wrong, by field', () => {
  const refused = FlowDefinition.safeParse({
    format: 1,
    languages: ['en'],
    start: 'a',
    nodes: { a: { kind: 'ask', text: 'Hi', save: 'Name', answer: { type: 'number' } } },
  });
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['nodes.a.save']);
  const many = Object.fromEntries(Array.from({ length: flowLimits.nodes + 1 }, (_, n) => [`n${n}`, { kind: 'end' }]));
  expect(FlowDefinition.safeParse({ format: 1, languages: ['en'], start: 'n0', nodes: many }).success).toBe(false);
});
