import type { FlowTrigger } from '#contract/flows.ts';
import type { Task, TaskHost } from '#core/feature.ts';
import { inTransaction } from '#platform/db/database.ts';
import { places } from '#platform/log.ts';
import type { FlowTools } from '../tools.ts';
import { readOwnZone } from '../variables/zone-store.ts';
import { findDueSchedules, insertScheduled, lockSchedule, type ScheduleRow, updateSchedule } from './listener-store.ts';
import { nextOccasion } from './next-occasion.ts';

/** So many schedules of all organizations at a look, and so many contacts of each: ten thousand are told in a minute and a half. */
const schedulesMax = 50;
const sliceMax = 500;
/** A time that was missed for longer, because the program did not run, is left out: nobody wants the questions of nine at midnight. */
const lateHours = 3;

/** Times that have come are told to everybody they are for, a slice at a look; who is told is begun for by the other task. */
export function scheduleTask(tools: FlowTools): Task {
  return {
    name: 'begin flows by the clock',
    everySeconds: 5,
    async run(host) {
      for (const one of await findDueSchedules(host.database, host.clock.now(), schedulesMax)) {
        if (host.signal.aborted) return;
        try {
          await tellSlice(tools, host, one);
        } catch (error) {
          host.log.warn({ flow: one.flow_id, err: places(error) }, 'a schedule of a flow could not be told and is tried again');
        }
      }
    },
  };
}

async function tellSlice(
  tools: FlowTools,
  host: TaskHost,
  { organization_id, flow_id, number }: { organization_id: string; flow_id: string; number: number },
): Promise<void> {
  const scope = await host.scopeOf(organization_id, 'flows');
  await inTransaction(scope, 'tell flow schedule', async (inside) => {
    const row = await lockSchedule(inside.db, flow_id, number);
    if (!row) return;
    const trigger = row.trigger as Extract<FlowTrigger, { kind: 'schedule' }>;
    const now = inside.clock.now();
    const zone = await readOwnZone(inside.db, organization_id);
    const turned = turnTo({ ...row, next_at: row.time_zone === zone ? row.next_at : nextOccasion(trigger, now, zone) }, trigger, {
      now,
      zone,
      id: () => inside.ids.next(),
    });
    const told =
      turned.occasion === null
        ? null
        : await tools.parts().audiences.get(trigger.who.kind)?.take(inside, trigger.who.value, {
            after: turned.told_to,
            limit: sliceMax,
          });
    if (told && turned.occasion !== null) {
      await insertScheduled(inside.db, organization_id, { flowId: flow_id, occasion: turned.occasion, contactIds: told, now });
      host.grown(told.length);
    }
    const more = (told?.length ?? 0) === sliceMax;
    const { trigger: _trigger, ...rest } = turned;
    await updateSchedule(
      inside.db,
      more ? { ...rest, told_to: told?.at(-1) ?? null } : { ...rest, occasion: null, occasion_at: null, told_to: null },
    );
  });
}

/** A time that has come becomes the one that is told; while another is still being told it waits. */
function turnTo(
  row: ScheduleRow,
  trigger: Extract<FlowTrigger, { kind: 'schedule' }>,
  { now, zone, id }: { now: Date; zone: string; id: () => string },
): ScheduleRow {
  if (row.next_at > now || row.occasion !== null) return { ...row, time_zone: zone };
  const late = now.getTime() - row.next_at.getTime() > lateHours * 3_600_000;
  const told = late ? { occasion: null, occasion_at: null } : { occasion: id(), occasion_at: row.next_at };
  return { ...row, ...told, told_to: null, time_zone: zone, next_at: nextOccasion(trigger, now, zone) };
}
