import type { Db, RowOf } from '#platform/db/database.ts';

export type AssignmentRow = RowOf<'contact_assignments', 'member_id' | 'created_at'>;

/** Who has the contact now. */
export async function listAssigned(db: Db, organizationId: string, contactId: string): Promise<AssignmentRow[]> {
  return db
    .selectFrom('contact_assignments')
    .select(['member_id', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export interface NewAssignment {
  readonly organization_id: string;
  readonly id: string;
  readonly contact_id: string;
  readonly member_id: string;
  readonly assigned_by: string;
  readonly created_at: Date;
}

/** Nothing happens when the member has the contact already. */
export async function insertAssignment(db: Db, row: NewAssignment): Promise<void> {
  await db
    .insertInto('contact_assignments')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_id', 'member_id', 'contact_id']).where('ended_at', 'is', null).doNothing())
    .execute();
}

export async function endAssignment(
  db: Db,
  key: { organizationId: string; contactId: string; memberId: string },
  now: Date,
): Promise<void> {
  await db
    .updateTable('contact_assignments')
    .set({ ended_at: now })
    .where('organization_id', '=', key.organizationId)
    .where('contact_id', '=', key.contactId)
    .where('member_id', '=', key.memberId)
    .where('ended_at', 'is', null)
    .execute();
}

export async function isMember(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('members').select('id').where('id', '=', id).where('disabled_at', 'is', null).executeTakeFirst();
  return row !== undefined;
}
