import type { ApiKey } from '#contract/organizations.ts';
import type { ApiKeyRow } from './api-key-store.ts';

/** How long before its end a key begins to say so. */
const noticeMs = 7 * 24 * 3_600_000;

const aboutContacts = ['contacts.read', 'conversations.read', 'messages.send'];

/** A key as people see it, never the key itself. `all` is what keys may do at all. */
export function toApiKey(row: ApiKeyRow, { all, now }: { all: ReadonlySet<string>; now: Date }): ApiKey {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    everything: row.scopes === null,
    scopes: [...scopesOf(row, all)].sort(),
    expiresAt: timeOf(row.expires_at),
    previousUntil: row.previous_until && row.previous_until > now ? timeOf(row.previous_until) : null,
    notice: row.revoked_at ? null : (endNotice(row.expires_at, now) ?? sightNotice(row.scopes)),
    revokedAt: timeOf(row.revoked_at),
    lastUsedAt: timeOf(row.last_used_at),
    createdAt: row.created_at.toISOString(),
  };
}

export function scopesOf(row: Pick<ApiKeyRow, 'scopes'>, all: ReadonlySet<string>): ReadonlySet<string> {
  return row.scopes === null ? all : new Set(row.scopes.filter((scope) => all.has(scope)));
}

function endNotice(expiresAt: Date | null, now: Date): ApiKey['notice'] {
  if (!expiresAt) return null;
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return { code: 'expired', message: 'This key has expired and is refused. Make a new one, or revoke it.' };
  if (leftMs > noticeMs) return null;
  const days = Math.ceil(leftMs / (24 * 3_600_000));
  return { code: 'expires_soon', message: `This key expires in ${days === 1 ? 'a day or less' : `${days} days`}. Make a new one in time.` };
}

/** Nobody assigns contacts to a key: one that does not see every contact finds lists that are empty, and nothing says why. */
function sightNotice(scopes: readonly string[] | null): ApiKey['notice'] {
  if (!scopes?.some((scope) => aboutContacts.includes(scope)) || scopes.includes('contacts.see_all')) return null;
  return {
    code: 'sees_nobody',
    message: 'This key finds no contacts and no conversations: it also needs contacts.see_all. Make a new one with it.',
  };
}

function timeOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
