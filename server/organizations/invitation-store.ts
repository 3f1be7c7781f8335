import type { Invitation, Role } from '#contract/organizations.ts';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'email', 'role', 'expires_at', 'accepted_at', 'revoked_at', 'member_id', 'created_at'] as const;

export type InvitationRow = RowOf<'invitations', (typeof columns)[number]>;

export async function findInvitation(db: Db, id: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Takes the row for the rest of the transaction: a link opened twice at once makes one member. */
export async function lockInvitation(db: Db, id: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function findOpenInvitation(db: Db, email: string, now: Date): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('invitations')
    .select(columns)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Newest first; one more than `limit`. */
export async function listInvitationRows(
  db: Db,
  organizationId: string,
  page: { limit: number; before: string | null },
): Promise<InvitationRow[]> {
  let query = db.selectFrom('invitations').select(columns).where('organization_id', '=', organizationId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export interface NewInvitation {
  readonly organization_id: string;
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invited_by: string | null;
  readonly expires_at: Date;
  readonly created_at: Date;
}

export async function insertInvitation(db: Db, invitation: NewInvitation): Promise<void> {
  await db.insertInto('invitations').values(invitation).execute();
}

export async function updateInvitation(
  db: Db,
  id: string,
  patch: { accepted_at?: Date; revoked_at?: Date | null; expires_at?: Date },
): Promise<void> {
  await db.updateTable('invitations').set(patch).where('id', '=', id).execute();
}

export function toInvitation(row: InvitationRow, now: Date): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role as Role,
    state: stateOf(row, now),
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  };
}

export function stateOf(row: InvitationRow, now: Date): Invitation['state'] {
  if (row.accepted_at) return 'accepted';
  if (row.revoked_at) return 'revoked';
  return row.expires_at <= now ? 'expired' : 'open';
}
