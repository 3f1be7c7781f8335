import type { Scope } from '#platform/scope.ts';
import { findSettings, putSettings } from './settings-store.ts';

/** How people and the assistant share the organization's conversations. */
export interface ConversationSettings {
  /** A member's answer takes the conversation from the assistant. */
  readonly replyPausesAssistant: boolean;
}

export async function readSettings({ db, organization }: Pick<Scope, 'db' | 'organization'>): Promise<ConversationSettings> {
  return { replyPausesAssistant: (await findSettings(db, organization.id))?.reply_pauses_assistant ?? true };
}

export async function writeSettings({ db, organization, clock }: Scope, settings: ConversationSettings): Promise<void> {
  await putSettings(db, {
    organization_id: organization.id,
    reply_pauses_assistant: settings.replyPausesAssistant,
    changed_at: clock.now(),
  });
}
