import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { createMemory } from '#platform/memory.ts';
import type { Registry } from '#platform/registry.ts';
import type { Actor } from '#platform/scope.ts';
import type { MasterKey, OrganizationKey } from '#platform/secrets.ts';
import { type FoundKey, findApiKey, findMemberships, type Membership, readMembership } from './credentials-store.ts';
import { requireCsrfToken } from './csrf.ts';
import { requireSameOrigin } from './same-origin.ts';
import type { Session, Sessions } from './session.ts';

/** The parts of a request that say who asks. */
export interface Credentials {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly host: string;
  readonly raw: { readonly rawHeaders: readonly string[] };
  /** Only looked at: it is no use of the session, which ends as if nobody had asked. */
  readonly quiet?: boolean;
}

/** Who asks, and for which organization. */
export interface Caller {
  readonly actor: Actor;
  readonly organization: { readonly id: string };
  readonly key: OrganizationKey;
}

export interface Authenticator {
  /** An API key or a session, in one organization. Refuses with 401, 400 (which organization?), 403 or 404. */
  authenticate(credentials: Credentials): Promise<Caller>;
  /** The signed-in person apart from any organization; null: nobody. */
  signedIn(credentials: Credentials): Promise<Session | null>;
  /** A key was revoked or made here: what was remembered of keys is forgotten. */
  forgetKeys(): void;
}

export interface AuthenticatorOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly masterKey: MasterKey;
  readonly registry: Registry;
  readonly sessions: Sessions;
  publicUrl(): string;
}

/** How long a key found (or not found) is believed: a key revoked by another process works this much longer. */
const keepKeyMs = 10_000;
const keysMax = 10_000;

export const organizationHeader = 'baraza-organization';

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const keys = createMemory<FoundKey | null>({ clock: options.clock, most: keysMax, keepMs: () => keepKeyMs });

  async function byApiKey(token: string): Promise<Caller> {
    const hashes = options.masterKey.lookupHashes('api_key', token);
    const name = (hashes[0] as Buffer).toString('base64');
    const found = await (keys.get(name) ?? keys.set(name, findApiKey(options.database, hashes, options.clock.now())));
    if (!found) throw unauthenticated('This API key is unknown or was revoked.');
    // What is remembered may outlive them, so both are compared at each request.
    const now = options.clock.now();
    if (found.expiresAt && found.expiresAt <= now) throw unauthenticated('This API key has expired. Make a new one.');
    if (found.graceUntil && found.graceUntil <= now)
      throw unauthenticated('This secret of the API key was replaced, and its time of grace is over. Use the new one.');
    return {
      actor: { kind: 'api_key', id: found.keyId, permissions: permissionsOf(options.registry, found.scopes) },
      organization: { id: found.organizationId },
      key: options.masterKey.openOrganizationKey(found.organizationId, found.sealedKey),
    };
  }

  async function signedIn({ method, headers, host, quiet = false }: Credentials): Promise<Session | null> {
    const session = headers.cookie === undefined ? null : await options.sessions.read(headers.cookie, { quiet });
    const fetchSite = headers['sec-fetch-site'];
    if (session) {
      const from = { method, host, origin: headers.origin, fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite };
      requireSameOrigin(from, options.publicUrl());
      // What only looks changes nothing; the browser has said where it looks from.
      if (!quiet) requireCsrfToken({ method, headers }, session.csrfToken);
    }
    return session;
  }

  return {
    async authenticate(credentials) {
      const { authorization } = credentials.headers;
      // Node keeps the first of several; nobody can say which is meant, and a proxy may have looked at another.
      if (timesGiven('authorization', credentials) > 1) throw badField('Authorization', 'is given more than once');
      if (authorization !== undefined) return byApiKey(bearerOf(authorization));
      const session = await signedIn(credentials);
      if (!session) throw unauthenticated('Send an API key as "Authorization: Bearer brz_…", or sign in.');
      const { quiet = false } = credentials;
      return callerOf(options, session, { wanted: credentials.headers[organizationHeader], quiet });
    },
    signedIn,
    forgetKeys: () => keys.clear(),
  };
}

/** A scope whose permission is gone, or no longer for keys, gives nothing. */
function permissionsOf({ permissionsOfApiKey: all }: Registry, scopes: readonly string[] | null): ReadonlySet<string> {
  return scopes === null ? all : new Set(scopes.filter((scope) => all.has(scope)));
}

interface Asked {
  readonly wanted: string | string[] | undefined;
  readonly quiet: boolean;
}

async function callerOf(options: AuthenticatorOptions, session: Session, { wanted, quiet }: Asked): Promise<Caller> {
  const membership = await chooseMembership(options, session.userId, Array.isArray(wanted) ? wanted[0] : wanted);
  const member = await readMembership(options.database, membership, quiet ? null : options.clock.now());
  if (!member) throw notFound('organization');
  if (member.needsSecondFactor && !session.secondFactor) throw secondFactorRequired();
  return {
    actor: { kind: 'member', id: membership.memberId, permissions: options.registry.permissionsOfRole(member.role) },
    organization: { id: membership.organizationId },
    key: options.masterKey.openOrganizationKey(membership.organizationId, member.sealedKey),
  };
}

/** The organization named by the header (slug or id), or the only one there is. */
async function chooseMembership(options: AuthenticatorOptions, userId: string, wanted: string | undefined): Promise<Membership> {
  const slugHashes = wanted === undefined ? [] : options.masterKey.lookupHashes('organization.slug', wanted);
  const { memberships, bySlug } = await findMemberships(options.database, userId, slugHashes);
  const [first] = memberships;
  if (!first) throw new Refusal('forbidden', 'You are not a member of any organization here. Ask for an invitation.', { status: 403 });
  if (wanted !== undefined) {
    const named = memberships.find((one) => one.organizationId === wanted || one.organizationId === bySlug);
    if (!named) throw notFound('organization');
    return named;
  }
  if (memberships.length > 1) {
    throw new Refusal(
      'organization_needed',
      'You belong to several organizations: name one by its slug or id in the header Baraza-Organization.',
      {
        details: { field: 'Baraza-Organization', organizations: memberships.map((one) => one.organizationId) },
      },
    );
  }
  return first;
}

function secondFactorRequired(): Refusal {
  return new Refusal(
    'organizations.second_factor_required',
    'Your role needs a second factor in this organization. Set one up in your account; then everything works again.',
    { status: 403 },
  );
}

function timesGiven(name: string, { raw }: Credentials): number {
  return raw.rawHeaders.filter((word, index) => index % 2 === 0 && word.toLowerCase() === name).length;
}

function bearerOf(authorization: string): string {
  const token = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('The Authorization header must be "Bearer" and an API key.');
  return token;
}

function unauthenticated(message: string): Refusal {
  return new Refusal('unauthenticated', message, { status: 401 });
}
