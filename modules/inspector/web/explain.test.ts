import { beforeAll, describe, expect, it, vi } from 'vitest';
import { bring, speak, startSentences } from '#web/i18n/i18n.ts';
import { explainOutcome, explainStep, nameStage } from './explain.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await startSentences('en');
  await bring('inspector');
});

const reason = 'In the words of the program.';

describe('a step', () => {
  it.each([
    ['guard.stop', 'opted_out', 'The person asked for silence. Nothing is sent to them from now on.'],
    ['guard.safety', 'imminent', 'The safety rules found a sign of risk: it needs attention now.'],
    ['router.command', 'contacts.forget', 'The command “contacts.forget” was meant: its word was written, or its choice was tapped.'],
    ['assistant.model', 'timeout', 'The model took too long: the offline assistant answers.'],
    // Named by a group of sentences, and none itself.
    ['assistant.model', 'tool', 'The model’s part came to this: tool.'],
  ])('%s with %s', (step, outcome, sentence) => {
    expect(explainStep({ step, outcome, reason })).toBe(sentence);
  });

  it('that has no sentence keeps the words of the program', () => {
    expect(explainStep({ step: 'flows.card', outcome: 'paid', reason })).toBe(reason);
  });
});

it('names stages and outcomes, and those it does not know as they are', () => {
  expect([nameStage('arrived'), nameStage('assistant.offline'), nameStage('flows.card')]).toEqual([
    'Arrived here',
    'Offline assistant',
    'flows.card',
  ]);
  expect([explainOutcome('people'), explainOutcome('paid')]).toEqual(['It was left to people.', 'It went this way: paid.']);
});

it.each(['ur', 'sw'] as const)('what the safety gate came to is said in words in %s, never by its code', async (language) => {
  await speak(language);
  for (const outcome of ['low', 'moderate', 'high', 'imminent', 'watching', 'answered', 'held'])
    expect(explainStep({ step: 'guard.safety', outcome, reason })).not.toMatch(new RegExp(`${outcome}|${reason}`));
});
