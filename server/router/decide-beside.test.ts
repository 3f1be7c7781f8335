import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assistant } from '#assistants/index.ts';
import type { Turn, TurnReading } from '#core/turn.ts';
import { systemClock } from '#platform/clock.ts';
import { createGate } from '#safety/index.ts';
import { buildTurn, buyTicket, survey, testBrain } from '#tests/kit/build-turn.ts';
import { decideBeside } from './decide-beside.ts';
import { route } from './route.ts';

const gate = createGate();
const trace = { step: 'safety.model', outcome: 'test', reason: 'Test.' };
const readingOf = (severity: string | null): TurnReading => ({ severity, categories: [], places: [], mayLower: true, by: 'model small' });

/** A turn that is read by a model and decided beside it, in the order in which the test lets them end. */
function beside(words: string) {
  const turn = buildTurn({ messages: [words] });
  const channel = { ...turn.channel, readingProvider: 'main' };
  const read = Promise.withResolvers<TurnReading>();
  const decided = Promise.withResolvers<string>();
  const seen: Turn[] = [];
  const done = decideBeside(
    Object.create(turn, { channel: { value: channel } }) as Turn,
    { gate, mark: turn.mark, read: () => read.promise.then((reading) => ({ reading, trace })) },
    async (own) => {
      seen.push(own);
      own.reply({ kind: 'text', text: `before ${seen.length}` });
      const said = seen.length === 1 ? await decided.promise : 'again';
      own.reply({ kind: 'text', text: said });
      own.note({ step: 'assistant', outcome: said, reason: 'Test.' });
      own.handOver('test');
      return said;
    },
  );
  const said = () => turn.effects.flatMap((effect) => (effect.kind === 'reply' ? [(effect.content as { text: string }).text] : []));
  return { turn, read, decided, seen, done, said };
}

describe('a decision beside a reading', () => {
  it('counts when the model finds nothing, whoever was quicker', async () => {
    for (const first of ['read', 'decided']) {
      const { turn, read, decided, done, said } = beside('Habari');
      if (first === 'decided') decided.resolve('hello');
      read.resolve(readingOf('none'));
      await Promise.resolve();
      decided.resolve('hello');
      expect(await done).toBe('hello');
      expect(said()).toEqual(['before 1', 'hello']);
      expect(turn.trace.map(({ step }) => step).sort()).toEqual(['assistant', 'safety.model']);
    }
  });

  it('is taken back when it finds danger: nothing of it is left, and what it says later reaches nobody', async () => {
    const { turn, read, decided, seen, done, said } = beside('Be well, all of you');
    read.resolve(readingOf('high'));
    expect(await done).toBe('again');
    expect(seen[0]?.signal.aborted).toBe(true);
    expect(seen[1]?.reading?.severity).toBe('high');
    decided.resolve('too late');
    await decided.promise;
    await Promise.resolve();
    expect(said()).toEqual(['before 2', 'again']);
    expect(turn.trace.map(({ outcome }) => outcome)).toEqual(['test', 'again']);
    expect(turn.conversation.handler).toBe('people');
  });

  it('waits for the model where the rules found something, and is made once', async () => {
    const { read, decided, seen, done } = beside('everyone would be better off without me');
    expect(seen).toEqual([]);
    decided.resolve('x');
    read.resolve(readingOf('low'));
    await done;
    expect(seen.map(({ reading }) => reading?.severity)).toEqual(['low']);
  });

  it('fails as it would alone, and is not made again', async () => {
    const { read, decided, seen, done } = beside('Habari');
    decided.reject(new Error('broken'));
    read.resolve(readingOf('none'));
    await expect(done).rejects.toThrow('broken');
    expect(seen).toHaveLength(1);
  });
});

it('nothing reaches what somebody wrote before the gate: no flow, command, assistant, setting or state', async () => {
  const order: string[] = [];
  const read = (text: string) => {
    order.push(`gate ${text}`);
    return gate.read(text);
  };
  const watched = { rules: 'test', prepare: () => undefined, read };
  const heard = (turn: Turn) => order.push(...turn.messages.map(({ text }) => `heard ${text}`));
  const assistant = {
    kind: 'echo',
    settings: testBrain().assistants.get('echo')?.settings,
    answer: async (turn: Turn) => void heard(turn),
  };
  const brain = testBrain({
    gate: watched,
    intents: [{ ...buyTicket, handle: async (turn) => void heard(turn) }],
    assistants: new Map([['echo', assistant as unknown as Assistant]]),
  });
  const flows = { ...survey, answer: async (turn: Turn) => void heard(turn), obey: async (turn: Turn) => void heard(turn) };
  const states = fc.record({
    messages: fc.array(fc.constantFrom('ticket', 'Habari', 'STOP', 'menu', '2', 'yes', 'I want to die', 'kiswahili', 'a person please'), {
      minLength: 1,
      maxLength: 4,
    }),
    handler: fc.constantFrom('assistant' as const, 'people' as const),
    optedOut: fc.boolean(),
    language: fc.constantFrom(null, 'en', 'sw'),
    assistant: fc.constantFrom({ kind: 'echo' }, { kind: 'gone' }, { kind: 'echo', wrong: 1 }),
    routing: fc.constantFrom(
      {},
      { lock: { process: 'flow' } },
      { lock: { process: 'flow', state: 'gone' } },
      { offered: [{ id: 'intent:test.buy-ticket', title: 'Habari' }] },
      { safety: { found: '2029-12-31T12:00:00Z', asked: 'high' as const } },
    ),
  });
  await fc.assert(
    fc.asyncProperty(states, async (given) => {
      order.length = 0;
      const turn = buildTurn(given, {
        ...buildTurn({ messages: ['x'] }),
        clock: { ...systemClock, now: () => new Date('2030-01-01T12:00:00Z') },
      });
      await route(turn, brain, async () => flows);
      for (const text of given.messages) {
        const read = order.indexOf(`gate ${text}`);
        expect(read).toBeGreaterThanOrEqual(0);
        const other = order.indexOf(`heard ${text}`);
        expect(other === -1 || read < other).toBe(true);
      }
      // Every message is read before any of them is heard.
      const firstHeard = order.findIndex((one) => one.startsWith('heard'));
      if (firstHeard >= 0) expect(order.slice(0, firstHeard)).toEqual(expect.arrayContaining(given.messages.map((text) => `gate ${text}`)));
    }),
    { numRuns: 150, seed: 12 },
  );
});
