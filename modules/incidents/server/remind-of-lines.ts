import type { TaskHost } from '#core/feature.ts';
import { notify } from '#core/notices/notify.ts';
import { places } from '#platform/log.ts';
import { findExpiringLines, readLineName } from './line-store.ts';
import { lineExpires } from './notices.ts';
import type { IncidentTools } from './tools.ts';

/** More become due in an hour only where somebody tried hundreds at once; the others come with the next look. */
const most = 200;

/** Says two weeks before a help line is no longer shown that it is to be tried again. One that fails holds up no other. */
export async function remindOfLines({ database, clock, log }: TaskHost, tools: IncidentTools): Promise<void> {
  for (const { organization_id: organizationId, line_id: lineId } of await findExpiringLines(database, clock.now(), most)) {
    try {
      const scope = await tools.scopeOf(organizationId, 'incidents');
      const name = await readLineName(scope.db, lineId);
      if (name === undefined) continue;
      await notify(scope, { kind: lineExpires, subject: lineId, values: { lines: name } });
      tools.live.tell(organizationId, () => [{ kind: 'notice.changed' }]);
    } catch (error) {
      log.error({ line: lineId, err: places(error) }, 'nobody could be told that a help line is to be tried again');
    }
  }
}
