import type { MessageCreation } from '#contract/messages.ts';
import { sendMessage } from '#outbox/index.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { emergencyWords, type FollowUpTemplate, readCare, readCareSettings } from '#safety/index.ts';
import { writeEntry } from './entries.ts';
import { findTold, type Told } from './store.ts';
import type { IncidentTools } from './tools.ts';

export interface Whom {
  readonly id: string;
  readonly contact_id: string;
  readonly conversation_id: string;
}

/** Somebody was reached just now: the person who was told that nobody can promise it hears so, once; not who was written to since. */
export async function tellContact(scope: Scope, tools: IncidentTools, incident: Whom): Promise<void> {
  const told = await findTold(scope.db, scope.organization.id, incident.conversation_id);
  if (!told?.safety?.block || told.opted_out || told.person_wrote) return;
  const { sentence, emergency } = await voiceOf(scope, tools, incident, told);
  const text = sentence('safety.told_now', { organization: told.organization_name, emergency });
  await say(scope, tools, incident, { kind: 'told', forms: [{ kind: 'text', text }] });
}

/** Some hours after the gate answered: how are you now? Unless a person of the organization writes with them. */
export async function askContact(scope: Scope, tools: IncidentTools, incident: Whom): Promise<void> {
  const told = await findTold(scope.db, scope.organization.id, incident.conversation_id);
  if (!told?.safety?.block || told.opted_out || told.person_wrote) return;
  const { followUpTemplate } = await readCareSettings(scope);
  if (followUpTemplate && isClosed(scope, tools, told)) {
    return say(scope, tools, incident, { kind: 'asked', forms: [templateFor(told, followUpTemplate)] });
  }
  const { sentence } = await voiceOf(scope, tools, incident, told);
  const text = sentence('safety.follow_up');
  const buttons = answers.map((one) => ({ id: `safety.${one}`, title: sentence(`safety.${one}_button`) }));
  // Where nothing can be tapped the question stands alone.
  await say(scope, tools, incident, {
    kind: 'asked',
    forms: [
      { kind: 'buttons', text, buttons },
      { kind: 'text', text },
    ],
  });
}

/** The provider takes nothing but templates from us now. */
function isClosed({ clock }: Scope, { sending }: IncidentTools, { channel_type: type, last_inbound_at: at }: Told): boolean {
  const hours = sending.adapters.get(type)?.abilities.windowHours ?? null;
  return hours !== null && (at === null || clock.now().getTime() - at.getTime() >= hours * 3_600_000);
}

function templateFor(told: Told, template: FollowUpTemplate): MessageCreation {
  const spoken = languagesOf(told).map((language) => language?.split('-')[0]);
  const language = spoken.flatMap((one) => template.languages.find((other) => other.split('_')[0] === one) ?? [])[0];
  const buttons = answers.map((one, index) => ({ kind: 'quick_reply' as const, index, id: `safety.${one}` }));
  return {
    kind: 'template',
    name: template.name,
    language: language ?? (template.languages[0] as string),
    ...(template.buttons ? { buttons } : {}),
  };
}

const answers = ['okay', 'hard', 'help'] as const;

async function voiceOf(scope: Scope, tools: IncidentTools, incident: Whom, told: Told) {
  const { organization, clock } = scope;
  const whose = { organizationId: organization.id, contactId: incident.contact_id, conversationId: incident.conversation_id };
  const care = await readCare(tools.database, clock, whose);
  const sentence = (key: string, values?: Readonly<Record<string, string>>) => tools.say(key, languagesOf(told), values);
  return { sentence, emergency: emergencyWords(sentence, care.emergency) };
}

/** The one they chose, that of the words that were found, the organization's. */
export function languagesOf(told: Told) {
  return [told.language, told.safety?.language, told.organization_language];
}

/** In the first of these forms that the channel takes. Whether it went stands in the incident. */
async function say(
  scope: Scope,
  tools: IncidentTools,
  { id, conversation_id: conversationId }: Whom,
  { kind, forms }: { kind: 'told' | 'asked'; forms: readonly MessageCreation[] },
): Promise<void> {
  for (const message of forms) {
    try {
      const sent = await sendMessage(scope, tools.sending, { conversationId, message, keepsWaiting: true });
      return await writeEntry(scope, { incidentId: id, kind, data: { messageId: sent.id } });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (message === forms.at(-1)) await writeEntry(scope, { incidentId: id, kind: `not_${kind}`, data: { code: error.code } });
    }
  }
}
