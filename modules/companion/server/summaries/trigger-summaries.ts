import { visibleContact } from '#core/contacts/get-contact.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { SummaryOutcome } from '../../contract.ts';
import { findSettings } from '../store.ts';
import type { CompanionTools } from '../tools.ts';
import { nobody } from './run-summaries.ts';
import { listReady } from './summary-store.ts';
import { readWriting, writeSummaries } from './write-summary.ts';

const step = 100;

/** Writes what is not written yet of the period that ended, at whatever hour: asked twice it does nothing more. */
export async function triggerSummaries(
  scope: Scope,
  tools: CompanionTools,
  { contactId }: { contactId?: string | undefined },
): Promise<SummaryOutcome> {
  requirePermission(scope, 'companion.summarise');
  const { db, organization } = scope;
  if (!(await findSettings(db, organization.id))?.confirmed_at)
    throw new Refusal('companion.off', 'The companion is not switched on: switch it on with PATCH /api/companion.', { status: 409 });
  const count = nobody();
  // The program writes, not the asker: whom it writes to is decided by those people's consents.
  const own = await tools.scopeOf(organization.id, 'companion');
  const writeFor = async (id: string) => {
    const writing = await readWriting(own, tools, id);
    if (writing) await writeSummaries(own, tools, writing, count);
  };
  if (contactId !== undefined) {
    await writeFor((await visibleContact(scope, contactId)).id);
    return count;
  }
  for (let after: string | null = null; ; ) {
    const people: string[] = await listReady(db, organization.id, { after, limit: step });
    for (const id of people) await writeFor(id);
    after = people.at(-1) ?? null;
    if (people.length < step) return count;
  }
}
