import { mayReadMood, mayRemember, mayShare } from '../../modules/companion/server/api.ts';
import type { Mind } from '../../modules/companion/server/index.ts';
import {
  forgetAll as forgetMemories,
  offerPattern,
  patternInBrief,
  patternsOf,
  patternToOffer,
  recall,
} from '../../modules/memory/server/api.ts';
import type { MoodReading } from '../../modules/mood/contract.ts';
import { askAboutMood, forgetAll as forgetMoods, readAsking, readMood, shouldAsk, weekOf } from '../../modules/mood/server/api.ts';
import type { Consents } from './options.ts';

/** What the companion is handed of moods and memories, and what it lets others know of consents. */

/** What contacts agreed to, as the companion asked them. */
export const companionConsents: Consents = { mayReadMood, mayRemember, mayShare };

export const companionMind: Mind = {
  readMood,
  recall: async (scope, contactId, text, how) =>
    (await recall(scope, contactId, text, how)).map((one) => ({ ...one, at: new Date(one.at) })),
  weekOf,
  forgetMoods,
  forgetMemories,
  async patternsOf(scope, contactId, sentence) {
    const confirmed = (await patternsOf(scope, contactId)).filter(({ state }) => state === 'confirmed');
    return confirmed.map((pattern) => patternInBrief(sentence, pattern));
  },
  async readAsides(scope, contactId) {
    const asking = await readAsking(scope, companionConsents, contactId);
    const patterns = (await mayRemember(scope, contactId)) ? await patternsOf(scope, contactId) : [];
    return {
      due(turn, read) {
        // The companion hands back what readMood gave it.
        const mood = read as MoodReading | null;
        if (mood && shouldAsk(asking, mood, turn)) return { about: 'mood', ask: () => askAboutMood(turn, mood) };
        const pattern = patternToOffer(turn, patterns);
        return pattern && { about: 'pattern', ask: () => offerPattern(turn, pattern) };
      },
    };
  },
};
