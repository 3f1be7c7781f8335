import type { PersonalSession } from '#contract/accounts.ts';
import { later } from '#platform/clock.ts';
import { notFound } from '#platform/errors.ts';
import { type AccountTools, authDb, record } from './account-tools.ts';
import { describeDevice } from './device.ts';
import type { Session, SessionTimes } from './session.ts';
import { deleteSession, deleteSessions, listSessionRows } from './session-store.ts';

/** Where a person is signed in, the last used first. */
export async function listSessions(
  tools: AccountTools & { readonly sessionTimes: SessionTimes },
  { id: current, userId }: Session,
): Promise<PersonalSession[]> {
  const now = tools.clock.now();
  const { idleSeconds, wholeSeconds } = tools.sessionTimes;
  const rows = await listSessionRows(authDb(tools), userId);
  return rows
    .filter((row) => row.expiresAt > now && later(row.updatedAt, idleSeconds) > now && later(row.createdAt, wholeSeconds) > now)
    .map((row) => ({
      id: row.id,
      ...describeDevice(row.userAgent ?? ''),
      address: row.ipAddress || null,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.updatedAt.toISOString(),
      current: row.id === current,
    }));
}

/** Signs the person out in one place; 404 when it is not a session of theirs. */
export async function endSession(tools: AccountTools, { userId }: Session, id: string): Promise<void> {
  if (!(await deleteSession(authDb(tools), userId, id))) throw notFound('session');
  record(tools, 'session_ended', userId);
}

/** Signs the person out everywhere else; browsers that were trusted are asked for the second factor again. */
export async function endOtherSessions(tools: AccountTools, { id, userId }: Session): Promise<void> {
  await deleteSessions(authDb(tools), userId, id);
  record(tools, 'other_sessions_ended', userId);
}
