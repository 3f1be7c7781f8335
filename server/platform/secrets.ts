import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Ids } from './ids.ts';

/**
 * Encryption at rest: AES-256-GCM with a key per organization, which is itself sealed with the
 * installation's key. Each value is bound to its place, so a ciphertext moved to another row does not open.
 * Form: `v1.<key id>.<nonce>.<ciphertext>.<tag>`, base64url.
 */
export interface OrganizationKey {
  seal(place: Place, plaintext: string): string;
  /** Throws `SecretFault` when the value was changed, moved, or sealed with another key. */
  open(place: Place, sealed: string): string;
}

/** Where a sealed value lives; part of what is authenticated. */
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
  /** Makes a new organization's key, sealed for storing. */
  createOrganizationKey(organizationId: string): string;
  openOrganizationKey(organizationId: string, sealed: string): OrganizationKey;
  /** A keyed hash for looking up a secret (an API key, an invitation) without storing it. */
  lookupHash(kind: string, value: string): Buffer;
  /** A secret for one purpose (session signing), the same at every start. */
  derive(purpose: string): string;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;

export function createMasterKey(key: Buffer, ids: Ids): MasterKey {
  if (key.length !== 32) throw new SecretFault('The secret key must be 32 bytes.');
  const id = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const sub = (purpose: string) => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `baraza:${purpose}`, 32));
  const wrapping = sub('organization-keys');
  const lookup = sub('lookup');

  return {
    id,
    createOrganizationKey(organizationId) {
      return seal({ key: wrapping, keyId: id, aad: organizationId }, ids.bytes(nonceBytes), ids.bytes(32));
    },
    openOrganizationKey(organizationId, sealed) {
      const data = open({ key: wrapping, keyId: id, aad: organizationId }, sealed);
      return organizationKey(organizationId, data, ids);
    },
    lookupHash: (kind, value) => createHmac('sha256', lookup).update(kind).update('\0').update(value).digest(),
    derive: (purpose) => sub(purpose).toString('base64url'),
  };
}

function organizationKey(organizationId: string, key: Buffer, ids: Ids): OrganizationKey {
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  const locked = (place: Place) => ({ key, keyId, aad: [organizationId, place.table, place.column, place.row, keyId].join('|') });
  return {
    seal: (place, plaintext) => seal(locked(place), ids.bytes(nonceBytes), Buffer.from(plaintext)),
    open: (place, sealed) => open(locked(place), sealed).toString(),
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
