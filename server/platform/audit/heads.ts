import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import { type Log, places } from '#platform/log.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { findBroken, readHash, readHeads } from './audit-store.ts';

/**
 * The ends of all chains, signed, once an hour, outside of the database: in a file, and in the log, so that whoever collects the log has them where
 * nobody who rules the database can reach. A chain says what is in it; a head says how far it went.
 */
export interface Head {
  readonly at: string;
  readonly organizationId: string;
  readonly position: number;
  readonly hash: string;
  /** Whose key signed it. */
  readonly keyId: string;
  readonly signature: string;
}

export interface HeadOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly masterKey: Pick<MasterKey, 'id' | 'derive'>;
  readonly dataFolder: string;
}

const everyMs = 3_600_000;
/** The first time soon after the start, for a program that never runs for an hour. */
const firstMs = 60_000;
const fileOf = (dataFolder: string) => join(dataFolder, 'audit-heads.jsonl');

/** Writes heads down once an hour; the returned function stops it. */
export function startHeads(options: HeadOptions): () => void {
  let stopped = false;
  const run = () => {
    writeHeads(options)
      .catch((error: unknown) => options.log.warn({ err: places(error) }, 'the ends of the audit chains could not be written down'))
      .finally(() => {
        if (!stopped) cancel = options.clock.after(everyMs, run);
      });
  };
  let cancel = options.clock.after(firstMs, run);
  return () => {
    stopped = true;
    cancel();
  };
}

/** Those that have moved since the last time. */
export async function writeHeads({ database, clock, log, masterKey, dataFolder }: HeadOptions): Promise<void> {
  const known = new Map((await readHeadFile(dataFolder)).map((head) => [head.organizationId, head.position]));
  const moved = (await readHeads(database)).filter((row) => known.get(row.organization_id) !== row.position);
  const heads = moved.map((row): Head => {
    const head = {
      at: clock.now().toISOString(),
      organizationId: row.organization_id,
      position: row.position,
      hash: row.hash.toString('hex'),
      keyId: masterKey.id,
    };
    return { ...head, signature: sign(masterKey, head) };
  });
  if (heads.length === 0) return;
  await appendFile(fileOf(dataFolder), heads.map((head) => `${JSON.stringify(head)}\n`).join(''), { mode: 0o600, flush: true });
  for (const head of heads) log.info({ part: 'audit', ...head }, 'the end of an audit chain');
}

async function readHeadFile(dataFolder: string): Promise<Head[]> {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Head);
}

function sign(masterKey: Pick<MasterKey, 'derive'>, { at, organizationId, position, hash, keyId }: Omit<Head, 'signature'>): string {
  return createHmac('sha256', masterKey.derive('audit heads')).update([at, organizationId, position, hash, keyId].join('\n')).digest('hex');
}

/** What is wrong with the chain of one organization; empty: nothing. */
export interface Verified {
  readonly organizationId: string;
  readonly faults: readonly string[];
}

/** `baraza audit verify`: reads every chain, and compares it with every head that was written down. */
export type VerifyAudit = () => Promise<{ readonly chains: readonly Verified[]; readonly heads: number; readonly otherKeys: number }>;

export function createVerifyAudit(options: Omit<HeadOptions, 'log' | 'clock'>): VerifyAudit {
  return async () => {
    const heads = await readHeadFile(options.dataFolder);
    const ours = heads.filter(({ keyId }) => keyId === options.masterKey.id);
    const chains: Verified[] = [];
    const organizations = new Set([...(await listOrganizationIds(options.database)), ...ours.map(({ organizationId }) => organizationId)]);
    for (const organizationId of organizations) {
      const own = ours.filter((head) => head.organizationId === organizationId);
      chains.push({
        organizationId,
        faults: [...(await verifyChain(options.database, organizationId)), ...(await verifyHeads(options, own))],
      });
    }
    return { chains, heads: ours.length, otherKeys: heads.length - ours.length };
  };
}

async function verifyChain(database: Database, organizationId: string): Promise<string[]> {
  const broken = await findBroken(database, organizationId);
  return broken === null ? [] : [`The chain does not hold at entry ${broken}: it or one before it was changed, removed or moved.`];
}

async function verifyHeads(
  { database, masterKey }: Pick<HeadOptions, 'database' | 'masterKey'>,
  heads: readonly Head[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const head of heads) {
    const { organizationId, position, at, signature } = head;
    if (!isSigned(masterKey, head)) {
      faults.push(`The head of ${at} (entry ${position}) was changed: its signature ${signature.slice(0, 8)}… does not fit.`);
      continue;
    }
    const hash = await readHash(database, organizationId, position);
    if (hash === null) faults.push(`Entry ${position}, which was the last at ${at}, is not there: the end of the chain was cut off.`);
    else if (hash.toString('hex') !== head.hash)
      faults.push(`Entry ${position} is not the one there was at ${at}: the chain was written anew.`);
  }
  return faults;
}

function isSigned(masterKey: Pick<MasterKey, 'derive'>, { signature, ...head }: Head): boolean {
  const [ours, theirs] = [Buffer.from(sign(masterKey, head), 'hex'), Buffer.from(signature, 'hex')];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
