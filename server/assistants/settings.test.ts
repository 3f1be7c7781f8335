import { describe, expect, it } from 'vitest';
import { checkAssistant, createAssistants, quietMsFor } from './index.ts';

const assistants = createAssistants([]);

describe('the settings of an assistant', () => {
  it.each([
    [{ kind: 'echo' }, []],
    [{ kind: 'echo', quietMs: 300 }, []],
    [{ kind: 'offline' }, []],
    [{ kind: 'offline', greeting: 'Hello', faq: [{ q: 'Open?', a: 'Yes.' }] }, []],
    [{}, ['assistant.kind is missing']],
    [null, ['assistant.kind is missing']],
    [{ kind: 'oracle' }, ['assistant.kind is "oracle", but there are only: echo, offline']],
    [{ kind: 'echo', faq: [] }, ['assistant.faq is not a setting of this assistant']],
    [{ kind: 'offline', faq: [{ q: 'a', a: 'b' }, { q: 'c', a: 'd' }, { q: 'e', a: 'f' }, { q: 'g' }] }, ['assistant.faq[3].a is missing']],
  ])('%j: %j', (given, faults) => {
    expect(checkAssistant(assistants, given)).toEqual(faults);
  });

  it('have limits, and the fault names the place', () => {
    expect(checkAssistant(assistants, { kind: 'echo', quietMs: 9_000 })[0]).toMatch(/^assistant\.quietMs: /);
    expect(checkAssistant(assistants, { kind: 'offline', faq: [{ q: 'x'.repeat(501), a: 'b' }] })[0]).toMatch(/^assistant\.faq\[0\]\.q: /);
    expect(checkAssistant(assistants, { kind: 'offline', faq: [{ q: 'x', a: 'b'.repeat(4_097) }] })[0]).toMatch(
      /^assistant\.faq\[0\]\.a: /,
    );
    expect(checkAssistant(assistants, { kind: 'offline', faq: [{ q: ' ', a: 'b' }] })[0]).toMatch(/^assistant\.faq\[0\]\.q: /);
    const many = Array.from({ length: 501 }, () => ({ q: 'x', a: 'y' }));
    expect(checkAssistant(assistants, { kind: 'offline', faq: many })[0]).toMatch(/^assistant\.faq: /);
  });
});

it('the quiet time is the channel’s own, else the assistant’s, never above 8 s', () => {
  expect(quietMsFor(assistants, { kind: 'echo' })).toBe(0);
  expect(quietMsFor(assistants, { kind: 'offline' })).toBe(0);
  expect(quietMsFor(assistants, { kind: 'offline', quietMs: 1_500 })).toBe(1_500);
  expect(quietMsFor(assistants, { kind: 'offline', quietMs: 60_000 })).toBe(8_000);
});
