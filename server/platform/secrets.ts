import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Ids } from './ids.ts';

/**
 * Encryption at rest: AES-256-GCM with a key per organization, which is itself sealed with the
 * installation's key. Each value is bound to its place, so a ciphertext moved to another row does not open.
 * Form: `v1.<key id>.<nonce>.<ciphertext>.<tag>`, base64url.
 *
 * Both kinds of key can be replaced while the program works (rotate-secrets.ts): what is sealed names its key, the new key
 * seals from the first moment, and the old one opens until nothing is left on it.
 */
export interface OrganizationKey {
  /** Of the key that seals; the second part of what it seals. */
  readonly id: string;
  seal(place: Place, plaintext: string): string;
  /** Throws `SecretFault` when the value was changed, moved, or sealed with another key. */
  open(place: Place, sealed: string): string;
}

/** Where a sealed value lives; part of what is authenticated. By convention `row` is the row's id. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

export class SecretFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SecretFault';
  }
}

/** The installation's own key, and everything derived from it. */
export interface MasterKey {
  /** Names the key without telling it: the start of its SHA-256. */
  readonly id: string;
  /** The key that is being replaced and still opens; null: there is none. */
  readonly previousId: string | null;
  /** Makes a new organization's key, sealed for storing. */
  createOrganizationKey(organizationId: string): string;
  /** `sealed` may hold several, the one in use first: the others open what is not sealed anew yet. */
  openOrganizationKey(organizationId: string, sealed: string): OrganizationKey;
  /** The same organization keys, sealed with the installation's key in use. */
  resealOrganizationKey(organizationId: string, sealed: string): string;
  /** A keyed hash for looking up a secret (an API key, an invitation) without storing it. */
  lookupHash(kind: string, value: string): Buffer;
  /** Every hash under which it may be found: two while the key is being replaced. The one in use first. */
  lookupHashes(kind: string, value: string): readonly Buffer[];
  /** Makes the hash of the key being replaced into that of the key in use, without knowing the value. */
  carryLookup(hash: Buffer): Buffer;
  /** The lookup keys of earlier keys, sealed for storing: hashes are made through all of them. */
  sealedLookups(): readonly string[];
  /** A secret for one purpose (session signing), the same at every start. */
  derive(purpose: string): string;
  /** The same under the key that is being replaced; null: there is none. */
  derivePrevious(purpose: string): string | null;
  /** From now on `next` seals and hashes; the key in use until now still opens. Doing it again changes nothing. */
  replace(next: Buffer): void;
  /** Nothing is left on the key that was replaced. */
  forgetPrevious(): void;
}

/** What is known of earlier keys. */
export interface KeyHistory {
  /** The key that is being replaced. */
  readonly previous?: Buffer | null;
  /** Stored lookup keys by the id of the installation's key that sealed them, in order. */
  readonly lookups?: ReadonlyMap<string, readonly string[]>;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;

export function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

export function createMasterKey(key: Buffer, ids: Ids, { previous = null, lookups = new Map() }: KeyHistory = {}): MasterKey {
  const rings = new Map<string, Ring>();
  let before = previous && keyId(previous) !== keyId(key) ? openInstallationKey(previous, lookups.get(keyId(previous)) ?? []) : null;
  let now = openInstallationKey(key, lookups.get(keyId(key)) ?? [], before);

  function openAll(organizationId: string, sealed: string): Buffer[] {
    return sealed.split(' ').map((one) => {
      const { id, wrapping } = before && one.split('.')[1] === before.id ? before : now;
      return open({ key: wrapping, keyId: id, aad: organizationId }, one);
    });
  }
  const wrap = (organizationId: string, data: Buffer) =>
    seal({ key: now.wrapping, keyId: now.id, aad: organizationId }, ids.bytes(nonceBytes), data);

  return {
    get id() {
      return now.id;
    },
    get previousId() {
      return before?.id ?? null;
    },
    createOrganizationKey: (organizationId) => wrap(organizationId, ids.bytes(32)),
    openOrganizationKey(organizationId, sealed) {
      const ring = rings.get(organizationId) ?? { keys: new Map<string, Buffer>(), inUse: '' };
      // Whoever opens a text that was read a moment ago must not bring a replaced key back: only a key never seen takes over.
      const [first, ...others] = openAll(organizationId, sealed).map((data) => ({ id: keyId(data), data }));
      if (first && !ring.keys.has(first.id)) ring.inUse = first.id;
      for (const { id, data } of first ? [first, ...others] : others) ring.keys.set(id, data);
      rings.set(organizationId, ring);
      return organizationKey(organizationId, ring, ids);
    },
    resealOrganizationKey: (organizationId, sealed) =>
      openAll(organizationId, sealed)
        .map((data) => wrap(organizationId, data))
        .join(' '),
    lookupHash: (kind, value) => hashWith(now, kind, value),
    lookupHashes: (kind, value) => (before ? [now, before] : [now]).map((one) => hashWith(one, kind, value)),
    carryLookup: (hash) => hmac(now.lookup, hash),
    sealedLookups: () =>
      now.earlier.map((data, place) => seal({ key: now.wrapping, keyId: now.id, aad: lookupPlace(place) }, ids.bytes(nonceBytes), data)),
    derive: (purpose) => now.sub(purpose).toString('base64url'),
    derivePrevious: (purpose) => before?.sub(purpose).toString('base64url') ?? null,
    replace(next) {
      if (keyId(next) === now.id) return;
      before = now;
      now = openInstallationKey(next, [], before);
    },
    forgetPrevious() {
      before = null;
    },
  };
}

interface InstallationKey {
  readonly id: string;
  readonly wrapping: Buffer;
  readonly lookup: Buffer;
  /** Lookup keys of earlier installation keys, the oldest first. */
  readonly earlier: readonly Buffer[];
  sub(purpose: string): Buffer;
}

/**
 * A looked-up value cannot be read back from its hash, so replacing the key hashes the hash once more. Hence a hash runs
 * through the lookup keys of all earlier keys, which are kept sealed with the key in use: the earlier keys themselves are not needed.
 */
function openInstallationKey(key: Buffer, stored: readonly string[], before: InstallationKey | null = null): InstallationKey {
  if (key.length !== 32) throw new SecretFault('The secret key must be 32 bytes.');
  const id = keyId(key);
  const sub = (purpose: string) => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `baraza:${purpose}`, 32));
  const wrapping = sub('organization-keys');
  const opened = stored.map((sealed, place) => open({ key: wrapping, keyId: id, aad: lookupPlace(place) }, sealed));
  const earlier = before ? [...before.earlier, before.lookup] : opened;
  return { id, wrapping, lookup: sub('lookup'), earlier, sub };
}

const lookupPlace = (place: number) => `lookup|${place}`;
const hmac = (key: Buffer, value: Buffer) => createHmac('sha256', key).update(value).digest();

function hashWith({ earlier, lookup }: InstallationKey, kind: string, value: string): Buffer {
  return [...earlier, lookup].reduce((hashed, key) => hmac(key, hashed), Buffer.from(`${kind}\0${value}`));
}

/** An organization's keys by id: everybody in the program who holds its `OrganizationKey` changes over at the same moment. */
interface Ring {
  readonly keys: Map<string, Buffer>;
  inUse: string;
}

function organizationKey(organizationId: string, ring: Ring, ids: Ids): OrganizationKey {
  const locked = (place: Place, id: string) => {
    const key = ring.keys.get(id);
    if (!key) throw new SecretFault(`Sealed with key ${id}; the key in use is ${ring.inUse}.`);
    return { key, keyId: id, aad: [organizationId, place.table, place.column, place.row, id].join('|') };
  };
  return {
    get id() {
      return ring.inUse;
    },
    seal: (place, plaintext) => seal(locked(place, ring.inUse), ids.bytes(nonceBytes), Buffer.from(plaintext)),
    open: (place, sealed) => {
      const [version, id] = sealed.split('.');
      if (version !== 'v1' || id === undefined) throw new SecretFault('This is not a sealed value.');
      return open(locked(place, id), sealed).toString();
    },
  };
}

interface Lock {
  readonly key: Buffer;
  readonly keyId: string;
  readonly aad: string;
}

function seal(lock: Lock, nonce: Buffer, plaintext: Buffer): string {
  const cipher = createCipheriv(algorithm, lock.key, nonce).setAAD(Buffer.from(lock.aad));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return ['v1', lock.keyId, ...[nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

function open(lock: Lock, sealed: string): Buffer {
  const [version, keyId, nonce, ciphertext, tag] = sealed.split('.');
  if (version !== 'v1' || nonce === undefined || ciphertext === undefined || tag === undefined) {
    throw new SecretFault('This is not a sealed value.');
  }
  if (keyId !== lock.keyId) throw new SecretFault(`Sealed with key ${keyId}; the key in use is ${lock.keyId}.`);
  try {
    const decipher = createDecipheriv(algorithm, lock.key, Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(lock.aad))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
  } catch (cause) {
    throw new SecretFault('The sealed value was changed or belongs to another place.', cause);
  }
}
