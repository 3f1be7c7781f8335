import { namesOf } from '#core/members/members.ts';
import { Refusal } from '#platform/errors.ts';
import type { RoleName } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import type { DeskActor, Named } from '../contract.ts';
import { findActiveMembers, findKeyNames } from './people-store.ts';
import type { DeskTools } from './tools.ts';

/** Members with their names, by id. */
export async function membersById(scope: Scope, tools: DeskTools, ids: Iterable<string | null>): Promise<ReadonlyMap<string, Named>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const nameOf = await namesOf(scope, tools, wanted);
  const named = wanted.map((id) => ({ id, name: nameOf(id) })).filter((one): one is Named => one.name !== null);
  return new Map(named.map((one) => [one.id, one]));
}

/** Whoever wrote or did something, with a name to show. */
export async function actorsOf(
  scope: Scope,
  tools: DeskTools,
  acted: readonly { readonly kind: string; readonly id: string }[],
): Promise<(actor: { readonly kind: string; readonly id: string }) => DeskActor> {
  const of = (kind: string) => [...new Set(acted.filter((one) => one.kind === kind).map((one) => one.id))];
  const [members, keys] = await Promise.all([
    membersById(scope, tools, of('member')),
    findKeyNames(scope.db, scope.organization.id, of('api_key')),
  ]);
  const names = new Map([
    ...[...members.values()].map(({ id, name }) => [id, name] as const),
    ...keys.map(({ id, name }) => [id, name] as const),
  ]);
  return ({ kind, id }) => ({ kind: kind as DeskActor['kind'], id, name: names.get(id) ?? null });
}

export interface ActiveMember {
  readonly id: string;
  /** May read this contact's conversations. */
  readonly seesContact: boolean;
}

/** Those of the ids who are active members, and whether they may see a contact's conversations. */
export async function activeMembers(
  scope: Scope,
  tools: DeskTools,
  ids: readonly string[],
  contactId: string | null = null,
): Promise<ReadonlyMap<string, ActiveMember>> {
  const rows = await findActiveMembers(scope.db, scope.organization.id, ids, contactId);
  return new Map(
    rows.map((row) => {
      const may = tools.permissionsOfRole(row.role as RoleName);
      return [row.id, { id: row.id, seesContact: may.has('conversations.read') && (may.has('contacts.see_all') || row.has_contact) }];
    }),
  );
}

/** The member who asks; what is one person's own, a key has not. */
export function memberOf({ actor }: Scope): string {
  if (actor.kind === 'member') return actor.id;
  throw new Refusal('desk.members_only', 'This is a member’s own: sign in as a person; an API key has none.', { status: 403 });
}
