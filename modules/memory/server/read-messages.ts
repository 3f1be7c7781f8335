import type { TaskHost } from '#core/feature.ts';
import { readOn, type UnreadRow } from '#core/messages/read-on.ts';
import type { Scope } from '#platform/scope.ts';
import { partsIn } from '#safety/index.ts';
import { extract } from './extract.ts';
import { keep, type NewMemory } from './keep.ts';
import { companion, type MemoryTools } from './tools.ts';

/** Remembers what people told a companion of themselves, of those who agreed to that. */
export function readMemories(host: TaskHost, tools: MemoryTools): Promise<void> {
  return readOn(host, { reader: 'memory', assistant: companion, read: (scope, messages) => remember(scope, tools, messages) });
}

async function remember(scope: Scope, tools: MemoryTools, messages: readonly UnreadRow[]): Promise<void> {
  // What needed attention is in the incident, for people; it is nothing to come back to by ourselves.
  const told = messages.filter(({ found }) => !found);
  for (const [contactId, theirs] of Map.groupBy(told, (message) => message.contact_id)) {
    const memories = theirs.flatMap(memoriesIn);
    await keep(scope, contactId, memories, (inside) => tools.mayRemember(inside, contactId));
  }
}

function memoriesIn(message: UnreadRow): NewMemory[] {
  const { kind, text, content, language, created_at: at, id: messageId } = message;
  const words = partsIn({ kind, text, content })
    .filter(({ source }) => source !== 'description')
    .map((part) => part.words)
    .join('\n');
  return extract(words, language).map((draft) => ({ ...draft, at, messageId }));
}
