import { defineAssistant, type MakeAssistant } from '#core/assistant.ts';
import type { CompanionTools } from '../tools.ts';
import { createAnswer } from './answer.ts';
import { createPrepare, type Prepared } from './prepare.ts';
import { type CompanionAssistantSettings, companionSettings } from './settings.ts';

/** Listens. With a model its answers are worded anew each time; without one, or with a bad one, they are its own. */
export function companionAssistant(tools: Pick<CompanionTools, 'database' | 'mind'>): MakeAssistant {
  return (ask) =>
    defineAssistant<CompanionAssistantSettings, Prepared>({
      kind: 'companion',
      settings: companionSettings,
      quietMs: 1_500,
      takesInstructions: true,
      thinks: true,
      // Exercises, settings, a person, another language.
      menu: () => [],
      prepare: createPrepare(tools),
      answer: createAnswer(ask),
    });
}
