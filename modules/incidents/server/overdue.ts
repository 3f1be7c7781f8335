import { notify, settleNotices } from '#core/notices/notify.ts';
import type { Scope } from '#platform/scope.ts';
import type { IncidentRow } from './store.ts';

/** Nobody answered in time. Who reads it is to know whether others hear of it at all. */
export async function tellOverdue(scope: Scope, { id, step, severity }: IncidentRow, reached: boolean): Promise<boolean> {
  if (step === 0) return false;
  const [kind, over] = reached ? ['incidents.unanswered', 'incidents.unreached'] : ['incidents.unreached', 'incidents.unanswered'];
  await settleNotices(scope, { kinds: [over], subject: id });
  await notify(scope, { kind, subject: id, values: { severity } });
  return true;
}
