import { expect, it } from 'vitest';
import { FILES as whatsapp } from '#channels/whatsapp/limits.ts';
import { FlowDefinition } from '#contract/flows.ts';
import { openTemplates } from '#templates/index.ts';
import { checkDefinition } from './definition.ts';
import type { CheckWorld } from './world.ts';

const templates = await openTemplates();
const define = (given: object) => FlowDefinition.parse({ format: 1, languages: ['en'], ...given });
const inner = define({ start: 'bye', nodes: { bye: { kind: 'end' } } });

const [photo, film, huge] = [1, 2, 3].map((n) => `01890000-0000-7000-8000-00000000000${n}`) as [string, string, string];

const world: CheckWorld = {
  name: 'main',
  published: new Map([
    ['inner', inner],
    ['again', define({ start: 'main', nodes: { main: { kind: 'flow', flow: 'main', next: 'bye' }, bye: { kind: 'end' } } })],
    [
      'other',
      define({
        start: 'bye',
        nodes: { bye: { kind: 'end' } },
        triggers: [{ kind: 'keyword', words: { en: ['Tickets'] } }, { kind: 'first_message' }],
      }),
    ],
  ]),
  steps: new Map([
    [
      'events.find-ticket',
      { name: 'events.find-ticket', summary: '', input: {} as never, exits: ['found'], run: () => ({ exit: 'found' }) },
    ],
  ]),
  intents: new Set(['events.buy-ticket']),
  words: [{ owner: 'the guard "stop"', words: new Set(['stop']) }],
  variable: (name) => ({ 'contact.name': { always: false }, 'organization.name': { always: true } })[name] ?? null,
  templates,
  channels: [
    { name: 'WhatsApp', textLength: 4096, titleLength: 24, windowHours: 24, files: whatsapp },
    { name: 'SMS', textLength: 1000, titleLength: null, windowHours: null, files: null },
  ],
  events: new Set(['conversation.closed']),
  audiences: new Set(['tag']),
  isThere: ({ kind, value }) => kind === 'tag' && value === 'vip',
  files: new Map(
    Object.entries({
      [photo]: { mediaType: 'image/png', size: 3 },
      [film]: { mediaType: 'video/webm', size: 3 },
      [huge]: { mediaType: 'image/png', size: 6e6 },
    }),
  ),
};

const faultsOf = (given: object) =>
  checkDefinition(define(given), world).map(
    ({ severity, node, code }) => `${severity === 'fault' ? '' : '(warning) '}${node ?? '*'}: ${code}`,
  );
const ask = (more: object = {}) => ({ kind: 'ask', text: 'Name?', answer: { type: 'text' }, save: 'name', next: 'bye', ...more });
const bye = { kind: 'end' };

it('finds nothing in a flow that is as it should be', () => {
  const nodes = {
    hello: { kind: 'say', text: 'Hello {{ contact.name | default: "friend" }} from {{ organization.name }}', next: 'ask_name' },
    ask_name: ask({ next: 'look' }),
    look: { kind: 'call', step: 'events.find-ticket', exits: { found: 'inside', failed: 'people' } },
    inside: { kind: 'flow', flow: 'inner', next: 'bye' },
    people: { kind: 'hand_over' },
    bye: { kind: 'end', text: '{% if answers.name %}Bye {{ answers.name }}{% endif %}' },
  };
  expect(faultsOf({ start: 'hello', nodes, triggers: [{ kind: 'keyword', words: { en: ['hello'] } }] })).toEqual([]);
});

it('lists everything that is wrong, at once, each with its node', () => {
  const nodes = {
    hello: {
      kind: 'say',
      text: { en: 'Hi {{ contact.name }} {{ contact.nme | default: "x" }} {{ answers.town | default: "y" }}' },
      next: 'ask_name',
    },
    ask_name: ask({
      next: undefined,
      optional: true,
      answer: {
        type: 'choice',
        choices: [
          { value: 'a', title: 'x'.repeat(30) },
          { value: 'a', title: 'B' },
        ],
      },
    }),
    broken: { kind: 'say', text: '{{ contact.name', next: 'nowhere' },
    loud: { kind: 'say', next: 'loud' },
    look: { kind: 'call', step: 'events.find-ticket', exits: { lost: 'bye' } },
    strange: { kind: 'call', step: 'events.unknown', exits: {} },
    inside: { kind: 'flow', flow: 'none', next: 'bye' },
    itself: { kind: 'flow', flow: 'again', next: 'bye' },
    pause: { kind: 'wait', next: 'bye' },
    scale: { kind: 'ask', text: 'n', save: 'n', answer: { type: 'scale', from: 5, to: 5 }, next: 'bye' },
    talk: { kind: 'assistant', stage: 'talk', instructions: 'x', tools: ['no.tool'], leave: [{ next: 'bye' }] },
    bye,
  };
  expect(
    faultsOf({
      languages: ['en', 'sw'],
      start: 'hello',
      nodes,
      triggers: [
        { kind: 'keyword', words: { en: ['stop', 'TICKETS', '!!'] } },
        { kind: 'first_message' },
        { kind: 'intent', intent: 'events.none' },
        { kind: 'button', id: 'go' },
        { kind: 'button', id: 'go' },
      ],
    }).sort(),
  ).toMatchInlineSnapshot(`
    [
      "(warning) ask_name: too_long",
      "(warning) hello: missing_language",
      "*: trigger_empty",
      "*: trigger_taken",
      "*: trigger_taken",
      "*: trigger_taken",
      "*: trigger_twice",
      "*: unknown_intent",
      "ask_name: missing_exit",
      "ask_name: missing_exit",
      "ask_name: wrong_answer",
      "broken: unknown_target",
      "broken: unreachable",
      "broken: unreadable_text",
      "bye: unreachable",
      "hello: no_fallback",
      "hello: unknown_variable",
      "hello: unknown_variable",
      "inside: unknown_flow",
      "inside: unreachable",
      "itself: flow_in_itself",
      "itself: unreachable",
      "look: missing_exit",
      "look: unknown_exit",
      "look: unreachable",
      "loud: endless_loop",
      "loud: nothing_said",
      "loud: unreachable",
      "pause: unreachable",
      "pause: wrong_wait",
      "scale: unreachable",
      "scale: wrong_answer",
      "strange: unknown_step",
      "strange: unreachable",
      "talk: unknown_intent",
      "talk: unreachable",
      "talk: wrong_exit",
    ]
  `);
});

it('knows a round that can be left from one that cannot', () => {
  const count = { kind: 'set', values: { n: { increase: 1 } }, next: 'enough' };
  const enough = {
    kind: 'branch',
    cases: [{ when: { variable: 'answers.n', is: 'at_least', value: 3 }, next: 'bye' }],
    otherwise: 'count',
  };
  expect(faultsOf({ start: 'count', nodes: { count, enough, bye } })).toEqual([]);
  expect(faultsOf({ start: 'count', nodes: { count, enough: { ...enough, cases: [{ ...enough.cases[0], next: 'count' }] } } })).toEqual([
    'count: endless_loop',
  ]);
  expect(faultsOf({ start: 'again', nodes: { again: ask({ next: 'again' }) } })).toEqual([]);
});

it('takes no longer for a large flow in which everything leads everywhere', () => {
  const names = Array.from({ length: 500 }, (_, n) => `n${n}`);
  const cases = names.slice(0, 50).map((next) => ({ when: { variable: 'organization.name', is: 'known' }, next }));
  const nodes = Object.fromEntries(names.map((name, n) => [name, { kind: 'branch', cases, otherwise: names[(n + 1) % 500] }]));
  expect(faultsOf({ start: 'n0', nodes })).toEqual(['*: too_large', 'n0: endless_loop']);
});

it('knows what begins a flow by itself, and what would begin two at once', () => {
  const nodes = { hello: { kind: 'say', text: 'Hello.', next: 'bye' }, bye };
  const schedule = { kind: 'schedule', time: '09:00', who: { kind: 'tag', value: 'vip' } };
  const faults = (...triggers: object[]) => faultsOf({ start: 'hello', nodes, triggers });
  // What nobody asked for may come when only approved templates go out.
  expect(faults(schedule)).toEqual(['(warning) hello: window_may_be_closed']);
  const approved = { kind: 'say', template: { name: 'hello', language: 'en' }, next: 'bye' };
  expect(faultsOf({ start: 'hello', nodes: { hello: approved, bye }, triggers: [schedule] })).toEqual([]);
  expect(faults(schedule, { ...schedule })).toContain('*: trigger_twice');
  expect(faults({ ...schedule, weekdays: [1], days: [1] })).toContain('*: wrong_schedule');
  expect(faults({ ...schedule, who: { kind: 'tag', value: 'nobody' } })).toContain('*: unknown_audience');
  expect(faults({ kind: 'event', event: 'shop.opened' })).toContain('*: unknown_event');
  expect(faults({ kind: 'tag_added', tag: 'new' })).toContain('(warning) *: unknown_tag');
  expect(faults({ kind: 'tag_added', tag: 'vip' }, { kind: 'tag_added', tag: 'VIP' })).toContain('*: trigger_twice');
});

it('says of a file what no channel carries, and what one of several does not', () => {
  const media = (given: object, channels = world.channels) =>
    checkDefinition(define({ start: 'look', nodes: { look: { kind: 'say', media: given, next: 'bye' }, bye } }), {
      ...world,
      channels,
    }).map(({ severity, code }) => `${severity}: ${code}`);
  const onWhatsapp = world.channels.slice(0, 1);
  expect(media({ kind: 'image', file: photo }, onWhatsapp)).toEqual([]);
  expect(media({ kind: 'image', file: photo })).toEqual(['warning: file_not_carried']);
  expect(media({ kind: 'image', file: photo }, world.channels.slice(1))).toEqual(['fault: file_not_carried']);
  expect(media({ kind: 'video', file: film }, onWhatsapp)).toEqual(['fault: file_wrong_type']);
  expect(media({ kind: 'image', file: huge }, onWhatsapp)).toEqual(['fault: file_too_large']);
  expect(media({ kind: 'image', file: '01890000-0000-7000-8000-00000000000f' })).toEqual(['fault: file_gone']);
  expect(media({ kind: 'image', file: photo }, [])).toEqual([]);
});
