import { commonErrors } from './common-errors.ts';
import { BadStart } from './errors.ts';
import type {
  AccountRoute,
  DescribedRoute,
  ErrorDeclaration,
  ModuleDefinition,
  NounDeclaration,
  PermissionDeclaration,
  RoleName,
  Route,
  TableDeclaration,
} from './module.ts';
import { roles } from './module.ts';

/** Everything the modules declared, checked against each other and ready to be asked. */
export interface Registry {
  readonly modules: readonly ModuleDefinition[];
  readonly routes: readonly Owned<Route>[];
  readonly accountRoutes: readonly Owned<AccountRoute>[];
  readonly described: readonly Owned<DescribedRoute>[];
  readonly tables: readonly Owned<TableDeclaration>[];
  readonly permissions: readonly Owned<PermissionDeclaration>[];
  /** By code, the common ones included. */
  readonly errors: ReadonlyMap<string, ErrorDeclaration>;
  /** What stands behind the address of a route that changes something. */
  nounOf(route: Pick<Route, 'path'>): NounDeclaration;
  /** What a member with this role may do. Owners may do everything. */
  permissionsOfRole(role: RoleName): ReadonlySet<string>;
  /** What an API key may do. */
  readonly permissionsOfApiKey: ReadonlySet<string>;
  /** Every permission: for the program itself. */
  readonly everyPermission: ReadonlySet<string>;
}

/** A month, in which somebody who wants to be forgotten must be answered (Art. 12 (3) GDPR). */
const anybodyDaysMax = 30;

/** A declaration with the module it belongs to. */
export type Owned<T> = T & { readonly module: string };

/** Puts the modules' lists together. Throws `BadStart` with every fault at once, each saying what to do. */
export function createRegistry(modules: readonly ModuleDefinition[]): Registry {
  const gather = <T>(pick: (module: ModuleDefinition) => readonly T[] | undefined): Owned<T>[] =>
    modules.flatMap((module) => (pick(module) ?? []).map((one) => ({ ...one, module: module.name })));
  const permissions = gather((module) => module.permissions);
  const declaredErrors = gather((module) => module.errors);
  const lists: Lists = {
    modules,
    permissions,
    routes: gather((module) => module.routes),
    accountRoutes: gather((module) => module.accountRoutes),
    described: gather((module) => module.described),
    tables: gather((module) => module.tables),
    nouns: gather((module) => module.nouns),
    declaredErrors,
  };
  const faults = [...findFaults(lists), ...noticeFaults(modules)];
  if (faults.length > 0) throw new BadStart(faults);

  const everyPermission = new Set(permissions.map((one) => one.name));
  const byRole = new Map<RoleName, ReadonlySet<string>>(
    roles.map((role) => [role, role === 'owner' ? everyPermission : namesOf(permissions.filter((one) => one.roles.includes(role)))]),
  );
  const nouns = new Map(lists.nouns.map((noun) => [noun.name, noun]));
  return {
    modules,
    nounOf(route) {
      const noun = nouns.get(nounIn(route));
      if (!noun) throw new Error(`${route.path} is about nothing that is declared.`);
      return noun;
    },
    routes: lists.routes,
    accountRoutes: lists.accountRoutes,
    described: lists.described,
    tables: lists.tables,
    permissions,
    errors: new Map([...commonErrors, ...declaredErrors].map((error) => [error.code, error])),
    permissionsOfRole: (role) => byRole.get(role) ?? new Set(),
    permissionsOfApiKey: namesOf(permissions.filter((one) => one.apiKey)),
    everyPermission,
  };
}

interface Lists {
  readonly modules: readonly ModuleDefinition[];
  readonly permissions: readonly Owned<PermissionDeclaration>[];
  readonly routes: readonly Owned<Route>[];
  readonly accountRoutes: readonly Owned<AccountRoute>[];
  readonly described: readonly Owned<DescribedRoute>[];
  readonly tables: readonly Owned<TableDeclaration>[];
  readonly nouns: readonly Owned<NounDeclaration>[];
  readonly declaredErrors: readonly Owned<ErrorDeclaration>[];
}

const namesOf = (permissions: readonly PermissionDeclaration[]) => new Set(permissions.map((one) => one.name));

function findFaults(lists: Lists): string[] {
  const everyRoute = [...lists.routes, ...lists.accountRoutes, ...lists.described];
  return [
    ...twice(
      lists.modules.map((one) => one.name),
      (name) => `Two modules are called "${name}"; each needs a name of its own.`,
    ),
    ...twice(
      lists.permissions.map((one) => one.name),
      (name) => `The permission "${name}" is declared twice; declare it in the module that owns the noun.`,
    ),
    ...twice(everyRoute.map(addressOf), (address) => `Two routes answer ${address}; give one of them another path.`),
    ...twice(
      lists.declaredErrors.map((one) => one.code),
      (code) => `The error code "${code}" is declared twice.`,
    ),
    ...twice(
      lists.tables.map((one) => one.name),
      (name) => `The table "${name}" is declared twice; it belongs to one module.`,
    ),
    ...nounFaults(lists),
    ...moduleFaults(lists),
    ...permissionFaults(lists),
    ...routeFaults(lists, everyRoute),
    ...tableFaults(lists),
    ...whoseFaults(lists),
    ...errorFaults(lists),
  ];
}

/** "GET /api/contacts/:": what a parameter is called makes no difference to the router. */
function addressOf(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method} ${route.path.replace(/:[A-Za-z]+/g, ':id')}`;
}

function twice(names: readonly string[], say: (name: string) => string): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(say);
}

/** "channels" of /api/channels/:id. */
function nounIn({ path }: Pick<Route, 'path'>): string {
  return path.split('/')[2] ?? '';
}

function nounFaults({ nouns, routes }: Lists): string[] {
  const changed = new Map(routes.filter(({ method, asks }) => method !== 'GET' && !asks).map((route) => [nounIn(route), route]));
  const declared = new Set(nouns.map(({ name }) => name));
  return [
    ...twice(
      nouns.map(({ name }) => name),
      (name) => `The noun "${name}" is declared twice; it belongs to one module.`,
    ),
    ...[...changed]
      .filter(([noun]) => !declared.has(noun))
      .map(
        ([noun, route]) =>
          `${addressOf(route)} changes "${noun}", which no module declares; name it in "nouns", and whether it may be somebody's own.`,
      ),
    ...nouns
      .filter(({ name }) => !changed.has(name))
      .map(({ name, module }) => `The module "${module}" declares the noun "${name}", which no route changes; take it out of "nouns".`),
  ];
}

function moduleFaults({ modules }: Lists): string[] {
  const names = new Set(modules.map((one) => one.name));
  return modules.flatMap((module) =>
    (module.needs ?? [])
      .filter((name) => !names.has(name))
      .map((name) => `The module "${module.name}" needs "${name}", which is not in server/modules.ts.`),
  );
}

function permissionFaults({ permissions }: Lists): string[] {
  return permissions
    .filter((one) => !/^[a-z_]+\.[a-z_]+$/.test(one.name))
    .map((one) => `The permission "${one.name}" (module ${one.module}) must be a noun, a dot and a verb, such as "contacts.read".`);
}

function routeFaults(lists: Lists, everyRoute: readonly Owned<Route | AccountRoute | DescribedRoute>[]): string[] {
  const permissions = namesOf(lists.permissions);
  const codes = new Set([...commonErrors, ...lists.declaredErrors].map((one) => one.code));
  const undeclared = lists.routes
    .filter((route) => route.permission !== null && !permissions.has(route.permission))
    .map((route) => `${addressOf(route)} asks for the permission "${route.permission}", which no module declares.`);
  const errors = everyRoute.flatMap((route) =>
    (route.errors ?? [])
      .filter((code) => !codes.has(code))
      .map((code) => `${addressOf(route)} answers with the error "${code}", which no module declares.`),
  );
  return [...undeclared, ...errors];
}

function tableFaults({ tables }: Lists): string[] {
  return tables.flatMap((table) => {
    const faults: string[] = [];
    if (table.tenancy !== 'organization' && table.tenancy !== 'global') {
      faults.push(
        `The table "${table.name}" (module ${table.module}) does not say whose rows it holds; set tenancy to "organization" or "global".`,
      );
    }
    if (table.tenancy === 'global' && !table.reason) faults.push(`The table "${table.name}" is global; say why in its "reason".`);
    if (!table.retention) faults.push(`The table "${table.name}" does not say how long its rows are kept; set "retention".`);
    return faults;
  });
}

/** How one person's rows are found must end at a table that is there; what nobody can find must go by age. */
function whoseFaults({ tables }: Lists): string[] {
  const contacts = new Set(tables.filter(({ whose }) => whose && 'contact' in whose).map((table) => table.name));
  const every = new Set(tables.map((table) => table.name));
  return tables.flatMap(({ name, module, whose, expires = [] }) => {
    const at = `The table "${name}" (module ${module})`;
    if (whose && 'contact' in whose)
      return whose.contact
        .filter(({ through }) => through !== undefined && (!contacts.has(through) || through === name))
        .map(({ through }) => `${at} is found through "${through}", which is no other table that leads to a contact.`);
    if (whose && 'follows' in whose && (!every.has(whose.follows) || whose.follows === name))
      return [`${at} follows "${whose.follows}", which no module declares.`];
    const goes = expires.some(({ days, column }) => column === undefined && days <= anybodyDaysMax);
    if (whose && 'anybody' in whose && !goes) return [`${at} holds words of anybody; let its rows expire within ${anybodyDaysMax} days.`];
    return [];
  });
}

function noticeFaults(modules: readonly ModuleDefinition[]): string[] {
  const kinds = modules.flatMap(({ name, notices = [] }) => notices.map(({ kind, for: needed }) => ({ kind, name, needed })));
  const permissions = new Set(modules.flatMap((one) => (one.permissions ?? []).map(({ name }) => name)));
  return [
    ...twice(
      kinds.map((one) => one.kind),
      (kind) => `The kind of notice "${kind}" is declared twice.`,
    ),
    ...kinds
      .filter(({ kind, name }) => !kind.startsWith(`${name}.`))
      .map(({ kind, name }) => `The kind of notice "${kind}" must begin with its module's name: "${name}.…".`),
    ...kinds.flatMap(({ kind, needed }) =>
      needed
        .filter((one) => !permissions.has(one))
        .map((one) => `The kind of notice "${kind}" is for who has the permission "${one}", which no module declares.`),
    ),
  ];
}

function errorFaults({ declaredErrors }: Lists): string[] {
  return declaredErrors
    .filter((one) => !one.code.startsWith(`${one.module}.`))
    .map((one) => `The error code "${one.code}" must begin with its module's name: "${one.module}.…".`);
}
