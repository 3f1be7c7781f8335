import { expect, it } from 'vitest';
import { route } from '#router/route.ts';
import { buildTurn, testBrain } from '#tests/kit/build-turn.ts';

const assistant = {
  kind: 'offline',
  intents: [
    {
      name: 'hours',
      answer: 'At eight.',
      examples: ['When do you open?', 'opening hours', 'are you open today', 'what time do you close'],
    },
    { name: 'price', answer: '500.', examples: ['How much is it?', 'what does it cost', 'price of a visit', 'what are the fees'] },
  ],
};

async function traceOf(text: string) {
  const turn = buildTurn({ assistant, messages: [text] });
  await route(turn, testBrain({ intents: [] }));
  return turn.trace.at(-1);
}

it('the trace says which intent, how likely, the runner-up, and the threshold', async () => {
  const entry = await traceOf('opening hours today?');
  expect(entry).toMatchObject({ step: 'assistant.offline', outcome: 'answered', evidence: { likeliest: 'hours', runnerUp: 'price' } });
  expect(entry?.reason).toMatch(/^The intent "hours" fits: /);
  const { probability, runnerUp, threshold, score } = entry?.numbers ?? {};
  expect(probability).toBeGreaterThan(runnerUp ?? 1);
  for (const number of [probability, runnerUp, threshold, score]) {
    expect(number).toBeGreaterThanOrEqual(0);
    expect(number).toBeLessThanOrEqual(1);
  }
});

it('also when nothing was understood', async () => {
  const entry = await traceOf('my goldfish plays chess');
  expect(entry?.outcome).toBe('asked_again');
  expect(Object.keys(entry?.numbers ?? {}).sort()).toEqual(['probability', 'runnerUp', 'score', 'threshold']);
});
