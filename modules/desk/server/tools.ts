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

/** Ids and a word: whoever is told asks the API, which shows what they may see. Everything else is told by its request. */
export interface Changed {
  readonly kind: 'conversation' | 'note';
  readonly organizationId: string;
  readonly conversationId: string;
  readonly contactId: string;
}

export function tell(tools: DeskTools, scope: Scope, change: Omit<Changed, 'organizationId'>): void {
  tools.onChange?.({ organizationId: scope.organization.id, ...change });
}
