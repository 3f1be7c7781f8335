import { readDefaults } from '#core/contacts/defaults.ts';
import type { Scope } from '#platform/scope.ts';
import { memoriesOf, patternInBrief, patternsOf } from '../../memory/server/api.ts';
import { lastMoods, moodsOf } from '../../mood/server/api.ts';
import type { Mood } from '../contract.ts';
import type { CareTools, Mind } from './tools.ts';

/** Of thirty days there are hardly more; a chart shows no more. */
const most = 500;

/** What is kept of people's moods, and what they told of themselves. */
export function createMind({ mayShare, say }: Pick<CareTools, 'mayShare' | 'say'>): Mind {
  return {
    mayShare,
    async moodsOf(scope: Scope, contactId: string, since: Date) {
      const entries = await moodsOf(scope, contactId, { since, limit: most });
      return entries.map(toMood).reverse();
    },
    async lastMoods(scope, contactIds) {
      if (contactIds.length === 0) return new Map();
      return new Map([...(await lastMoods(scope, contactIds))].map(([id, entry]) => [id, toMood(entry)]));
    },
    memoriesOf: async (scope, contactId) => (await memoriesOf(scope, contactId, { limit: most })).items,
    async patternsOf(scope, contactId) {
      const { language } = await readDefaults(scope.db, scope.organization.id);
      // What they denied is nothing that anybody should read of them.
      const known = (await patternsOf(scope, contactId)).filter(({ state }) => state !== 'denied');
      return known.map((pattern) => ({
        id: pattern.id,
        text: patternInBrief((key) => say(key, [language]), pattern),
        count: pattern.occurrences,
        firstAt: pattern.firstSeen.toISOString(),
        lastAt: pattern.lastSeen.toISOString(),
        confirmed: pattern.state === 'confirmed' ? true : null,
      }));
    },
  };
}

function toMood({ at, source, score, label, valence }: Mood): Mood {
  return { at, source, score, label, valence };
}
