import type { Feature } from '#core/feature.ts';
import { moodIntents } from './intents.ts';
import { readMoods } from './read-messages.ts';
import { moodRoutes } from './routes.ts';
import { keepers } from './store.ts';
import type { MoodTools } from './tools.ts';

export { moodSentences } from './locales/index.ts';
export type { MoodTools } from './tools.ts';

const whose = { contact: [{ column: 'contact_id' }] } as const;

/** How people who write with a companion feel: what they say of themselves, and what is read from their words, told apart. */
export function moodModule(tools: MoodTools): Feature {
  return {
    name: 'mood',
    summary: 'How people feel: what they say of themselves, and what their words say.',
    tables: [
      {
        name: 'mood_entries',
        tenancy: 'organization',
        personal: true,
        whose,
        retention: 'as long as the contact, or until they take their consent back or ask to forget it',
        sealed: { sealed_words: 'organization' },
        grows: true,
      },
      { name: 'mood_people', tenancy: 'organization', personal: true, whose, retention: 'as long as the contact' },
    ],
    permissions: [
      {
        name: 'moods.read',
        summary: 'See how contacts feel, of those who agreed to that.',
        roles: ['clinician'],
        apiKey: false,
      },
    ],
    errors: [{ code: 'mood.not_shared', status: 403, summary: 'The contact has not agreed that the asker sees how they feel.' }],
    routes: moodRoutes(tools),
    intents: moodIntents(tools),
    keepers,
    tasks: [{ name: 'read moods', everySeconds: 15, run: (host) => readMoods(host, tools) }],
  };
}
