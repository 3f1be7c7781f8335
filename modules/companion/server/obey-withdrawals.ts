import type { TaskHost } from '#core/feature.ts';
import { places } from '#platform/log.ts';
import { findWithdrawn, markObeyed } from './store.ts';
import type { CompanionTools } from './tools.ts';

/** As many as are taken back in a moment, of all organizations. */
const most = 100;

/** What was taken back is forgotten; doing it twice changes nothing. From the moment it was taken back nothing new is kept anyway. */
export async function obeyWithdrawals({ database, log }: TaskHost, tools: CompanionTools): Promise<void> {
  for (const { organization_id, consent_id, contact_id, kind } of await findWithdrawn(database, most)) {
    try {
      const scope = await tools.scopeOf(organization_id, 'companion');
      if (kind === 'memory' || kind === 'storing') await tools.mind.forgetMemories(scope, contact_id);
      if (kind === 'mood' || kind === 'storing') await tools.mind.forgetMoods(scope, contact_id);
      await markObeyed(scope.db, organization_id, consent_id, scope.clock.now());
    } catch (error) {
      log.error({ consent: consent_id, err: places(error) }, 'what was taken back could not be forgotten; it is tried again');
    }
  }
}
