import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'member_id', 'sealed_number', 'verified_at', 'sealed_asked', 'asked_at', 'tries', 'codes', 'codes_since'] as const;
export type PhoneRow = RowOf<'alert_phones', (typeof columns)[number]>;

export async function findPhone(db: Db, organizationId: string, memberId: string): Promise<PhoneRow | undefined> {
  return db
    .selectFrom('alert_phones')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function lockPhone(db: Db, organizationId: string, memberId: string): Promise<PhoneRow | undefined> {
  return db
    .selectFrom('alert_phones')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .forUpdate()
    .executeTakeFirst();
}

/** Those that were confirmed. */
export async function listPhones(db: Db, organizationId: string): Promise<PhoneRow[]> {
  return db
    .selectFrom('alert_phones')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('sealed_number', 'is not', null)
    .execute();
}

/** There is one row a member; who was quicker made it. */
export async function insertPhone(
  db: Db,
  row: { readonly organization_id: string; readonly id: string; readonly member_id: string; readonly created_at: Date },
): Promise<void> {
  await db
    .insertInto('alert_phones')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_id', 'member_id']).doNothing())
    .execute();
}

export interface PhonePatch {
  readonly sealed_number?: string;
  readonly verified_at?: Date;
  readonly sealed_asked?: string | null;
  readonly asked_at?: Date | null;
  readonly tries?: number;
  readonly codes?: number;
  readonly codes_since?: Date;
}

export async function patchPhone(db: Db, organizationId: string, id: string, patch: PhonePatch): Promise<void> {
  await db.updateTable('alert_phones').set(patch).where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

export async function deletePhone(db: Db, organizationId: string, memberId: string): Promise<void> {
  await db.deleteFrom('alert_phones').where('organization_id', '=', organizationId).where('member_id', '=', memberId).execute();
}
