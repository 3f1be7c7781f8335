import type { Intent } from '#core/dialogue/intent.ts';
import type { Turn } from '#core/turn.ts';
import { type Assistant, defineAssistant } from '../assistant.ts';
import { answer, ownChoices } from './answer.ts';
import { type FaqIndex, indexFaq } from './faq.ts';
import { plan } from './plan.ts';
import { type OfflineSettings, offlineSettings } from './settings.ts';
import { type Known, type Meaning, meaningOfText, understand } from './understand.ts';

/**
 * Answers with no model and no network: greeting, menu, keywords, and lines of questions and answers. It says what it does
 * not know, asks once, offers a person, and never claims to be one.
 */
export function createOffline(intents: readonly Intent[]): Assistant {
  return defineAssistant({
    kind: 'offline',
    settings: offlineSettings,
    quietMs: 0,
    menu: ownChoices,
    async answer(turn, settings) {
      const known = { intents, faq: indexed(settings) };
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

function indexed(settings: OfflineSettings): FaqIndex {
  let index = indexes.get(settings);
  if (!index) {
    index = indexFaq(settings.faq);
    indexes.set(settings, index);
  }
  return index;
}
const indexes = new WeakMap<OfflineSettings, FaqIndex>();
