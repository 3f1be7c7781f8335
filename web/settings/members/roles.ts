import type { Permission, Role } from '#contract/organizations.ts';

export const roles = ['owner', 'admin', 'agent', 'clinician', 'organiser', 'developer'] as const satisfies readonly Role[];

/** Only owners make, change or remove owners. */
export function mayGive(role: Role, ownersToo: boolean): boolean {
  return role !== 'owner' || ownersToo;
}

export interface PermissionGroup {
  /** What it is about: the word before the dot. */
  readonly noun: string;
  readonly permissions: readonly Permission[];
}

/** Permissions by what they are about, in the order in which the modules declare them. */
export function byNoun(permissions: readonly Permission[]): readonly PermissionGroup[] {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const noun = permission.name.split('.')[0] ?? '';
    groups.set(noun, [...(groups.get(noun) ?? []), permission]);
  }
  return [...groups].map(([noun, own]) => ({ noun, permissions: own }));
}
