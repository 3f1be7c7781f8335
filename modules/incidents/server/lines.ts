import { settleNotices } from '#core/notices/notify.ts';
import { later } from '#platform/clock.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { emergencyNumberOf, registeredLines, validDays } from '#safety/index.ts';
import type { SafetyLine, SafetyLineCreation, SafetyLines } from '../contract.ts';
import { deleteLine, insertLine, type LineRow, listLineRows, readCountry, renewLine } from './line-store.ts';
import { lineExpires, noLines } from './notices.ts';

/** What people in danger are shown, and what the registry of the program knows of a country: to be tried before it is taken over. */
export async function listLines(scope: Scope, { country }: { country?: string | undefined }): Promise<SafetyLines> {
  requirePermission(scope, 'safety.read');
  const { db, organization, clock } = scope;
  const rows = await listLineRows(db, organization.id);
  const where = country ?? (await readCountry(db, organization.id));
  return {
    lines: rows.map((row) => toLine(row, clock.now())),
    country: where,
    emergency: emergencyNumberOf(where),
    registered: (where === null ? [] : registeredLines(where)).map(({ id: _id, audience, kind, ...line }) => ({
      ...line,
      audience: audience as SafetyLine['audience'],
      kind: kind as SafetyLine['kind'],
    })),
  };
}

/** Somebody has tried the number just now, and says so by writing it down. */
export async function addLine(scope: Scope, line: SafetyLineCreation): Promise<SafetyLine> {
  requirePermission(scope, 'safety.change');
  const { db, organization, ids, clock } = scope;
  const { tried: _tried, ...given } = line;
  const row = { ...given, id: ids.next(), ...triedNow(scope) };
  await insertLine(db, { ...row, organization_id: organization.id, created_at: clock.now() });
  await settleNotices(scope, { kinds: [noLines], subject: organization.id });
  return toLine(row, clock.now());
}

/** Somebody has tried it again: it is shown for another 90 days. */
export async function verifyLine(scope: Scope, id: string): Promise<SafetyLine> {
  requirePermission(scope, 'safety.change');
  const row = await renewLine(scope.db, id, triedNow(scope));
  if (!row) throw notFound('line');
  await settleNotices(scope, { kinds: [noLines], subject: scope.organization.id });
  await settleNotices(scope, { kinds: [lineExpires], subject: id });
  return toLine(row, scope.clock.now());
}

export async function removeLine(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'safety.change');
  if (!(await deleteLine(scope.db, id))) throw notFound('line');
  await settleNotices(scope, { kinds: [lineExpires], subject: id });
}

function triedNow({ clock, actor }: Scope): Pick<LineRow, 'verified_at' | 'verified_by' | 'expires_at'> {
  const now = clock.now();
  return { verified_at: now, verified_by: `${actor.kind}:${actor.id}`, expires_at: later(now, validDays * 86_400) };
}

function toLine(row: LineRow, now: Date): SafetyLine {
  return {
    id: row.id,
    country: row.country,
    name: row.name,
    number: row.number,
    kind: row.kind as SafetyLine['kind'],
    hours: row.hours,
    audience: row.audience as SafetyLine['audience'],
    verifiedAt: row.verified_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    shown: row.expires_at > now,
  };
}
