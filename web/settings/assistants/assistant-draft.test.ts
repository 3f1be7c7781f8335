import { describe, expect, it } from 'vitest';
import { choiceOf, draftOf, fieldsOf } from './assistant-draft.ts';

const offline = {
  kind: 'offline',
  quietMs: 1500,
  restSeconds: 10,
  greeting: 'Hello, an automatic assistant answers.',
  faq: [{ q: 'When are you open?', a: 'From 8 to 5.' }],
  intents: [{ name: 'price', examples: ['how much is it', 'bei gani'], answer: 'It is free.' }],
};

describe('the settings of an assistant', () => {
  it.each([
    ['prepared answers', offline],
    [
      'a model with prepared answers behind it',
      {
        kind: 'model',
        provider: 'main',
        temperature: 0,
        hearsVoice: true,
        seesPictures: false,
        fallback: { faq: offline.faq, intents: [] },
      },
    ],
    ['echo', { kind: 'echo' }],
    ['a companion without a model', { kind: 'companion', quietMs: 2000 }],
    ['a companion with one', { kind: 'companion', provider: 'main', instructions: 'Be brief.', temperature: 0.5 }],
    ['settings without a field', { ...offline, toCome: 10 }],
  ])('come back from the form as they went in: %s', (_, choice) => {
    expect(choiceOf(draftOf(choice))).toEqual(choice);
  });

  it('leave out empty lines and fields', () => {
    const draft = draftOf({ kind: 'offline' });
    const given = { ...draft, greeting: '  ', topics: [{ name: 'x', examples: '\n one \n\n two\n', answer: 'y' }] };
    expect(choiceOf(given)).toEqual({ kind: 'offline', faq: [], intents: [{ name: 'x', examples: ['one', 'two'], answer: 'y' }] });
  });

  it('keep prepared answers when another kind is chosen', () => {
    const model = { ...draftOf(offline), kind: 'model', provider: 'main' };
    expect(choiceOf(model)).toMatchObject({ fallback: { faq: offline.faq } });
  });

  it('name each field as the server does', () => {
    expect(fieldsOf(draftOf(offline))).toEqual(expect.arrayContaining(['assistant.faq[0].a', 'assistant.intents[0].examples[1]']));
    expect(fieldsOf({ ...draftOf(offline), kind: 'model' })).toContain('assistant.fallback.faq[0].q');
  });
});
