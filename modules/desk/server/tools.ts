import type { ChannelAdapter } from '#channels/channel.ts';
import type { Accounts } from '#platform/auth/accounts.ts';
import type { RoleName } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';

/** What this module needs beyond a scope. */
export interface DeskTools {
  /** Names of people. */
  readonly accounts: Pick<Accounts, 'describe'>;
  /** How long their windows are open. */
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  permissionsOfRole(role: RoleName): ReadonlySet<string>;
  /** Told after each commit of what others should look at again; must not throw. */
  readonly onChange?: (change: Changed) => void;
}

/** Ids and a word: whoever is told asks the API, which shows what they may see. */
export interface Changed {
  readonly organizationId: string;
  readonly kind: 'conversation' | 'note' | 'read' | 'teams' | 'labels' | 'canned_replies' | 'views' | 'settings';
  /** Null: it is about the whole organization. */
  readonly conversationId: string | null;
  readonly contactId: string | null;
  /** Only this member's matter; null: everybody's. */
  readonly memberId: string | null;
}

export function tell(tools: DeskTools, scope: Scope, change: Pick<Changed, 'kind'> & Partial<Changed>): void {
  tools.onChange?.({ organizationId: scope.organization.id, conversationId: null, contactId: null, memberId: null, ...change });
}
