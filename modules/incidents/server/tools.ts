import type { ChannelIo } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { Live } from '#core/live/live.ts';
import type { SendTools } from '#outbox/index.ts';
import type { Accounts } from '#platform/auth/accounts.ts';
import type { Database } from '#platform/db/database.ts';
import type { Say } from '#platform/i18n.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { RoleName } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';

/** What this module needs beyond a scope. */
export interface IncidentTools {
  readonly database: Database;
  /** Sentences to contacts. */
  readonly say: Say;
  /** Names and addresses of people. */
  readonly accounts: Pick<Accounts, 'describe'>;
  readonly mail: Pick<Mail, 'works' | 'send'>;
  readonly live: Live;
  readonly sending: SendTools;
  /** What a channel's adapter reaches the world with. */
  io(channel: LoadedChannel): ChannelIo;
  permissionsOfRole(role: RoleName): ReadonlySet<string>;
  publicUrl(): string;
  /** The model providers, by name, that contacts' words may be sent to. */
  readers(scope: Scope): Promise<readonly string[]>;
  /** What is kept of the organization's channels is read anew: they know which model reads. */
  forgetChannels(scope: Scope): Promise<void>;
  /** The program itself in an organization, with every permission. */
  scopeOf(organizationId: string, part: string): Promise<Scope>;
}

/** Open pages look at the incident again. */
export function tellOfIncident(
  { live }: Pick<IncidentTools, 'live'>,
  organizationId: string,
  row: { id: string; contact_id: string; conversation_id: string },
): void {
  live.tell(organizationId, () => [
    { kind: 'incident.changed', incidentId: row.id, contactId: row.contact_id, conversationId: row.conversation_id },
  ]);
}
