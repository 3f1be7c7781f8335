import { type OrganizationTools, openKeyOf } from '#organizations/index.ts';
import type { Scope } from '#platform/scope.ts';
import type { Ground } from './ground.ts';

/** The program itself in an organization, with every permission; `part` says which part of it. */
export type ScopeOf = (organizationId: string, part: string) => Promise<Scope>;

/** `everyPermission` is known once every module is there. */
export function createScopeOf(
  { database, clock, ids, log, signal }: Ground,
  organizations: OrganizationTools,
  everyPermission: () => ReadonlySet<string>,
): ScopeOf {
  return async (organizationId, part) => ({
    clock,
    ids,
    organization: { id: organizationId },
    actor: { kind: 'system', id: part, permissions: everyPermission() },
    db: database.of(organizationId),
    key: await openKeyOf(organizations, organizationId),
    log,
    signal,
  });
}
