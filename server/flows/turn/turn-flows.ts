import type { FlowTrigger } from '#contract/flows.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { remember, silence } from '#core/dialogue/turn-tools.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import { type Assist, type FlowBeginning, type FlowCommand, type FlowLock, flowProcess, type TurnFlows } from '#router/index.ts';
import { beginRun, type Facts, type Input, type PathStep, type RunState, readTap, type Said, step, type Values } from '../engine/index.ts';
import type { KnownFlow } from './book.ts';
import { drive } from './drive.ts';
import { lockOf, type OpenRun, type Prepared, statePlace } from './prepare.ts';
import { triggeredBy } from './triggers.ts';

/** A flow that came between, in a flow that came between, and so on: more than so many nobody can follow. */
const deepest = 3;
/** Buttons that answer "start something else?". */
const switchId = (flow: string) => `flow-switch:${flow}`;
const stayId = 'flow-stay';

interface Begun {
  readonly by: string;
  readonly answers?: Values;
  /** The row of `flow_starts` that is settled by it: one that has a run is never begun again. */
  readonly startId?: string;
}

/** The flows of one turn. It keeps what it decided and says so to the turn; nothing is written here. */
export class FlowsOfTurn implements TurnFlows {
  readonly #prepared: Prepared;
  #runs: readonly OpenRun[];
  #assist: Assist | null = null;

  constructor(prepared: Prepared) {
    this.#prepared = prepared;
    this.#runs = prepared.runs;
  }

  isWaiting(turn: Turn): boolean {
    return lockOf(turn) !== null && this.#runs.length > 0;
  }

  meantBy(turn: Turn, message: TurnMessage): FlowCommand | null {
    const { published } = this.#prepared;
    const [top] = this.#runs;
    const tapped = message.kind === 'choice' || message.kind === 'button' ? message.content?.id : undefined;
    const chosen = published.find(({ name }) => tapped === switchId(name));
    if (chosen) return { does: 'begin', flow: chosen.name, by: 'button', how: 'interrupt' };
    if (top && tapped === stayId) return { does: 'stay', flow: top.state.frames[0]?.flow ?? '' };
    if (!top && (tapped === stayId || readTap(tapped) !== null)) return { does: 'over', flow: 'none' };
    const triggered = triggeredBy(published, turn, message);
    if (!triggered) return null;
    const how = top ? this.#meanwhile(turn, top, { message, by: triggered.by }) : 'interrupt';
    return how === null ? null : { does: 'begin', flow: triggered.flow.name, by: triggered.by, how };
  }

  inPlaceOf(intent: Intent): FlowCommand | null {
    const begins = (one: FlowTrigger) => one.kind === 'intent' && one.intent === intent.name;
    const flow = this.#prepared.published.find(({ definition }) => definition.triggers.some(begins));
    return flow ? { does: 'begin', flow: flow.name, by: 'intent', how: 'interrupt' } : null;
  }

  async obey(turn: Turn, command: FlowCommand): Promise<void> {
    if (command.does === 'over') turn.reply({ kind: 'text', text: turn.sentence('flows.over') });
    else if (command.does === 'stay') await this.again(turn, 'menu');
    else await this.#beginAsked(turn, command);
  }

  async #beginAsked(turn: Turn, asked: FlowBeginning): Promise<void> {
    const flow = this.#prepared.published.find(({ name }) => name === asked.flow);
    if (!flow) return;
    if (this.#runs.length > 0 && asked.how === 'ask' && turn.channel.choices.buttons > 0) {
      askWhich(turn, flow);
      return;
    }
    if (asked.how === 'replace' || this.#runs.length >= deepest) this.#cancelAll(turn, 'replaced');
    await this.begin(turn, flow, { by: asked.by });
  }

  /** Also for turns in which nobody wrote. */
  async begin(turn: Turn, flow: KnownFlow, { by, answers, startId }: Begun): Promise<string> {
    const [top] = this.#runs;
    if (top) keep(turn, top, { suspended: true });
    const run = {
      id: turn.ids.next(),
      flowId: flow.flowId,
      versionId: flow.version,
      startedBy: by,
      startId,
      state: beginRun(flow, answers),
    };
    this.#runs = [await this.#go(turn, run, { kind: 'start' }), ...this.#runs];
    await this.#settle(turn);
    return run.id;
  }

  async answer(turn: Turn, assist: Assist): Promise<void> {
    this.#assist = assist;
    await this.#goTop(turn, { kind: 'messages', messages: turn.messages.map((message) => toSaid(this.#prepared, message)) });
    await this.#settle(turn);
  }

  async again(turn: Turn, why: 'language' | 'menu'): Promise<void> {
    await this.#goTop(turn, { kind: 'again', why });
    this.#lock(turn);
  }

  /** Ends what waits here and the run that was asked for by its id, without a word. */
  leave(turn: Turn, outcome: string): void {
    const { named } = this.#prepared;
    if (named) cancelRun(turn, named, outcome);
    this.#cancelAll(turn, outcome);
    turn.note({ step: 'router.flow', outcome, reason: 'The flow that waited here is left.' });
    this.#lock(turn);
  }

  /** Nobody wrote: the run that was asked for by its id, else the one that waits here, goes on. */
  async goOn(turn: Turn, input: Input): Promise<void> {
    const { named } = this.#prepared;
    if (named) {
      const now = await this.#go(turn, named, input);
      // It asks now: whatever waited here comes after it.
      const [top] = this.#runs;
      if (waitsHere(now.state) && top) keep(turn, top, { suspended: true });
      if (waitsHere(now.state)) this.#runs = [now, ...this.#runs];
    } else await this.#goTop(turn, input);
    await this.#settle(turn);
  }

  /** A run of this conversation that is not over. */
  find(id: string): OpenRun | undefined {
    return [...this.#runs, ...(this.#prepared.named ? [this.#prepared.named] : [])].find((run) => run.id === id);
  }

  /** Ends one run; what it came between goes on. False: it is over already. */
  async cancel(turn: Turn, id: string): Promise<boolean> {
    const run = this.find(id);
    if (!run) return false;
    const wasTop = this.#runs[0] === run;
    cancelRun(turn, run, 'cancelled');
    turn.note({ step: 'router.flow', outcome: 'cancelled', reason: 'Somebody cancelled the run.' });
    this.#runs = this.#runs.filter((one) => one !== run);
    if (wasTop && silence(turn) === null) await this.#goTop(turn, { kind: 'again', why: 'interrupted' });
    this.#lock(turn);
    return true;
  }

  /** Ends one run without a word, and without what it came between going on: another takes its place. */
  drop(turn: Turn, id: string): void {
    const run = this.find(id);
    if (!run) return;
    cancelRun(turn, run, 'restarted');
    turn.note({ step: 'router.flow', outcome: 'restarted', reason: 'Somebody lets the flow begin again.' });
    this.#runs = this.#runs.filter((one) => one !== run);
  }

  /** Puts a run at another node of its flow and lets it go on from there; the flows it was in the middle of are left. */
  async move(turn: Turn, id: string, node: string): Promise<void> {
    const run = this.find(id);
    const [root] = run?.state.frames ?? [];
    if (!run || !root) return;
    turn.note({ step: 'router.flow', outcome: 'moved', reason: `Somebody moved the run to "${node}".` });
    const [top] = this.#runs;
    if (top && top !== run) keep(turn, top, { suspended: true });
    const moved: OpenRun = { ...run, state: { ...run.state, status: 'new', wait: null, frames: [{ ...root, node }] } };
    this.#runs = [await this.#go(turn, moved, { kind: 'start' }), ...this.#runs.filter((one) => one !== run)];
    await this.#settle(turn);
  }

  #factsFor(turn: Turn, runId: string, nodesMax: number): Facts {
    const { zone, values, templates } = this.#prepared;
    const { buttons, rows } = turn.channel.choices;
    return {
      now: turn.clock.now(),
      zone,
      runId,
      languages: [...(turn.contact.language === null ? [] : [turn.contact.language]), turn.channel.organizationLanguage],
      choicesMax: Math.max(buttons, rows),
      asksLocation: buttons > 0,
      values,
      nodesMax,
      render: templates.render,
      sentence: (key, given) => turn.sentence(key, given),
    };
  }

  /** Takes a run on and keeps it. Returns it as it is now. */
  async #go(turn: Turn, run: OpenRun, input: Input): Promise<OpenRun> {
    const { book, steps } = this.#prepared;
    const facts = (runId: string, nodesMax: number) => this.#factsFor(turn, runId, nodesMax);
    const { state, path } = await drive({ turn, book, steps, assist: this.#assist, facts }, run, input);
    const now = { ...run, state };
    keep(turn, now, { path });
    return now;
  }

  async #goTop(turn: Turn, input: Input): Promise<void> {
    const [top, ...others] = this.#runs;
    if (top) this.#runs = [await this.#go(turn, top, input), ...others];
  }

  /** After the run on top changed: what is over leaves, what it came between goes on, and the conversation is locked for what waits. */
  async #settle(turn: Turn): Promise<void> {
    for (let top = this.#runs[0]; top && !waitsHere(top.state); top = this.#runs[0]) {
      this.#runs = this.#runs.slice(1);
      if (turn.conversation.handler === 'people') this.#cancelAll(turn, 'handed_over');
      else await this.#goTop(turn, { kind: 'again', why: 'interrupted' });
    }
    this.#lock(turn);
  }

  #lock(turn: Turn): void {
    const [top] = this.#runs;
    this.#prepared.remember(turn.id, this.#runs);
    const lock = top && { process: flowProcess, state: this.#lockOf(turn, top) };
    // A number typed later means nothing of what a flow that is over had offered.
    const over = !top && turn.conversation.routing.offered?.some(({ id }) => readTap(id) !== null);
    remember(turn, over ? { lock, offered: undefined } : { lock });
  }

  /** Who is advertised to and says stop means all of it. */
  #lockOf(turn: Turn, top: OpenRun): FlowLock {
    const versions = this.#runs.flatMap(({ state }) => state.frames.map(({ version }) => version));
    const advertises = versions.some((version) => this.#prepared.book.byVersion(version)?.definition.marketing);
    return { run: top.id, as: turn.id, ...(advertises ? {} : { stop: 'asks' }) };
  }

  #cancelAll(turn: Turn, outcome: string): void {
    for (const run of this.#runs) cancelRun(turn, run, outcome);
    this.#runs = [];
  }

  /** What becomes of what would start another flow; null: it is an answer to the one that waits. */
  #meanwhile(turn: Turn, top: OpenRun, { message, by }: { message: TurnMessage; by: string }): FlowBeginning['how'] | null {
    const policy = this.#prepared.book.byVersion(top.versionId)?.definition.meanwhile;
    if (policy === 'ignore') return null;
    if (policy !== undefined) return policy;
    return by === 'keyword' && this.#fits(turn, top, message) ? null : 'interrupt';
  }

  /** The message would be a good answer to what is asked. Tried, and nothing comes of it: a step is a pure function. */
  #fits(turn: Turn, top: OpenRun, message: TurnMessage): boolean {
    if (top.state.wait?.for !== 'answer') return false;
    const input = { kind: 'messages', messages: [toSaid(this.#prepared, message)] } as const;
    const { trace } = step(this.#prepared.book, top.state, input, this.#factsFor(turn, top.id, 1));
    return trace.some(({ outcome }) => outcome === 'answered' || outcome === 'skipped' || outcome === 'back');
  }
}

function cancelRun(turn: Turn, run: OpenRun, outcome: string): void {
  keep(turn, { ...run, state: { ...run.state, status: 'ended', wait: null, outcome } }, { cancelled: true });
}

function askWhich(turn: Turn, flow: KnownFlow): void {
  turn.note({ step: 'router.flow', outcome: 'asked', reason: 'A flow waits here: the contact is asked which of the two they want.' });
  turn.reply({
    kind: 'buttons',
    text: turn.sentence('flows.switch.ask'),
    buttons: [
      { id: switchId(flow.name), title: turn.sentence('flows.switch.go_button') },
      { id: stayId, title: turn.sentence('flows.switch.stay_button') },
    ],
  });
}

function waitsHere({ wait }: RunState): boolean {
  return wait?.for === 'answer' || wait?.for === 'assistant';
}

function keep(turn: Turn, run: OpenRun, how: { path?: readonly PathStep[]; suspended?: boolean; cancelled?: boolean }): void {
  const { state } = run;
  const { wait } = state;
  const ended = state.status === 'ended' ? (how.cancelled ? 'cancelled' : 'ended') : how.suspended ? 'suspended' : 'waiting';
  turn.apply({
    kind: 'keep_run',
    run: {
      id: run.id,
      flow_id: run.flowId,
      version_id: run.versionId,
      state: ended,
      waits_for: wait === null || wait.for === 'step' ? null : wait.for,
      waits_event: wait?.for === 'event' ? wait.event : null,
      start_id: run.startId ?? null,
      node: state.frames.at(-1)?.node ?? '',
      outcome: state.outcome,
      started_by: run.startedBy,
      sealed_state: turn.key.seal(statePlace(run.id), JSON.stringify(state)),
      // What was come between has all the time until it goes on.
      due_at: how.suspended || wait === null || wait.for === 'step' ? null : wait.until,
    },
    steps: (how.path ?? []).map(({ version, ...one }) => ({ id: turn.ids.next(), version_id: version, ...one })),
  });
}

function toSaid({ quoted }: Prepared, message: TurnMessage): Said {
  const { id, kind, text, content, quotes } = message;
  return { id, kind, text, content, quotedAt: (quotes && quoted.get(quotes)) || null };
}
