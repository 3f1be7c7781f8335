import type { Permission, Role } from '#contract/organizations.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

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

type Screen = Pick<PageEntry, 'path' | 'title' | 'access' | 'permission'>;

/** The pages of an organization that differ in who may open them: one below another that wants the same says nothing new. */
export function screensOf<Page extends Screen>(pages: readonly Page[]): readonly Page[] {
  const own = pages.filter(({ access }) => access === 'member');
  return own.filter((page) => !own.some((other) => isBelow(page.path, other.path) && other.permission === page.permission));
}

const isBelow = (path: string, other: string) => path !== other && path.startsWith(other === '/' ? other : `${other}/`);

/** Which roles may open a page; null: the page wants a permission that the program does not know. */
export function rolesFor({ permission }: Pick<PageEntry, 'permission'>, permissions: readonly Permission[]): readonly Role[] | null {
  return permission === undefined ? roles : (permissions.find(({ name }) => name === permission)?.roles ?? null);
}
