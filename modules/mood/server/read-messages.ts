import type { TaskHost } from '#core/feature.ts';
import { readOn, type UnreadRow } from '#core/messages/read-on.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Scope } from '#platform/scope.ts';
import { partsIn } from '#safety/index.ts';
import type { MoodReading } from '../contract.ts';
import { inferredRow } from './entries.ts';
import { leastConfidence, readMood } from './reading/read-mood.ts';
import { findPerson, insertEntries, lockContact } from './store.ts';
import { companion, type MoodTools } from './tools.ts';

/** Writes down how people sound in what they wrote to a companion, of those who agreed to that. */
export function readMoods(host: TaskHost, tools: MoodTools): Promise<void> {
  return readOn(host, { reader: 'mood', assistant: companion, read: (scope, messages) => keepMoods(scope, tools, messages) });
}

async function keepMoods(scope: Scope, tools: MoodTools, messages: readonly UnreadRow[]): Promise<void> {
  const heard = messages.flatMap((message) => {
    const reading = readMood(wordsOf(message), message.language);
    return worthKeeping(reading) ? [{ message, reading }] : [];
  });
  for (const [contactId, theirs] of Map.groupBy(heard, ({ message }) => message.contact_id)) await keepOf(scope, tools, contactId, theirs);
}

/** Who feels nothing in particular, or cannot be read, has no entry: a gap in a diary is a gap. */
export function worthKeeping({ label, confidence }: MoodReading): boolean {
  return label !== 'neutral' && confidence >= leastConfidence;
}

/** What they wrote, and what was made of a voice note; of one that nobody could make words of, nothing. */
function wordsOf({ kind, text, content }: UnreadRow): string {
  return partsIn({ kind, text, content })
    .filter(({ source }) => source !== 'description')
    .map(({ words }) => words)
    .join('\n');
}

/** While the contact is held, so that whoever takes their consent back, or asks to forget, comes wholly before or wholly after. */
async function keepOf(
  scope: Scope,
  tools: MoodTools,
  contactId: string,
  heard: readonly { message: UnreadRow; reading: MoodReading }[],
): Promise<void> {
  await inTransaction(scope, 'keep moods', async (inside) => {
    const organizationId = scope.organization.id;
    if (!(await lockContact(inside.db, organizationId, contactId)) || !(await tools.mayReadMood(inside, contactId))) return;
    const forgotten = (await findPerson(inside.db, organizationId, contactId))?.forgotten_at ?? null;
    const rows = heard
      .filter(({ message }) => forgotten === null || message.created_at > forgotten)
      .map(({ message, reading }) => inferredRow(inside, { contactId, messageId: message.id, at: message.created_at }, reading));
    await insertEntries(inside.db, organizationId, rows, scope.clock.now());
  });
}
