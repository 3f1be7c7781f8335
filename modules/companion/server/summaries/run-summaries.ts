import type { TaskHost } from '#core/feature.ts';
import { places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import type { SummaryOutcome } from '../../contract.ts';
import type { CompanionTools } from '../tools.ts';
import { findDue, listOrganizations, setDue } from './summary-store.ts';
import { isDayTime, nextDue } from './when.ts';
import { type Count, readWriting, rhythmOf, writeSummaries } from './write-summary.ts';

/** At most so many of one organization at a look; the others are due at the next. */
const most = 100;

/** What is due where people live, a few of every organization at a time. What fails is left until its next period and holds up no other. */
export async function runSummaries({ database, clock, log, signal }: TaskHost, tools: CompanionTools): Promise<void> {
  for (const organizationId of await listOrganizations(database)) {
    const people = await findDue(database, organizationId, clock.now(), most);
    if (people.length === 0) continue;
    const scope = await tools.scopeOf(organizationId, 'companion');
    for (const { id, unset } of people) {
      if (signal.aborted) return;
      try {
        await writeWhenDue(scope, tools, { id, unset });
      } catch (error) {
        log.error({ contact: id, err: places(error) }, 'a look back could not be written');
        await setDue(scope.db, organizationId, id, new Date(clock.now().getTime() + 3_600_000));
      }
    }
  }
}

async function writeWhenDue(scope: Scope, tools: CompanionTools, { id, unset }: { id: string; unset: boolean }): Promise<void> {
  const writing = await readWriting(scope, tools, id);
  if (!writing) return;
  const now = scope.clock.now();
  const rhythm = rhythmOf(writing);
  if (!unset && isDayTime(rhythm, now)) await writeSummaries(scope, tools, writing, nobody());
  await setDue(scope.db, scope.organization.id, id, nextDue(rhythm, now));
}

export const nobody = (): Count & SummaryOutcome => ({ sent: 0, made: 0, skipped: 0 });
