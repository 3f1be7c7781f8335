import { notFound } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { composeScript, readCare, topicOf } from '#safety/index.ts';
import { findTold, type IncidentRow } from './store.ts';
import { languagesOf } from './tell-contact.ts';
import type { IncidentTools } from './tools.ts';

/** What the safety gate would say to this contact now, for the person who answers them, and who is no program. */
export async function suggestWords(scope: Scope, tools: IncidentTools, row: IncidentRow): Promise<string> {
  const { organization, clock } = scope;
  const care = await readCare(tools.database, clock, {
    organizationId: organization.id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
  });
  const told = await findTold(scope.db, organization.id, row.conversation_id);
  if (!told) throw notFound('conversation');
  const sentence = (key: string, values?: Readonly<Record<string, string>>) => tools.say(key, languagesOf(told), values);
  const topic = topicOf(row.categories);
  if (row.severity === 'moderate' && topic === 'self') return sentence('safety.question');
  const severity = row.severity === 'imminent' ? ('imminent' as const) : ('high' as const);
  return composeScript(sentence, { topic, severity, care, organization: told.organization_name, age: told.age, byPerson: true });
}
