import { stopIsAsked } from '#core/dialogue/stop-question.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import type { Task, TaskHost } from '#core/feature.ts';
import { notify } from '#core/notices/notify.ts';
import type { Turn } from '#core/turn.ts';
import { places } from '#platform/log.ts';
import { watches } from '#safety/index.ts';
import type { FlowTools } from '../tools.ts';
import { FlowsOfTurn } from '../turn/turn-flows.ts';
import { findDueRuns, postponeRun } from './due-store.ts';

/** At most so many at a time; the rest is due at the next look. */
const batch = 100;

/**
 * Runs that waited for a time, or for somebody who did not answer, go on. Which cannot, because the contact writes right now, was
 * asked whether all messages shall stop, may be in danger, or something failed, steps back for a while; what fails again and again is given up, and people are told.
 */
export function goOnTask(tools: FlowTools): Task {
  return {
    name: 'go on with flows',
    everySeconds: 5,
    async run(host: TaskHost) {
      const { database, clock, log, signal } = host;
      for (const due of await findDueRuns(database, clock.now(), batch)) {
        if (signal.aborted) return;
        let done = false;
        let failed = false;
        let held = false;
        try {
          done = await tools.own(due.organization_id, due.conversation_id, async (turn) => {
            held = mustWait(turn);
            return held ? null : goOn(tools, turn, due.run_id);
          });
        } catch (error) {
          failed = true;
          log.warn({ run: due.run_id, err: places(error) }, 'a flow could not go on and is tried again');
        }
        if (done && !held) continue;
        const flow = await postponeRun(database, { organizationId: due.organization_id, runId: due.run_id, failed }, clock.now());
        if (flow) await tellOfGivenUp(host, due.organization_id, flow);
      }
    },
  };
}

/** Once for a flow, however many of its runs it is. */
async function tellOfGivenUp(host: TaskHost, organizationId: string, flow: { id: string; title: string }): Promise<void> {
  const scope = await host.scopeOf(organizationId, 'flows');
  await notify(scope, { kind: 'flows.run_given_up', subject: flow.id, values: { flow: flow.title } });
}

/** The next "yes" is the answer to whether all messages shall stop; and who may be in danger is asked nothing by a clock. */
export function mustWait({ conversation: { routing }, clock }: Turn): boolean {
  const now = clock.now();
  return stopIsAsked(routing, now) || (routing.safety !== undefined && watches(routing.safety, now));
}

/** The list it stood in is older than this turn: the run may be over, and people may have the conversation, by now. Null: nothing to do. */
async function goOn(tools: FlowTools, turn: Turn, run: string): Promise<string | null> {
  const quiet = silence(turn);
  if (quiet !== null && quiet !== 'opted_out') return null;
  const prepared = await tools.prepare(turn, run);
  const flows = prepared && new FlowsOfTurn(prepared);
  if (!flows?.find(run)) return null;
  if (quiet === 'opted_out') flows.leave(turn, 'opted_out');
  else await flows.goOn(turn, { kind: 'time' });
  return 'flow';
}
