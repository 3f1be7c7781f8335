import type { z } from 'zod';
import type { RequestChange } from '#contract/realtime.ts';
import type { AccountScope, Scope } from './scope.ts';

/**
 * A module is one screen of declarations; rooms of the floor declare themselves the same way. From the lists come, for
 * every module at once: the API and its description, what each role and key may do, the page of error codes, and the tests
 * over every route, table and code (tests/lists). Everything that exists is named in server/modules.ts; nothing registers itself.
 */
export interface ModuleDefinition {
  /** The word used for the folder, permissions, addresses and error codes. */
  readonly name: string;
  /** One sentence for a person. */
  readonly summary: string;
  /** The modules whose api it calls. */
  readonly needs?: readonly string[];
  readonly tables?: readonly TableDeclaration[];
  readonly permissions?: readonly PermissionDeclaration[];
  readonly errors?: readonly ErrorDeclaration[];
  /** What it may tell people of an organization (core/notices/notify.ts). */
  readonly notices?: readonly NoticeDeclaration[];
  readonly routes?: readonly Route[];
  /** What stands behind addresses at which something can be changed: /api/<noun>/… One module declares it, whoever else has routes there. */
  readonly nouns?: readonly NounDeclaration[];
  /** Routes for a person rather than for a member of one organization. */
  readonly accountRoutes?: readonly AccountRoute[];
  /** Addresses it answers by itself. */
  readonly described?: readonly DescribedRoute[];
}

/** A table and what must be known about it. By `personal` and `whose` one contact is erased (platform/erasure/). */
export interface TableDeclaration {
  readonly name: string;
  /** `organization`: protected by row-level security. `global`: no tenant, and the reason is written down. */
  readonly tenancy: 'organization' | 'global';
  /** Why a table is global. */
  readonly reason?: string;
  readonly personal: boolean;
  /** Of a table of personal data: whose it is, and how one contact's rows are found (tests/lists/erasure.test.ts). */
  readonly whose?: Whose;
  /** How long rows are kept, in words: "as long as the conversation", "30 days". */
  readonly retention: string;
  /** What goes by itself so many days after `created_at`: the row, or one column of it. Needs an index on organization and age. */
  readonly expires?: readonly { readonly days: number; readonly column?: string }[];
  /** Gains rows with every message or contact: its statistics are kept fresh while it is young (platform/db/upkeep.ts). */
  readonly grows?: true;
  /**
   * Columns whose values are sealed, and with whose key: replacing keys seals them anew (platform/rotate-secrets.ts). Those sealed
   * with the organization's own key are bound to table, column and the row's `id`.
   */
  readonly sealed?: Readonly<Record<string, 'organization' | 'installation' | 'accounts'>>;
}

export type Whose =
  /** A contact's: any of these columns leads to them. */
  | { readonly contact: readonly ContactPath[] }
  /** Of people of the organization, or of the installation's accounts. */
  | { readonly other: 'members' | 'accounts' }
  /** Its rows go by themselves once the rows of that table are gone. */
  | { readonly follows: string }
  /** Words of anybody, of whom nobody can tell whose they are: the reason. They must go by age (`expires`), within 30 days. */
  | { readonly anybody: string };

/** A column with a contact's id; or with the id of a row of another table, which leads further. */
export interface ContactPath {
  readonly column: string;
  readonly through?: string;
}

export const roles = ['owner', 'admin', 'agent', 'clinician', 'organiser', 'developer'] as const;
export type RoleName = (typeof roles)[number];

export interface PermissionDeclaration {
  /** "contacts.read": the noun, a dot, the verb. */
  readonly name: string;
  readonly summary: string;
  /** Owners hold every permission; `api_key` says whether a key does. */
  readonly roles: readonly RoleName[];
  readonly apiKey: boolean;
}

export interface ErrorDeclaration {
  /** "channels.number_taken": the module's name, a dot, what happened. */
  readonly code: string;
  readonly status: number;
  readonly summary: string;
}

/** A kind of notice. Its sentences, in English, are filled with the notice's values: "{channel}". */
export interface NoticeDeclaration {
  /** "channels.paused": the module's name, a dot, what happened. */
  readonly kind: string;
  /** Whom it is for: who has all of these permissions can do something about it. Other members are not shown it. */
  readonly for: readonly string[];
  readonly text: string;
  /** What to do. */
  readonly advice: string;
}

export interface NounDeclaration {
  /** "api-keys", as in /api/api-keys/:id. */
  readonly name: string;
  /** It may be somebody's own: then not even its id is written into the audit log. */
  readonly personal: boolean;
  /** What open pages are told when it was changed; that it is one of the settings, unless said. */
  readonly tells?: RequestChange;
}

export interface Route<Params = unknown, Query = unknown, Body = unknown, Response = unknown> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With parameters as ":id". Everything for integrators begins with /api/. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** The permission asked for before anything else; null: any member or key of the organization. */
  readonly permission: string | null;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** The body is a file, handed over as it comes in `file`. `types`: the media types that are taken; any, unless said. */
  readonly upload?: { readonly types?: readonly string[]; readonly bytesMax: number };
  /** The answer is a file of this media type: `handle` returns a `Download`, and `response` says nothing. */
  readonly download?: { readonly type: string };
  readonly response: z.ZodType<Response>;
  /** The status of a good answer; 200 unless said. */
  readonly status?: number;
  /** Codes this route can answer with, beyond those every route has (401, 403, bad input, 429, 500). */
  readonly errors?: readonly string[];
  /** It changes nothing, although it is not a GET: what is asked for does not fit into an address. */
  readonly asks?: true;
  /** Of a GET: that it was read is written down too, by whom and about whom. */
  readonly audited?: true;
  /** What it changes is the asker's own mark: nobody else's page is told. */
  readonly ownMark?: true;
  /** A request and its answer; a test validates both against the schemas. */
  readonly example: { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown; readonly response: unknown };
  handle(scope: Scope, input: { params: Params; query: Query; body: Body; file: FileInput }): Promise<Response>;
}

/**
 * Whether an Idempotency-Key makes a repeated request answer the same without doing it again: of every POST. Of a file that is
 * sent nobody could tell whether it is the same, and what changes nothing may be asked as often as one likes.
 */
export function takesIdempotencyKey({ method, upload, asks }: Pick<Route, 'method' | 'upload' | 'asks'>): boolean {
  return method === 'POST' && !upload && !asks;
}

/** What a request says of files. */
export interface FileInput {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly mediaType: string;
  /** Which part is asked for, as the header says it. */
  readonly range: string | undefined;
}

/** A route that is asked before, or apart from, any organization: by a signed-in person, or by anyone (an invitation). */
export interface AccountRoute<Params = unknown, Query = unknown, Body = unknown, Response = unknown>
  extends Omit<Route<Params, Query, Body, Response>, 'permission' | 'ownMark' | 'upload' | 'handle'> {
  readonly access: 'signed-in' | 'anyone';
  handle(scope: AccountScope, input: { params: Params; query: Query; body: Body; file: FileInput }): Promise<Response>;
}

/**
 * An address that a room answers by itself, because its requests are not of our form (a provider's webhooks, accounts) or must
 * be answered without a database (health). Declared for the description alone; tests/lists compares it with what the server has.
 */
export interface DescribedRoute extends Pick<Route, 'path' | 'summary' | 'description' | 'params' | 'query' | 'body'> {
  readonly method: 'GET' | 'POST';
  readonly access: 'signed-in' | 'anyone';
  readonly headers?: z.ZodType;
  /** The good answers by their status. */
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
  /** Every code it can answer with. */
  readonly errors: readonly string[];
  readonly example: Partial<Pick<Route['example'], 'params' | 'query' | 'body'>> & { readonly headers?: unknown };
}

export interface DescribedAnswer {
  readonly summary: string;
  readonly example: unknown;
  /** JSON of this form; absent: plain text. */
  readonly json?: z.ZodType;
}

/** Keeps a route's own types inside and shows the list the one shape it knows. */
export function defineRoute<Params = unknown, Query = unknown, Body = unknown, Response = unknown>(
  route: Route<Params, Query, Body, Response>,
): Route {
  return route as unknown as Route;
}

export function defineAccountRoute<Params = unknown, Query = unknown, Body = unknown, Response = unknown>(
  route: AccountRoute<Params, Query, Body, Response>,
): AccountRoute {
  return route as unknown as AccountRoute;
}

/** Checks the shape where it is written; the registry checks the rest. */
export function defineModule<Definition extends ModuleDefinition>(definition: Definition): Definition {
  return definition;
}
