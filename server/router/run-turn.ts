import type { LoadedChannel } from '#channels/index.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { silence } from '#core/dialogue/turn-tools.ts';
import type { Keeper } from '#core/keeper.ts';
import type { ClaimedLane } from '#core/lane.ts';
import { type Leases, leaseSeconds } from '#core/lease.ts';
import type { Live } from '#core/live/live.ts';
import type { Turn } from '#core/turn.ts';
import type { ClaimedWork, OpenWork } from '#core/work.ts';
import type { Batcher, Batches } from '#platform/batch.ts';
import { type Clock, later, sleep } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import type { OnFound } from '#safety/index.ts';
import type { BufferedTurn } from './buffered-turn.ts';
import { type Claim, claimIdleWork, claimWork, postponeWork, releaseWork, restWork } from './claim-store.ts';
import { commitDecisions, type Decision } from './commit-store.ts';
import { changesOfDecision, decisionOf } from './decision.ts';

/** A turn must end before its lease does, or another worker would decide the same work. */
const turnSecondsMax = leaseSeconds - 15;
/** A turn that failed is tried again after 2, 4, 8 … seconds; after this many failures people take over. */
const failuresMax = 5;
/** How soon work whose channel cannot be found is looked at again. At once would crowd out others: the sweep takes the oldest first. */
const absentSeconds = 60;
const batchSize = 100;

export interface TurnRunnerOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly leases: Leases;
  readonly batches: Batches;
  readonly live: Live;
  /** What modules keep with a turn. */
  readonly keepers: ReadonlyMap<string, Keeper>;
  channel(organizationId: string, channelId: string): Promise<LoadedChannel | null>;
  /** Makes the turn over claimed work. */
  begin(work: ClaimedWork, channel: LoadedChannel, signal: AbortSignal): BufferedTurn;
  /** Makes words of what was said and shown, before anything reads the turn; the same turn where there is nothing to do. */
  listen(turn: Turn): Turn | Promise<Turn>;
  /**
   * Decides (guards, flow, command, assistant) and returns which way it went, for counting. `mark` remembers how the turn stands; what it
   * returns takes back what was decided since.
   */
  decide(turn: Turn, mark: () => () => void): Promise<string>;
  /** When to decide, if not now: nothing is lost and nothing committed until then. */
  restsUntil(turn: Turn): Promise<Date | null>;
  /** Decides where the channel is disabled: nothing is said, and the contact's work on other channels goes on. */
  leave(turn: Turn): string;
  /** The guards alone, which say nothing: what asks for silence or help is found also where deciding failed. */
  heed(turn: Turn): void;
  /** A turn over this work was committed, with these replies. Before they are sent. */
  onDecided(work: ClaimedWork, replyIds: readonly string[]): void;
  /** Whether a reply would be on its way right after the commit, without any wait: then the commit itself says that it is being sent. */
  sendsAtOnce(channel: LoadedChannel, conversationId: string, first: OutboundContent): boolean;
  /** Replies were committed: the lanes are held and can be sent at once. */
  onLanes(lanes: readonly ClaimedLane[]): void;
  /** Replies were committed behind others that are still on their way. */
  onQueued(organizationId: string, conversationId: string): void;
  /** Incidents were opened or joined with the turn: people are to be called. */
  readonly onFound: OnFound;
  /** Work begins: a moment to tell the provider that the message was read. */
  onBegin(work: ClaimedWork, channel: LoadedChannel): void;
}

export interface TurnRunner {
  /** Takes the turn over work whose lease is held, or claims it when it is due. Never throws. */
  take(work: ClaimedWork | OpenWork): void;
  /**
   * A turn of the program's own, in which nobody wrote: a flow goes on, or is begun. False: nothing was done, because a turn of this
   * contact is decided now or must be before. What `decide` throws is thrown, and nothing is committed; nor is where it has nothing to
   * decide (null).
   */
  own(organizationId: string, conversationId: string, decide: (turn: Turn) => Promise<string | null>): Promise<boolean>;
  /** Ends what is under way, at most `graceMs`, and gives the other leases back. */
  stop(graceMs: number): Promise<void>;
}

/** Turns claimed work into committed decisions: claim → decide → commit, each of them batched by organization. */
export function createTurnRunner(options: TurnRunnerOptions): TurnRunner {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const claims = options.batches.batcher<Claim, ClaimedWork | null>(batchSize, (organizationId, wanted) =>
    claim(options, organizationId, wanted),
  );
  const commits = options.batches.batcher<Decided, Committed>(batchSize, (organizationId, batch) => commit(options, organizationId, batch));

  function start(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function run(open: ClaimedWork | OpenWork): Promise<void> {
    let next: ClaimedWork | OpenWork | null = open;
    while (next && !stopping.signal.aborted) {
      const work: ClaimedWork | null = 'messages' in next ? next : await claimWhenDue(next);
      next = work ? await takeTurn({ options, commits, stopping: stopping.signal }, work) : null;
    }
    // Stopping: what is held already is given back, for whoever comes next.
    if (next && 'messages' in next) await releaseWork(options.database, next, options.clock.now());
  }

  async function claimWhenDue(open: OpenWork): Promise<ClaimedWork | null> {
    const wait = open.dueAt.getTime() - options.clock.now().getTime();
    if (wait > 0) await sleep(options.clock, wait, stopping.signal);
    if (stopping.signal.aborted) return null;
    return claims.add(open.organizationId, { contact_id: open.contactId, held: open.lease ?? null });
  }

  return {
    take(work) {
      // What is lost here (the database went away) is found again by the sweep.
      start(run(work).catch((error: unknown) => options.log.error({ err: places(error) }, 'a turn could not be taken')));
    },
    own(organizationId, conversationId, decide) {
      const taken = takeOwnTurn({ options, commits, stopping: stopping.signal }, { organizationId, conversationId, decide });
      start(taken.then(({ more }) => (more ? run(more) : undefined)).catch(() => undefined));
      return taken.then(({ done }) => done);
    },
    async stop(graceMs) {
      stopping.abort(new Error('The program is stopping.'));
      await Promise.race([Promise.all(underWay), sleep(options.clock, graceMs)]);
    },
  };
}

interface Decided {
  readonly work: ClaimedWork;
  readonly decision: Decision;
}

interface Committed {
  readonly done: boolean;
  readonly more: { readonly dueAt: Date } | null;
}

interface Running {
  readonly options: TurnRunnerOptions;
  readonly commits: Batcher<Decided, Committed>;
  /** Aborted when the program ends: what waits for the world then waits no more. */
  readonly stopping: AbortSignal;
}

async function takeTurn({ options, commits, stopping }: Running, work: ClaimedWork): Promise<OpenWork | null> {
  const { organizationId, contact } = work;
  try {
    const decision = await decide(options, work, stopping);
    if (!decision || 'dueAt' in decision) return decision;
    const { done, more } = await commits.add(organizationId, { work, decision });
    if (done) return more ? { organizationId, contactId: contact.id, dueAt: more.dueAt } : null;
    options.log.warn({ turn: decision.turn_id }, 'a turn was refused: another took its lease, or people took the conversation');
    // If the lease is still ours, the work is read again and decided as things stand now.
    const now = options.clock.now();
    await releaseWork(options.database, work, now);
    return { organizationId, contactId: contact.id, dueAt: now };
  } catch (error) {
    if (stopping.aborted) return giveBack(options, work);
    const due = later(options.clock.now(), 2 ** Math.min(work.failures + 1, 8));
    options.log.error({ contact: contact.id, failures: work.failures + 1, err: places(error) }, 'a turn failed and will be tried again');
    await postponeWork(options.database, work, due);
    return null;
  }
}

interface OwnTurn {
  readonly organizationId: string;
  readonly conversationId: string;
  decide(turn: Turn): Promise<string | null>;
}

async function takeOwnTurn(
  { options, commits }: Running,
  { organizationId, conversationId, decide: decideOwn }: OwnTurn,
): Promise<{ done: boolean; more: OpenWork | null }> {
  const { database, clock, leases } = options;
  const started = clock.now();
  const lease = { name: leases.next(), now: started, until: later(started, leaseSeconds) };
  const work = await claimIdleWork(database, { organizationId, conversationId }, lease);
  if (!work) return { done: false, more: null };
  /** What was written meanwhile is decided now. */
  const released = async () => {
    await releaseWork(database, work, clock.now());
    return { organizationId, contactId: work.contact.id, dueAt: clock.now() };
  };
  try {
    const channel = await options.channel(organizationId, work.conversation.channelId);
    const budget = new AbortController();
    if (channel && channel.state !== 'disabled') {
      const turn = options.begin(work, channel, budget.signal);
      const outcome = await withinBudget(clock, budget, () => decideOwn(turn));
      if (outcome === null) return { done: true, more: await released() };
      const decision = decisionOf(turn, { ...facts(options, { work, channel, started }), outcome });
      const { done, more } = await commits.add(organizationId, { work, decision });
      if (done) return { done, more: more && { organizationId, contactId: work.contact.id, dueAt: more.dueAt } };
    }
  } catch (error) {
    await released();
    throw error;
  }
  return { done: false, more: await released() };
}

/** Ended by us, so no failure of the turn: whoever runs next takes it at once. */
async function giveBack(options: TurnRunnerOptions, work: ClaimedWork): Promise<null> {
  options.log.info({ contact: work.contact.id }, 'a turn was given back because the program stops');
  await releaseWork(options.database, work, options.clock.now());
  return null;
}

/** A decision, or when the work is to be looked at again; null: somebody else will. */
async function decide(options: TurnRunnerOptions, work: ClaimedWork, stopping: AbortSignal): Promise<Decision | OpenWork | null> {
  const channel = await options.channel(work.organizationId, work.conversation.channelId);
  if (!channel) {
    await releaseWork(options.database, work, later(options.clock.now(), absentSeconds));
    return null;
  }
  const started = options.clock.now();
  const budget = new AbortController();
  const stop = () => budget.abort(stopping.reason);
  stopping.addEventListener('abort', stop, { once: true });
  const turn = options.begin(work, channel, budget.signal);
  // Once it has failed it is decided as it is, so that it also comes to an end; and so when more stands behind it, for turns go in order of
  // arrival: a stop on another channel must not wait because an assistant rests here.
  const until = channel.state === 'disabled' || work.failures > 0 || work.followed ? null : await options.restsUntil(turn);
  if (until) {
    stopping.removeEventListener('abort', stop);
    const dueAt = await restWork(options.database, work, { since: started, until });
    return dueAt && { organizationId: work.organizationId, contactId: work.contact.id, dueAt };
  }
  options.onBegin(work, channel);
  const outcome = await outcomeOf(options, { turn, work, channel, budget }).finally(() => stopping.removeEventListener('abort', stop));
  return decisionOf(turn, { ...facts(options, { work, channel, started }), outcome });
}

function facts(options: TurnRunnerOptions, { work, channel, started }: { work: ClaimedWork; channel: LoadedChannel; started: Date }) {
  return {
    work,
    tookMs: options.clock.now().getTime() - started.getTime(),
    sendsAtOnce: (first: OutboundContent) => options.sendsAtOnce(channel, work.conversation.id, first),
  };
}

interface Deciding {
  readonly turn: BufferedTurn;
  readonly work: ClaimedWork;
  readonly channel: LoadedChannel;
  readonly budget: AbortController;
}

async function outcomeOf(options: TurnRunnerOptions, { turn, work, channel, budget }: Deciding): Promise<string> {
  if (work.failures >= failuresMax) return giveUp(options, turn, work);
  // Waiting for it to be enabled would let the contact wait on every other channel too, for turns go in order of arrival.
  if (channel.state === 'disabled') return options.leave(turn);
  return withinBudget(options.clock, budget, async () => options.decide(await options.listen(turn), turn.mark));
}

/**
 * The work cannot be decided by the program: who asks for silence gets it, and of the rest a person gets it, with the reason, and the contact
 * is told so.
 */
function giveUp(options: TurnRunnerOptions, turn: Turn, work: ClaimedWork): string {
  turn.note({
    step: 'turn',
    outcome: 'error',
    reason: 'Deciding failed again and again: the guards alone read it, and people get what they did not settle.',
    numbers: { failures: work.failures },
  });
  try {
    options.heed(turn);
  } catch (error) {
    // They may be what failed, and the turn must come to its end.
    options.log.error({ contact: work.contact.id, err: places(error) }, 'the guards failed too');
  }
  if (silence(turn) === null) turn.reply({ kind: 'text', text: turn.sentence('router.person.done') });
  if (!turn.conversation.optedOut && turn.conversation.handler !== 'people') turn.handOver('error');
  return 'error';
}

/** A turn that takes too long is told to stop and counts as failed: what it decides later is not committed. */
async function withinBudget<T>(clock: Clock, budget: AbortController, work: () => Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const tooLong = new Promise<never>((_, reject) => {
    cancel = clock.after(turnSecondsMax * 1000, () => {
      budget.abort();
      reject(new Error(`The turn took longer than ${turnSecondsMax} seconds.`));
    });
  });
  try {
    return await Promise.race([work(), tooLong]);
  } finally {
    cancel();
  }
}

async function claim(options: TurnRunnerOptions, organizationId: string, wanted: readonly Claim[]): Promise<(ClaimedWork | null)[]> {
  const now = options.clock.now();
  const lease = { name: options.leases.next(), now, until: later(now, leaseSeconds) };
  const claimed = await claimWork(options.database, organizationId, wanted, lease);
  // One claim goes to one caller, even when a batch names a contact twice.
  const byContact = new Map(claimed.map((work) => [work.contact.id, work]));
  return wanted.map(({ contact_id }) => {
    const work = byContact.get(contact_id) ?? null;
    byContact.delete(contact_id);
    return work;
  });
}

async function commit(options: TurnRunnerOptions, organizationId: string, batch: readonly Decided[]): Promise<Committed[]> {
  const now = options.clock.now();
  const lease = options.leases.next();
  const decisions = batch.map(({ decision }) => decision);
  const answer = await commitDecisions(options.database, organizationId, decisions, {
    lease,
    now,
    until: later(now, leaseSeconds),
    keepers: options.keepers,
  });
  const committed = batch.filter(({ decision }) => answer.committed.has(decision.turn_id));
  if (committed.length > 0) options.live.tell(organizationId, () => committed.flatMap(({ decision }) => changesOfDecision(decision)));
  for (const { work, decision } of committed)
    options.onDecided(
      work,
      decision.replies.map(({ id }) => id),
    );
  const unsafeTurns = committed
    .filter(({ decision }) => decision.rows.findings.some(({ source }) => source === 'answer'))
    .map(({ decision }) => decision.turn_id);
  if (answer.raised.length > 0 || unsafeTurns.length > 0) options.onFound(organizationId, { incidents: answer.raised, unsafeTurns });
  options.onLanes(answer.lanes);
  for (const conversationId of answer.queuedBehind) options.onQueued(organizationId, conversationId);
  return decisions.map((decision) => {
    const found = answer.committed.get(decision.turn_id);
    return { done: found !== undefined, more: found?.more ? { dueAt: found.dueAt } : null };
  });
}
