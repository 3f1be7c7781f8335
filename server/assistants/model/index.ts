import { choiceOf } from '#core/dialogue/choices.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { splitText } from '#core/dialogue/split-text.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import { type Assistant, defineAssistant } from '../assistant.ts';
import { askModel, hasWords, type ModelAssistantTools } from './ask.ts';
import { promptHash, promptTemplate, renderPrompt } from './prompt.ts';
import { type ModelAssistantSettings, modelSettings } from './settings.ts';

interface Tools extends ModelAssistantTools {
  readonly intents: readonly Intent[];
  readonly offline: Assistant;
}

/** All questions of a turn together. With what hearing may take before (12 s) it stays below the 45 s of a turn. */
const answerSecondsMax = 30;
/** More messages than these nobody reads in one go; an answer that is longer ends at a sentence. */
const partsMax = 3;

/**
 * Asks a model, and has the offline assistant answer whenever there is no good answer in time: the person is never left waiting
 * for somebody else's server. It does I/O with what it was handed here, for a turn has none.
 */
export function createModel(tools: Tools): Assistant {
  const { offline } = tools;
  return defineAssistant<ModelAssistantSettings>({
    kind: 'model',
    settings: modelSettings(offline),
    quietMs: 1_200,
    restSeconds: 10,
    thinks: true,
    takesInstructions: true,
    menu: (turn, settings) => offline.menu?.(turn, settings.fallback) ?? [],
    async answer(turn, settings) {
      // What the fallback offered it also answers; and there is nothing to ask about a heart under a message, or a sticker.
      if (turn.messages.every((message) => choiceOf(turn, message) !== null || !hasWords(message))) {
        turn.note({ step: 'assistant.model', outcome: 'not_asked', reason: 'Nothing for a model in it: the offline assistant answers.' });
        return offline.answer(turn, settings.fallback, undefined);
      }
      const { result } = await askModel(turn, questionOf(turn, settings), tools);
      if (result.kind === 'said') say(turn, result.text);
      if (result.kind === 'nothing') await offline.answer(turn, settings.fallback, undefined);
    },
  });
}

function questionOf({ contact, channel }: Turn, settings: ModelAssistantSettings) {
  return {
    provider: settings.provider,
    step: 'assistant.model',
    temperature: settings.temperature ?? null,
    secondsMax: answerSecondsMax,
    prompt: {
      version: promptTemplate.version,
      hash: promptHash,
      render: (canary: string) =>
        renderPrompt({
          organization: channel.organizationName,
          channel: channel.type,
          language: contact.language ?? settings.language ?? channel.organizationLanguage,
          name: contact.name,
          instructions: settings.instructions ?? null,
          canary,
        }),
    },
  };
}

/** Whoever talks with a model is told so at the beginning, and again after so long. */
const disclosureHours = 3;

function say(turn: Turn, text: string): void {
  const disclosure = mustDisclose(turn) ? `${turn.sentence('assistants.model.disclosure')}\n\n` : '';
  const parts = splitText(`${disclosure}${text}`, turn.channel.textLength).map((part) => part.trim());
  for (const part of parts.filter((one) => one !== '').slice(0, partsMax)) turn.reply({ kind: 'text', text: part });
  // A number typed now is about what the model wrote, not about a menu above it.
  const disclosed = disclosure === '' ? {} : { disclosedAt: turn.clock.now().toISOString() };
  remember(turn, { offered: undefined, clarified: undefined, toldTextOnly: undefined, greeted: true, ...disclosed });
}

function mustDisclose({ conversation, clock }: Turn): boolean {
  const { disclosedAt } = conversation.routing;
  return disclosedAt === undefined || clock.now().getTime() - Date.parse(disclosedAt) >= disclosureHours * 3_600_000;
}
