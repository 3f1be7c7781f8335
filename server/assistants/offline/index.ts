import { askable, type Intent } from '#core/dialogue/intent.ts';
import type { Turn } from '#core/turn.ts';
import { type Assistant, defineAssistant } from '../assistant.ts';
import { answer, ownChoices } from './answer.ts';
import { learn } from './learn.ts';
import { plan } from './plan.ts';
import { offlineSettings } from './settings.ts';
import { type Known, type Meaning, meaningOfText, understand } from './understand.ts';

/**
 * Answers with no language model and no network: greeting, menu, keywords, and what an organization taught it by questions and
 * examples. It says what it does not know, asks once, offers a person, and never claims to be one.
 */
export function createOffline(intents: readonly Intent[]): Assistant {
  return defineAssistant({
    kind: 'offline',
    settings: offlineSettings,
    quietMs: 0,
    menu: ownChoices,
    async answer(turn, settings) {
      const known = { intents: askable(turn, intents), learnt: await learn(settings) };
      for (const meaning of plan(meaningsOf(turn, known))) await answer(turn, meaning, known, settings);
    },
  });
}

/** Message by message; if none of several says enough alone, what they say together. */
function meaningsOf(turn: Turn, known: Known): Meaning[] {
  const meanings = turn.messages.map((message) => understand(turn, message, known));
  const unclear = meanings.filter((meaning) => meaning.kind === 'unclear');
  if (unclear.length < 2 || unclear.length < meanings.length) return meanings;
  return [meaningOfText(unclear.map((meaning) => meaning.text).join('\n'), known)];
}
