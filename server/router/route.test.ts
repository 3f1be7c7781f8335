import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SafetyGate } from '#safety/index.ts';
import { buildTurn, buyTicket, survey, type TurnForTests, testBrain } from '#tests/kit/build-turn.ts';
import { createRouter } from './index.ts';
import { route } from './route.ts';

const brain = testBrain();
const faq = [
  { q: 'What are your opening hours?', a: 'From 8 to 17.' },
  { q: 'ما هي ساعات العمل؟', a: 'من الثامنة.' },
];

/** Anything a phone can send: every script, half emoji, marks without letters, right-to-left controls, words of ours, length. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    'stop',
    'START',
    'acha',
    'agent',
    'can i talk to a human',
    'menu',
    'lugha',
    'urdu',
    'yes',
    '1',
    '٢',
    'ticket',
    'hello',
    'opening hours',
    '\u202emenu\u202c',
    '🛑',
    '',
  ),
);
const message = fc.oneof(
  text,
  fc.record({
    kind: fc.constantFrom('text', 'image', 'voice', 'reaction', 'choice', 'button', 'unsupported'),
    text: fc.option(text),
    tapped: fc.constantFrom(undefined, 'person', 'language:sw', 'language', 'menu', 'intent:test.buy-ticket', 'faq:gone', 'none', ''),
    late: fc.boolean(),
  }),
);
const turns: fc.Arbitrary<TurnForTests> = fc.record({
  messages: fc.array(message, { minLength: 1, maxLength: 4 }),
  handler: fc.constantFrom('assistant', 'people'),
  optedOut: fc.boolean(),
  language: fc.constantFrom(null, 'en', 'sw-KE', 'ur-Latn', 'xx', ''),
  channel: fc.constantFrom('whatsapp', 'sms'),
  choices: fc.constantFrom({ buttons: 3, rows: 10 }, { buttons: 0, rows: 0 }),
  textLength: fc.constantFrom(320, 1_600, 4_096),
  assistant: fc.constantFrom<{ kind: string }>({ kind: 'echo' }, { kind: 'offline', faq } as { kind: string }, { kind: 'gone' }),
  routing: fc.constantFrom(
    {},
    { lock: { process: 'flow' } },
    { lock: { process: 'flow', state: 'gone' } },
    { offered: [{ id: 'person', title: 'Person' }] },
    { clarified: 1, toldTextOnly: true },
  ),
}) as fc.Arbitrary<TurnForTests>;

const receipts = new Set(['opted_out', 'opted_in']);

describe('every turn', () => {
  it('is decided without an error, begins its trace with safety, and says nothing where people answer', async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (given) => {
        const turn = buildTurn(given);
        await route(turn, brain, async () => survey);
        expect(turn.trace[0]).toMatchObject({ step: 'guard.safety' });
        const confirmed = turn.trace.filter((entry) => entry.step === 'guard.stop' && receipts.has(entry.outcome)).length;
        const replies = turn.effects.filter((effect) => effect.kind === 'reply').length;
        // The one thing said while people answer: that silence was asked for, or is over.
        if (given.handler === 'people') expect(replies).toBeLessThanOrEqual(confirmed);
        // After an opt-out also: what to do, to somebody who asks for a person.
        const asked = turn.trace.filter((entry) => entry.step === 'guard.person' && entry.outcome === 'handed_over').length;
        if (given.optedOut && turn.conversation.optedOut) expect(replies).toBeLessThanOrEqual(confirmed + asked);
        if (replies === 0) expect(turn.trace.length).toBeGreaterThan(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says nothing at all where people answer, unless consent changes', async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (given) => {
        const turn = buildTurn({ ...given, handler: 'people' });
        await route(turn, brain, async () => survey);
        if (turn.effects.some((effect) => effect.kind === 'opt_out' || effect.kind === 'opt_in')) return;
        expect(turn.effects.filter((effect) => effect.kind === 'reply' || effect.kind === 'hand_over')).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['echo', 'offline'])('of 65,536 characters is decided quickly by %s', async (kind) => {
    for (const unit of ['a', 'ab ', '🙂', 'ہ ', '\ud83d', '1']) {
      const turn = buildTurn({ assistant: kind === 'echo' ? { kind } : { kind, faq }, messages: [unit.repeat(65_536 / unit.length)] });
      const before = process.threadCpuUsage();
      await route(turn, brain, async () => survey);
      // Of this thread alone: what else the machine does says nothing about it.
      const { user, system } = process.threadCpuUsage(before);
      expect(user + system).toBeLessThan(1_000_000);
      for (const effect of turn.effects)
        if (effect.kind === 'reply' && effect.content.kind === 'text') expect(effect.content.text.length).toBeLessThanOrEqual(4_096);
    }
  });
});

describe('the place of the safety gate', () => {
  const alarm: SafetyGate = {
    rules: 'test rules',
    prepare: () => undefined,
    read: (words) => ({
      severity: words.includes('danger') ? 'high' : 'none',
      categories: ['suicidal'],
      hard: true,
      evidence: [],
      reason: 'Message needs attention: danger.',
    }),
  };
  const guarded = testBrain({ gate: alarm });

  it('reads every message first, and brings people on a finding', async () => {
    const turn = buildTurn({ messages: ['hello', 'danger', 'menu'], assistant: { kind: 'offline' } });
    await route(turn, guarded, async () => survey);
    expect(turn.trace[0]).toMatchObject({ step: 'guard.safety', outcome: 'high' });
    expect(turn.effects).toEqual([{ kind: 'hand_over', reason: 'safety' }]);
  });

  it('does not keep a STOP from being obeyed', async () => {
    const turn = buildTurn({ messages: ['danger', 'stop'] });
    await route(turn, guarded, async () => survey);
    expect(turn.effects.map((effect) => effect.kind)).toEqual(['hand_over', 'opt_out', 'reply']);
  });

  it('reads also where people answer, after an opt-out and inside a flow', async () => {
    for (const state of [{ handler: 'people' }, { optedOut: true }, { routing: { lock: { process: 'flow' } } }] as const) {
      const turn = buildTurn({ ...state, messages: ['danger'] });
      await route(turn, guarded, async () => survey);
      expect(turn.trace[0]).toMatchObject({ step: 'guard.safety', outcome: 'high' });
    }
  });
});

describe('the start', () => {
  it('refuses intents that a guard would take, or that contradict each other', () => {
    const wrong = testBrain({ intents: [buyTicket, { ...buyTicket, keywords: { en: ['Stop!', 'ticket'] } }] });
    expect(() => createRouter(wrong)).toThrow(
      [
        'Two intents are named "test.buy-ticket".',
        'Intent "test.buy-ticket": the guard "stop" takes its keyword "stop".',
        'Intents "test.buy-ticket" and "test.buy-ticket" share the keyword "ticket".',
      ].join('\n'),
    );
  });
});

it('the outcome names who decided', async () => {
  const outcome = async (given: TurnForTests) => route(buildTurn(given), brain, async () => survey);
  expect(await outcome({ messages: ['stop'] })).toEqual({ path: 'guard', by: 'guard.stop' });
  expect(await outcome({ messages: ['hi'] })).toEqual({ path: 'open', by: 'assistant.echo' });
  expect(await outcome({ messages: ['hi'], handler: 'people' })).toEqual({ path: 'people', by: 'router.silence' });
  expect(await outcome({ messages: ['hi'], optedOut: true })).toEqual({ path: 'silent', by: 'router.silence' });
  expect(await outcome({ messages: ['ticket'] })).toEqual({ path: 'command', by: 'test.buy-ticket' });
  expect(await outcome({ messages: ['7'], routing: { lock: { process: 'flow' } } })).toEqual({ path: 'locked', by: 'flow' });
});
