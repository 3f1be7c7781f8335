import type { Database } from './db/database.ts';
import { listOrganizationIds } from './db/tenants.ts';
import { Refusal } from './errors.ts';
import type { TableDeclaration } from './module.ts';
import {
  carryHashes,
  countOnOtherKeys,
  deleteOtherLookups,
  insertLookups,
  readOrganizationKeys,
  readSealed,
  replaceOrganizationKeys,
  type SealedColumn,
  writeSealed,
} from './rotate-store.ts';
import { type MasterKey, type OrganizationKey, SecretFault } from './secrets.ts';

/**
 * Replaces keys while the program works. Each step is a short transaction that leaves everything readable with the keys that
 * are at hand (the new one and the one before), and doing a step again changes nothing: killed anywhere, it is run again.
 * The order: the new key seals from the first moment; what is on the old one is sealed anew; it is counted; the old one goes.
 */
export interface RotateTools {
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly tables: readonly TableDeclaration[];
  /** Second factors are sealed by the part that keeps accounts; returns how many it sealed anew. */
  carryAccounts(): Promise<number>;
}

export interface RotateWish {
  /** Also a new key for each organization, and everything sealed with the old one sealed anew. */
  readonly organizationKeys: boolean;
  /** Told in plain words how far it is. */
  say(line: string): void;
}

/** What is sealed anew while the counting goes on is looked for again; a program that is this busy will be calmer later. */
const passesMax = 5;

/** Returns when nothing is left on another key; throws `Refusal` with what is. */
export async function rotateSecrets(tools: RotateTools, wish: RotateWish): Promise<void> {
  const { database, masterKey } = tools;
  await insertLookups(database, masterKey.id, masterKey.sealedLookups());
  const factors = await tools.carryAccounts();
  if (factors > 0) wish.say(`Second factors sealed anew: ${factors}`);
  const began = new Set<string>();
  for (let pass = 1; ; pass += 1) {
    let left = 0;
    for (const organizationId of await listOrganizationIds(database)) {
      // One new key for an organization, however often it is looked at.
      const renew = wish.organizationKeys && !began.has(organizationId);
      began.add(organizationId);
      left += await rotateOrganization(tools, organizationId, { renew, say: wish.say });
    }
    wish.say(`Rows on an old key: ${left}`);
    if (left === 0) break;
    if (pass === passesMax)
      throw new Refusal(
        'bad_request',
        `${left} rows are still on an old key, which is kept. Run the command again; it goes on from there.`,
      );
  }
  await deleteOtherLookups(database, masterKey.id);
}

/** Returns how many values are left on another key. */
async function rotateOrganization(
  { database, masterKey, tables }: RotateTools,
  organizationId: string,
  { renew, say }: { renew: boolean; say: RotateWish['say'] },
): Promise<number> {
  let sealed = await resealKeys(database, masterKey, organizationId);
  const hashes = await carryAll(database, masterKey, organizationId);
  // Two keys: a renewal that was interrupted; it is finished before another begins.
  if (renew && !sealed.includes(' ')) {
    const both = `${masterKey.createOrganizationKey(organizationId)} ${sealed}`;
    if (await replaceOrganizationKeys(database, organizationId, { old: sealed, sealed: both })) sealed = both;
  }
  const key = masterKey.openOrganizationKey(organizationId, sealed);
  const columns = sealedColumns(tables);
  let values = 0;
  for (const column of columns) values += await resealColumn({ database, organizationId, key, say }, column);
  say(`Organization ${organizationId}: ${hashes} look-ups and ${values} sealed values are on the new key.`);
  const onOther = () => countOnOtherKeys(database, organizationId, { masterKeyId: masterKey.id, keyId: key.id, columns });
  const left = await onOther();
  // The one thing left may be that two keys are kept: then nothing needs the second any more.
  if (left === 1 && sealed.includes(' ')) {
    await replaceOrganizationKeys(database, organizationId, { old: sealed, sealed: sealed.split(' ')[0] as string });
    return onOther();
  }
  return left;
}

async function resealKeys(database: Database, masterKey: MasterKey, organizationId: string): Promise<string> {
  const old = await readOrganizationKeys(database, organizationId);
  if (old.split(' ').every((one) => one.split('.')[1] === masterKey.id)) return old;
  const sealed = masterKey.resealOrganizationKey(organizationId, old);
  return (await replaceOrganizationKeys(database, organizationId, { old, sealed }))
    ? sealed
    : readOrganizationKeys(database, organizationId);
}

async function carryAll(database: Database, masterKey: MasterKey, organizationId: string): Promise<number> {
  const from = masterKey.previousId;
  if (from === null) return 0;
  let all = 0;
  for (;;) {
    const carried = await carryHashes(database, organizationId, { from, to: masterKey.id, carry: masterKey.carryLookup });
    if (carried === 0) return all;
    all += carried;
  }
}

/** The columns that hold what organizations' keys sealed, as their tables declare them. */
export function sealedColumns(tables: readonly TableDeclaration[]): SealedColumn[] {
  return tables.flatMap(({ name, sealed = {} }) =>
    Object.entries(sealed)
      .filter(([, by]) => by === 'organization')
      .map(([column]) => ({ table: name, column })),
  );
}

interface Resealing {
  readonly database: Database;
  readonly organizationId: string;
  readonly key: OrganizationKey;
  readonly say: RotateWish['say'];
}

async function resealColumn({ database, organizationId, key, say }: Resealing, { table, column }: SealedColumn): Promise<number> {
  let all = 0;
  for (let after: string | null = null; ; ) {
    const rows = await readSealed(database, organizationId, { table, column, keyId: key.id, after });
    const [last] = rows.slice(-1);
    if (!last) return all;
    const values = rows.flatMap(({ id, sealed }) => {
      try {
        const place = { table, column, row: id };
        return [{ id, old: sealed, sealed: key.seal(place, key.open(place, sealed)) }];
      } catch (error) {
        if (!(error instanceof SecretFault)) throw error;
        // It cannot be read today either. It is counted in the end, and then the old key is not thrown away.
        say(`${table}.${column} of ${id} cannot be opened: ${error.message}`);
        return [];
      }
    });
    await writeSealed(database, organizationId, { table, column }, values);
    all += values.length;
    after = last.id;
  }
}
