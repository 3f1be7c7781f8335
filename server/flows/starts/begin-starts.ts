import { stopIsAsked } from '#core/dialogue/stop-question.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import type { Task, TaskHost } from '#core/feature.ts';
import type { Turn } from '#core/turn.ts';
import { later } from '#platform/clock.ts';
import { places } from '#platform/log.ts';
import { watches } from '#safety/index.ts';
import { mustWait } from '../runs/go-on.ts';
import type { FlowTools } from '../tools.ts';
import { FlowsOfTurn } from '../turn/turn-flows.ts';
import { findDueStarts, findStart, postponeStart, readStartFacts, type Start, type StartFacts, settleStart } from './start-store.ts';

/** At most so many at a look, from every organization in turn; so many of them at a time. */
const batch = 200;
const together = 8;
/** The contact writes right now: after so many seconds again. */
const busySeconds = 5;
/** Another flow waits for their answer: after so many minutes again, and not for longer than half a day. */
const occupiedMinutes = 15;
const patienceHours = 12;
const failuresMax = 5;
/** A tag that is given and taken to and fro, by whatever is in a circle, does not write to somebody all night. */
const oftenMax = 5;

/** How it went: a word that says why it did not begin, or that it did; or when to look again. */
type Verdict = { readonly outcome: string } | { readonly again: number; readonly failed?: boolean };

/**
 * Flows begin, and runs go on, because of what happened. Each in a turn of its own, as one that is started through the API, and at most once:
 * the run carries the start's id. Nobody is begun for who asked for silence, whom people are talking to, or who is in danger.
 */
export function startTask(tools: FlowTools): Task {
  return {
    name: 'begin flows',
    everySeconds: 2,
    async run(host) {
      const due = await findDueStarts(host.database, host.clock.now(), batch);
      for (let at = 0; at < due.length && !host.signal.aborted; at += together) {
        await Promise.all(due.slice(at, at + together).map((one) => decide(tools, host, one)));
      }
    },
  };
}

async function decide(tools: FlowTools, host: TaskHost, due: { organization_id: string; start_id: string }): Promise<void> {
  const { database, clock, log } = host;
  const { organization_id: organizationId, start_id: id } = due;
  try {
    const start = await findStart(database, organizationId, id);
    if (!start) return;
    const verdict = await attempt(tools, host, organizationId, start);
    if ('outcome' in verdict) return await settleStart(database, organizationId, id, verdict.outcome);
    const dueAt = later(clock.now(), verdict.again);
    const tooLate = dueAt.getTime() - start.created_at.getTime() > patienceHours * 3_600_000;
    if (tooLate) return await settleStart(database, organizationId, id, 'too_late');
    if (verdict.failed && start.failures + 1 >= failuresMax) return await settleStart(database, organizationId, id, 'failed');
    await postponeStart(database, organizationId, { id, dueAt, failed: verdict.failed === true });
  } catch (error) {
    log.warn({ start: id, err: places(error) }, 'a flow could not begin by itself and is tried again');
  }
}

async function attempt(tools: FlowTools, host: TaskHost, organizationId: string, start: Start): Promise<Verdict> {
  if (start.conversation_id === null) return { outcome: 'no_conversation' };
  if (start.channel_state === 'disabled') return { outcome: 'channel_disabled' };
  let verdict: Verdict | null = null;
  try {
    const done = await tools.own(organizationId, start.conversation_id, async (turn) => {
      verdict = await begin(tools, host, turn, start);
      return 'outcome' in verdict && (verdict.outcome === 'begun' || verdict.outcome === 'went_on') ? 'flow' : null;
    });
    return done && verdict ? verdict : { again: busySeconds };
  } catch (error) {
    host.log.warn({ start: start.id, err: places(error) }, 'a flow could not begin by itself and is tried again');
    return { again: busySeconds * 2 ** (start.failures + 1), failed: true };
  }
}

async function begin(tools: FlowTools, { database }: TaskHost, turn: Turn, start: Start): Promise<Verdict> {
  const now = turn.clock.now();
  const asked = { id: start.id, conversationId: turn.conversation.id, now };
  const facts = await readStartFacts(database, turn.organization.id, asked);
  if (!facts || facts.begun) return { outcome: 'begun' };
  const quiet = silence(turn);
  if (quiet !== null) return { outcome: quiet === 'opted_out' ? 'opted_out' : 'with_people' };
  // The next "yes" is the answer to whether all messages shall stop.
  if (stopIsAsked(turn.conversation.routing, now)) return { again: occupiedMinutes * 60 };
  if (start.run_id !== null && mustWait(turn)) return { again: occupiedMinutes * 60 };
  if (start.run_id !== null) return goOn(tools, turn, start.run_id, start.event);
  const outcome = whyNot(tools, start, facts, now);
  if (outcome !== null) return { outcome };
  const prepared = await tools.prepare(turn);
  const flow = prepared?.published.find(({ flowId }) => flowId === start.flow_id);
  if (!prepared || !flow) return { outcome: 'not_published' };
  const flows = new FlowsOfTurn(prepared);
  if (flows.isWaiting(turn)) return { again: occupiedMinutes * 60 };
  turn.note({ step: 'router.flow', outcome: 'begun', reason: `It begins by itself: ${start.event}.` });
  await flows.begin(turn, flow, { by: byOf(start.event), startId: start.id });
  return { outcome: 'begun' };
}

function whyNot(tools: FlowTools, { event }: Start, facts: StartFacts, now: Date): string | null {
  const watched = facts.found !== null && watches({ found: facts.found }, now);
  const seenTo = tools.parts().events.get(event)?.afterDanger === true;
  if (facts.in_danger || (watched && !seenTo)) return 'in_danger';
  if (facts.in_it) return 'in_it';
  return facts.lately >= oftenMax ? 'too_often' : null;
}

const byOf = (event: string) => (event === 'schedule' ? 'schedule' : event === 'tag.added' ? 'tag' : 'event');

async function goOn(tools: FlowTools, turn: Turn, run: string, event: string): Promise<Verdict> {
  const prepared = await tools.prepare(turn, run);
  const flows = prepared && new FlowsOfTurn(prepared);
  if (!flows?.find(run)) return { outcome: 'over' };
  await flows.goOn(turn, { kind: 'event', event });
  return { outcome: 'went_on' };
}
