import type { Permission } from '#contract/organizations.ts';
import { byNoun, type PermissionGroup } from '../members/roles.ts';

/** What a key can be given by this person, by what it is about: at most what they may do themselves. */
export function groupScopes(all: readonly Permission[], own: readonly string[]): readonly PermissionGroup[] {
  return byNoun(all.filter(({ name, apiKey }) => apiKey && own.includes(name)));
}

/** "30" days from now; "0": it has no end. */
export function endOf(days: string, now: Date): string | undefined {
  const count = Number(days);
  return count > 0 ? new Date(now.getTime() + count * 86_400_000).toISOString() : undefined;
}

const aboutContacts = ['contacts.read', 'conversations.read', 'messages.send'];

/** Nobody assigns contacts to a key, so one that reads them sees none unless it sees every one (server/organizations/to-api-key.ts). */
export function seesNobody(scopes: readonly string[]): boolean {
  return scopes.some((scope) => aboutContacts.includes(scope)) && !scopes.includes('contacts.see_all');
}
