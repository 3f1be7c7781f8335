import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FlowDefinition, FlowDefinition as Shape } from '#contract/flows.ts';
import { defineStep, type FlowStep } from '#core/flow-step.ts';
import type { Turn } from '#core/turn.ts';
import { createLog } from '#platform/log.ts';
import { openTemplates } from '#templates/index.ts';
import { buildTurn } from '#tests/kit/build-turn.ts';
import { createTestClock } from '#tests/kit/clock.ts';
import { createSeededIds } from '#tests/kit/ids.ts';
import { type Book, beginRun, type Facts } from '../engine/index.ts';
import { drive } from './drive.ts';

const templates = await openTemplates();
const clock = createTestClock();
let turn: ReturnType<typeof buildTurn>;
beforeEach(() => {
  const scope = {
    organization: { id: 'organization' },
    actor: { kind: 'system', id: 'router', permissions: new Set() },
    key: null as never,
    clock,
    ids: createSeededIds(clock),
    log: createLog('silent'),
    signal: new AbortController().signal,
  } as const;
  turn = buildTurn({ messages: ['pay'] }, scope as never);
});

const define = (nodes: object): FlowDefinition => Shape.parse({ format: 1, languages: ['en'], start: Object.keys(nodes)[0], nodes });
const paying = define({
  pay: { kind: 'call', step: 'shop.pay', input: { amount: '12' }, exits: { paid: 'thanks', failed: 'sorry' } },
  thanks: { kind: 'end', text: 'Thank you.' },
  sorry: { kind: 'end', text: 'That did not work. We kept nothing.' },
});
/** As "paying", by an author who did not think of failing. */
const hoping = define({
  pay: { kind: 'call', step: 'shop.pay', input: { amount: '12' }, exits: { paid: 'thanks' } },
  thanks: { kind: 'end', text: 'Thank you.' },
});

async function run(definition: FlowDefinition, step?: Partial<FlowStep>) {
  const flow = { name: 'shop', version: '1', definition };
  const book: Book = { byVersion: () => flow, published: () => flow };
  const facts = (runId: string, nodesMax: number): Facts => ({
    now: clock.now(),
    zone: 'Africa/Nairobi',
    runId,
    languages: ['en'],
    choicesMax: 10,
    asksLocation: true,
    values: {},
    nodesMax,
    render: templates.render,
    sentence: (key) => key,
  });
  const steps = new Map<string, FlowStep>();
  if (step)
    steps.set(
      'shop.pay',
      defineStep({ name: 'shop.pay', summary: 'Pays.', input: z.object({}), exits: ['paid'], run: () => ({ exit: 'paid' }), ...step }),
    );
  const driving = { turn: turn as Turn, book, steps, assist: null, facts };
  return drive(driving, { id: 'run', state: beginRun(flow) }, { kind: 'start' });
}
const said = () => turn.effects.flatMap((effect) => (effect.kind === 'reply' ? [(effect.content as { text: string }).text] : []));
const traced = () => turn.trace.map(({ step, outcome, reason }) => `${step}: ${outcome}. ${reason}`);

describe('a step of a module', () => {
  it('that works goes out by its exit', async () => {
    await run(paying, { run: () => ({ exit: 'paid' }) });
    expect(said()).toEqual(['Thank you.']);
  });

  it.each([
    ['throws', { run: () => Promise.reject(new Error('card 4111 refused')) }, 'The step "shop.pay" failed.'],
    ['is given what it does not take', { input: z.object({ amount: z.number() }) }, 'does not take what it is given: amount'],
    ['is gone', undefined, 'No module offers the step "shop.pay" any more.'],
  ])('that %s goes out by "failed", and the trace says so without its words', async (_what, step, reason) => {
    await run(paying, step as never);
    expect(said()).toEqual(['That did not work. We kept nothing.']);
    expect(traced().join('\n')).toContain(reason);
    expect(JSON.stringify(turn.trace)).not.toContain('4111');
  });

  it('that hangs is given up after five seconds, and what it says later is not heard', async () => {
    const late = Promise.withResolvers<void>();
    let spoken = false;
    const done = run(paying, {
      run: async (inside: Turn) => {
        await late.promise;
        inside.reply({ kind: 'text', text: 'Paid after all!' });
        spoken = true;
        return { exit: 'paid' };
      },
    });
    await clock.advance(4_999);
    expect(said()).toEqual([]);
    await clock.advance(1);
    await done;
    late.resolve();
    await clock.advance(0);
    expect(spoken).toBe(true);
    expect(said()).toEqual(['That did not work. We kept nothing.']);
    expect(traced().join('\n')).toContain('took longer than 5 seconds');
  });

  it('that fails where nobody thought of it brings people', async () => {
    await run(hoping, { run: () => Promise.reject(new Error('no')) });
    expect(turn.conversation.handler).toBe('people');
    expect(traced().join('\n')).toContain('shop.pay');
  });
});

it('a loop that no check saw ends with people after fifty nodes, and the trace says where', async () => {
  const { path } = await run(
    define({
      count: { kind: 'set', values: { n: { increase: 1 } }, next: 'again' },
      again: { kind: 'branch', cases: [{ when: { variable: 'answers.n', is: 'less', value: 0 }, next: 'never' }], otherwise: 'count' },
      never: { kind: 'end' },
    }),
  );
  expect(turn.conversation.handler).toBe('people');
  expect(turn.trace.at(-1)).toMatchObject({ outcome: 'flow_stuck', reason: expect.stringContaining('round and round') });
  expect(path.length).toBeLessThanOrEqual(51);
});
