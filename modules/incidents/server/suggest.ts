import type { Scope } from '#platform/scope.ts';
import { composeScript, readCare, topicOf } from '#safety/index.ts';
import { findListener, type IncidentRow } from './store.ts';
import type { IncidentTools } from './tools.ts';

/** What the safety gate would say to this contact now, for the person who answers them, and who is no program. */
export async function suggestWords(scope: Scope, tools: IncidentTools, row: IncidentRow): Promise<string> {
  const { organization, clock } = scope;
  const care = await readCare(tools.database, clock, {
    organizationId: organization.id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
  });
  const listener = await findListener(scope.db, organization.id, row);
  const wanted = [listener.language, listener.safety_language, listener.organization_language];
  const sentence = (key: string, values?: Readonly<Record<string, string>>) => tools.say(key, wanted, values);
  const topic = topicOf(row.categories);
  if (row.severity === 'moderate' && topic === 'self') return sentence('safety.question');
  const severity = row.severity === 'imminent' ? ('imminent' as const) : ('high' as const);
  return composeScript(sentence, { topic, severity, care, organization: listener.organization_name, age: null, byPerson: true });
}
