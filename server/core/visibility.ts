import type { Scope } from '#platform/scope.ts';

/**
 * Who sees which contact. Null: all of the organization's. Otherwise the member who sees only the contacts assigned to them; every
 * store then adds `contact_id in (select contacts_of_member(…))`, the one predicate (migrations/0006-contacts.sql).
 */
export function seesOnly(scope: Pick<Scope, 'actor'>): string | null {
  return scope.actor.permissions.has('contacts.see_all') ? null : scope.actor.id;
}

/** Who may not see incidents is not told either that people have a conversation because of one. */
export function seesIncidents({ actor }: Pick<Scope, 'actor'>): boolean {
  return actor.permissions.has('incidents.read');
}

/** Why people have a conversation, as far as this actor may know: null when it is not for them. */
export function reasonSeen(scope: Pick<Scope, 'actor'>, reason: string | null): string | null {
  return reason === 'safety' && !seesIncidents(scope) ? null : reason;
}
