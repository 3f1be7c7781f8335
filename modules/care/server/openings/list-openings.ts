import { recordIdsOf } from '#core/contacts/get-contact.ts';
import { namesOf } from '#core/members/members.ts';
import type { Scope } from '#platform/scope.ts';
import type { Opening } from '../../contract.ts';
import type { CareTools } from '../tools.ts';
import { listOpeningRows, type OpeningRow } from './opening-store.ts';

const most = 20;

/** When somebody opened the record in an emergency, the last first. For whoever sees the person. */
export async function listOpenings(scope: Scope, tools: CareTools, contactId: string): Promise<Opening[]> {
  const rows = await listOpeningRows(scope.db, scope.organization.id, await recordIdsOf(scope, contactId), most);
  const nameOf = await namesOf(
    scope,
    tools,
    rows.map((row) => row.member_id),
  );
  return rows.map((row) => toOpening(scope, row, nameOf));
}

export function toOpening({ key }: Pick<Scope, 'key'>, row: OpeningRow, nameOf: (id: string) => string | null): Opening {
  return {
    id: row.id,
    member: { id: row.member_id, name: nameOf(row.member_id) ?? '' },
    reason: key.open(reasonPlace(row.id), row.sealed_reason),
    at: row.created_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export const reasonPlace = (id: string) => ({ table: 'care_openings', column: 'sealed_reason', row: id });
