import type { Feature } from '#core/feature.ts';
import { memoryIntents } from './intents.ts';
import { lookForPatterns } from './look-for-patterns.ts';
import { readMemories } from './read-messages.ts';
import { keepers } from './store.ts';
import type { MemoryTools } from './tools.ts';

export { memorySentences } from './locales/index.ts';
export type { MemoryTools } from './tools.ts';

const whose = { contact: [{ column: 'contact_id' }] } as const;
const shared = { tenancy: 'organization', personal: true, whose } as const;
const untilForgotten = 'as long as the contact, or until they take their consent back or ask to forget it';

/** What people told a companion of themselves: found again when it matters, and forgotten when they ask. */
export function memoryModule(tools: MemoryTools): Feature {
  return {
    name: 'memory',
    summary: 'What people told a companion of themselves, found again when it matters.',
    needs: ['mood'],
    tables: [
      { name: 'memory_blocks', ...shared, retention: untilForgotten, sealed: { sealed_block: 'organization' }, grows: true },
      { name: 'memory_forgotten', ...shared, retention: 'until the block it stands in is written again' },
      { name: 'memory_people', ...shared, retention: 'as long as the contact' },
      { name: 'memory_patterns', ...shared, retention: untilForgotten, sealed: { sealed_pattern: 'organization' } },
    ],
    intents: memoryIntents(tools),
    keepers,
    tasks: [
      { name: 'remember', everySeconds: 15, run: (host) => readMemories(host, tools) },
      { name: 'look for patterns', everySeconds: 300, run: (host) => lookForPatterns(host, tools) },
    ],
  };
}
