import { describe, expect, it } from 'vitest';
import { checkAssistant, createAssistants, quietMsFor } from './index.ts';

const assistants = createAssistants([]);
const tell = (given: unknown) => checkAssistant(assistants, given).map(({ field, message }) => `${field} ${message}`);

describe('the settings of an assistant', () => {
  it.each([
    [{ kind: 'echo' }, []],
    [{ kind: 'echo', quietMs: 300 }, []],
    [{ kind: 'offline' }, []],
    [{ kind: 'offline', greeting: 'Hello', faq: [{ q: 'Open?', a: 'Yes.' }] }, []],
    [{}, ['assistant.kind is missing']],
    [null, ['assistant.kind is missing']],
    [{ kind: 'oracle' }, ['assistant.kind must be one of echo, offline']],
    [{ kind: 'echo', faq: [] }, ['assistant.faq is not a field we know']],
    [{ kind: 'offline', faq: [{ q: 'a', a: 'b' }, { q: 'c', a: 'd' }, { q: 'e', a: 'f' }, { q: 'g' }] }, ['assistant.faq[3].a is missing']],
  ])('%j: %j', (given, faults) => {
    expect(tell(given)).toEqual(faults);
  });

  it('have limits, and the fault names the place', () => {
    expect(tell({ kind: 'echo', quietMs: 9_000 })).toEqual(['assistant.quietMs must be at most 8000']);
    expect(tell({ kind: 'offline', greeting: 5 })).toEqual(['assistant.greeting must be a text']);
    expect(tell({ kind: 'offline', faq: [{ q: 'x'.repeat(501), a: 'b' }] })).toEqual(['assistant.faq[0].q must be at most 500 characters']);
    expect(tell({ kind: 'offline', faq: [{ q: 'x', a: 'b'.repeat(4_097) }] })).toEqual([
      'assistant.faq[0].a must be at most 4096 characters',
    ]);
    expect(tell({ kind: 'offline', faq: [{ q: ' ', a: 'b' }] })).toEqual(['assistant.faq[0].q must not be empty']);
    const many = Array.from({ length: 501 }, () => ({ q: 'x', a: 'y' }));
    expect(tell({ kind: 'offline', faq: many })).toEqual(['assistant.faq must be at most 500 items']);
  });
});

describe('the intents of an offline assistant', () => {
  const hours = { name: 'hours', examples: ['When do you open?'], answer: 'At eight.' };
  const price = { name: 'price', examples: ['How much is it?'], answer: '500' };
  it.each([
    [[hours, price], []],
    [[], []],
    [[{ ...hours, name: '' }], [/^assistant\.intents\[0\]\.name /]],
    [[{ ...hours, examples: [] }], [/^assistant\.intents\[0\]\.examples /]],
    [[{ name: 'hours', answer: 'At eight.' }], [/^assistant\.intents\[0\]\.examples is missing$/]],
    [[{ ...hours, answer: 'x'.repeat(4_097) }], [/^assistant\.intents\[0\]\.answer /]],
    [[{ ...hours, examples: ['x'.repeat(501)] }], [/^assistant\.intents\[0\]\.examples\[0\] /]],
    [[{ ...hours, example: [] }], [/^assistant\.intents\[0\]\.example /]],
    [[{ ...hours, examples: ['👋'] }], [/^assistant\.intents\[0\]\.examples\[0\] has no words in it/]],
    [[hours, { ...price, name: 'hours' }], [/^assistant\.intents\[1\]\.name "hours" is also the name of intents\[0\]/]],
    [[hours, { ...price, examples: ['when do you OPEN'] }], [/^assistant\.intents\[1\]\.examples\[0\] is also an example of "hours"/]],
    [Array.from({ length: 201 }, (_, at) => ({ ...hours, name: `${at}`, examples: [`word${at}`] })), [/^assistant\.intents /]],
    [
      Array.from({ length: 11 }, (_, at) => ({
        ...hours,
        name: `${at}`,
        examples: Array.from({ length: 200 }, (_, n) => `word${at} x${n}`),
      })),
      [/^assistant\.intents has 2200 examples in all; at most 2000 are taken/],
    ],
  ])('case %#', (intents, faults) => {
    const found = tell({ kind: 'offline', intents });
    expect(found).toHaveLength(faults.length);
    for (const [at, fault] of faults.entries()) expect(found[at]).toMatch(fault);
  });
});

it('the quiet time is the channel’s own, else the assistant’s, never above 8 s', () => {
  expect(quietMsFor(assistants, { kind: 'echo' })).toBe(0);
  expect(quietMsFor(assistants, { kind: 'offline' })).toBe(0);
  expect(quietMsFor(assistants, { kind: 'offline', quietMs: 1_500 })).toBe(1_500);
  expect(quietMsFor(assistants, { kind: 'offline', quietMs: 60_000 })).toBe(8_000);
});
