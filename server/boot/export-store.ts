import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';

/** A member's account, as far as another installation can find them by it. */
export interface Person {
  readonly userId: string;
  readonly email: string;
}

export async function readOrganizationRow(database: Database, slug: string): Promise<{ id: string; sealed_key: string } | null> {
  const [found] = await database.asOwner('find organization', [plain('select id, sealed_key from organizations where slug = $1', [slug])]);
  return (found?.rows[0] as { id: string; sealed_key: string } | undefined) ?? null;
}

export async function readPeople(database: Database, organizationId: string): Promise<Person[]> {
  const [found] = await database.asOwner('read people', [
    plain(
      `select u.id as "userId", u.email from auth."user" u join members m on m.user_id = u.id where m.organization_id = $1 order by m.id`,
      [organizationId],
    ),
  ]);
  return (found?.rows ?? []) as unknown as Person[];
}
