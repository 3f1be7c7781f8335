import { type FlowDefinition, FlowDefinition as Shape } from '#contract/flows.ts';
import { type Book, beginRun, type Facts, type Input, type RunState, step } from '#flows/engine/index.ts';
import { openTemplates } from '#templates/index.ts';
import { median } from '../statistics.ts';

/**
 * `npm run bench:flows`: how many steps of flows one core takes in a second, and what a text with gaps costs. Three things in turns, five rounds,
 * the median counts. Nothing is stored or sent: what a whole turn costs, `npm run bench` measures.
 */

const rounds = 5;
const secondsEach = 0.4;
const templates = await openTemplates();
const gaps = 'Thank you, {{ answers.name | default: "friend" }}. It is {{ now.hour }} o’clock at {{ organization.name }}.';

const define = (given: object): FlowDefinition => Shape.parse({ format: 1, languages: ['en'], ...given });

/** Round and round between a counter, a decision and a short wait: three nodes a round. */
const silent = define({
  start: 'count',
  nodes: {
    count: { kind: 'set', values: { n: { increase: 1 } }, next: 'even' },
    even: { kind: 'branch', cases: [{ when: { variable: 'answers.n', is: 'less', value: 0 }, next: 'count' }], otherwise: 'pause' },
    pause: { kind: 'wait', minutes: 1, next: 'count' },
  },
});

/** A question, its answer, and a text with three gaps: two nodes a round. */
const talking = define({
  start: 'ask_name',
  nodes: {
    ask_name: {
      kind: 'ask',
      text: 'What is your name, {{ contact.name | default: "friend" }}?',
      answer: { type: 'text' },
      save: 'name',
      next: 'thanks',
    },
    thanks: { kind: 'say', text: gaps, next: 'ask_name' },
  },
});

function bookOf(definition: FlowDefinition): Book {
  const flow = { name: 'bench', version: '1', definition };
  return { byVersion: () => flow, published: () => flow };
}

const start = Date.UTC(2026, 10, 30, 9);
const known = { contact: { name: 'Amina' }, organization: { name: 'Nuru Clinic' }, now: { hour: 9 } };

function factsAt(minute: number): Facts {
  return {
    now: new Date(start + minute * 60_000),
    zone: 'Africa/Nairobi',
    runId: 'run',
    languages: ['en'],
    choicesMax: 10,
    asksLocation: true,
    values: known,
    nodesMax: 50,
    render: templates.render,
    sentence: (key) => key,
  };
}

/** Nodes a second of a run that goes on for ever. */
function play(definition: FlowDefinition, inputAt: (n: number) => Input): number {
  const book = bookOf(definition);
  let state: RunState = beginRun({ name: 'bench', version: '1', definition });
  let nodes = 0;
  const began = performance.now();
  for (let n = 1; ; n += 1) {
    const result = step(book, state, n === 1 ? { kind: 'start' } : inputAt(n), factsAt(n));
    state = result.state;
    nodes += result.nodes;
    if (n % 256 === 0 && performance.now() - began > secondsEach * 1000) return (nodes * 1000) / (performance.now() - began);
  }
}

/** Microseconds for a text that was compiled before. */
function render(): number {
  let texts = 0;
  const began = performance.now();
  while (performance.now() - began < secondsEach * 1000) {
    for (let n = 0; n < 256; n += 1) templates.render(gaps, { ...known, answers: { name: `Amina ${n}` } });
    texts += 256;
  }
  return ((performance.now() - began) * 1000) / texts;
}

const answer: Input = { kind: 'messages', messages: [{ kind: 'text', text: 'Amina', content: null, id: 'm', quotedAt: null }] };
const measures = [
  { name: 'branch, set, wait: nodes a second', aim: 'at least 100,000', once: () => play(silent, () => ({ kind: 'time' })) },
  { name: 'ask, say with gaps: nodes a second', aim: 'at least 15,000', once: () => play(talking, () => answer) },
  { name: 'a text with three gaps, compiled before: microseconds', aim: 'at most 50', once: render },
] as const;

const found = measures.map(() => [] as number[]);
for (let round = 0; round <= rounds; round += 1) {
  for (const [index, { once }] of measures.entries()) {
    const figure = once();
    // The first round warms up.
    if (round > 0) found[index]?.push(figure);
  }
}
for (const [index, { name, aim }] of measures.entries()) {
  const all = found[index] ?? [];
  const shown = (figure: number) => Math.round(figure).toLocaleString('en-US');
  console.log(`${name}: ${shown(median(all))} (${shown(Math.min(...all))} to ${shown(Math.max(...all))}; aim: ${aim})`);
}
