import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createAssistants } from '#assistants/index.ts';
import { defineAssistant, type MakeAssistant } from '#core/assistant.ts';
import { keepersOf } from '#core/feature.ts';
import { buildTurn, testBrain } from '#tests/kit/build-turn.ts';
import { route } from './route.ts';

const reads: string[] = [];

/** Greets by what it read; asks a model where there is one. */
const greeter: MakeAssistant = (ask) =>
  defineAssistant<{ word: string }, { name: string }>({
    kind: 'greeter',
    settings: z.strictObject({ word: z.string().default('Hello') }),
    quietMs: 0,
    async prepare({ contact }, { word }) {
      reads.push(`${word} ${contact.id}`);
      return { name: 'Amina' };
    },
    async answer(turn, { word }, { name }) {
      const prompt = { version: 'greet-1', hash: 'none', render: () => 'Greet.' };
      const question = { provider: 'main', step: 'assistant.greeter', temperature: null, secondsMax: 5, prompt };
      const { kind } = await ask(turn, question);
      turn.reply({ kind: 'text', text: `${word}, ${name} (${kind})` });
    },
  });
const brain = testBrain({ intents: [], made: [greeter], reading: (turn) => turn as never });

describe('an assistant of a module', () => {
  it('is given what it read just before, and asks nobody where there is no model', async () => {
    const turn = buildTurn({ messages: ['hi'], assistant: { kind: 'greeter', word: 'Karibu' } });
    const { by } = await route(turn, brain);
    expect(by).toBe('assistant.greeter');
    expect(turn.effects).toContainEqual({ kind: 'reply', content: { kind: 'text', text: 'Karibu, Amina (nothing)' } });
    expect(reads).toEqual([`Karibu ${turn.contact.id}`]);
  });

  it('reads nothing where it is not asked: a guard took the message, or people answer', async () => {
    reads.length = 0;
    await route(buildTurn({ messages: ['stop'], assistant: { kind: 'greeter' } }), brain);
    await route(buildTurn({ messages: ['hi'], handler: 'people', assistant: { kind: 'greeter' } }), brain);
    expect(reads).toEqual([]);
  });

  it('cannot have the name of another', () => {
    expect(() => createAssistants([], undefined, [greeter, greeter])).toThrow('There are two assistants "greeter".');
  });
});

it('refuses keepers with a strange name, and two of one name', () => {
  const keeper = { name: 'notes.notes', columns: 'id uuid', sql: (from: string) => from };
  const feature = (name: string, keepers = [keeper]) => ({ name, keepers }) as never;
  expect(() => keepersOf([feature('notes'), feature('others')])).toThrow(/must be named "others\.<what>"/);
  expect(() => keepersOf([feature('notes', [keeper, keeper])])).toThrow('There are two keepers "notes.notes".');
  expect([...keepersOf([feature('notes')]).keys()]).toEqual(['notes.notes']);
});
