import { readDefaults } from '#core/contacts/defaults.ts';
import { recordIdsOf } from '#core/contacts/get-contact.ts';
import type { TaskHost } from '#core/feature.ts';
import { inTransaction } from '#platform/db/database.ts';
import { places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { allOf, openMemories } from './memories.ts';
import { type FoundPattern, findPatterns, type PatternKind } from './patterns.ts';
import { findDueLooks, listPatternRows, lockContact, markLooked, type PatternRow, writePattern } from './store.ts';
import type { MemoryTools } from './tools.ts';

/** People looked at between two questions to the database. */
const step = 50;

/** At night, where it is night: what comes again and again, one person after the other. */
export async function lookForPatterns(host: TaskHost, tools: MemoryTools): Promise<void> {
  for (;;) {
    const due = await findDueLooks(host.database, host.clock.now(), step);
    if (due.length === 0) return;
    let done = 0;
    for (const { organization_id, contact_id } of due) {
      if (host.signal.aborted) return;
      done += await lookAt(host, tools, organization_id, contact_id);
    }
    // Those that failed are due still: the next look tries them again.
    if (done < due.length) return;
  }
}

async function lookAt(host: TaskHost, tools: MemoryTools, organizationId: string, contactId: string): Promise<number> {
  try {
    const scope = await host.scopeOf(organizationId, 'memory');
    await findPatternsOf(scope, tools, contactId);
    return 1;
  } catch (error) {
    host.log.warn({ contact: contactId, err: places(error) }, 'patterns could not be looked for; it is tried again');
    return 0;
  }
}

export async function findPatternsOf(scope: Scope, tools: MemoryTools, contactId: string): Promise<void> {
  await inTransaction(scope, 'look for patterns', async (inside) => {
    const { db, organization, clock } = inside;
    const now = clock.now();
    if (!(await lockContact(db, organization.id, contactId))) return;
    if (await tools.mayRemember(inside, contactId)) {
      const contactIds = await recordIdsOf(inside, contactId);
      const opened = await openMemories(inside, contactId);
      // Not while somebody may be in danger; the next night after that.
      if (!opened.watching) {
        const { time_zone } = await readDefaults(db, organization.id);
        const known = (await listPatternRows(db, organization.id, contactIds)).map((row) => ({ row, pattern: openPattern(inside, row) }));
        for (const found of findPatterns(allOf(opened), time_zone, now)) {
          const same = known.find(({ pattern }) => JSON.stringify(pattern.what) === JSON.stringify(found.what));
          await writePattern(db, organization.id, toRow(inside, contactId, found, same?.row), now);
        }
      }
    }
    await markLooked(db, organization.id, contactId, now);
  });
}

interface Sealed {
  readonly what: PatternKind;
  readonly evidence: readonly string[];
}

const placeOf = (id: string) => ({ table: 'memory_patterns', column: 'sealed_pattern', row: id });

function openPattern({ key }: Pick<Scope, 'key'>, { id, sealed_pattern }: PatternRow): Sealed {
  return JSON.parse(key.open(placeOf(id), sealed_pattern)) as Sealed;
}

function toRow(
  { key, ids }: Scope,
  contactId: string,
  { what, evidence, occurrences, days, firstSeen, lastSeen }: FoundPattern,
  same: PatternRow | undefined,
): PatternRow {
  const id = same?.id ?? ids.next();
  const sealed_pattern = key.seal(placeOf(id), JSON.stringify({ what, evidence } satisfies Sealed));
  return {
    id,
    contact_id: contactId,
    state: same?.state ?? 'found',
    occurrences,
    days,
    sealed_pattern,
    first_seen: firstSeen,
    last_seen: lastSeen,
  };
}

export interface Pattern extends FoundPattern {
  readonly id: string;
  readonly state: 'found' | 'offered' | 'confirmed' | 'denied';
}

/** What comes again and again with a contact. Those they denied stand there as denied, so that nobody offers them again. */
export async function patternsOf(scope: Pick<Scope, 'db' | 'organization' | 'key'>, contactId: string): Promise<Pattern[]> {
  const contactIds = await recordIdsOf(scope as Scope, contactId);
  const rows = await listPatternRows(scope.db, scope.organization.id, contactIds);
  return rows.map((row) => ({
    id: row.id,
    state: row.state as Pattern['state'],
    occurrences: row.occurrences,
    days: row.days,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    ...openPattern(scope, row),
  }));
}
