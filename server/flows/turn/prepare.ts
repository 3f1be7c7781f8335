import type { FlowOffers } from '#core/feature.ts';
import type { FlowStep } from '#core/flow-step.ts';
import type { Turn } from '#core/turn.ts';
import { BoundedMap } from '#platform/bounded-map.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Log } from '#platform/log.ts';
import { type FlowLock, flowProcess } from '#router/index.ts';
import { openTemplates, type Templates } from '#templates/index.ts';
import type { Book, RunState, Values } from '../engine/index.ts';
import { zoneOf } from '../variables/own-variables.ts';
import { readValues } from '../variables/values.ts';
import { type Books, bookOf, createBooks, type KnownFlow } from './book.ts';
import { readOpenRuns, readQuotedTimes } from './book-store.ts';
import { triggeredBy } from './triggers.ts';

/** A run that is not over. */
export interface OpenRun {
  readonly id: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly startedBy: string;
  /** Only when it has just been begun. */
  readonly startId?: string | undefined;
  readonly state: RunState;
}

/** What a turn with flows is decided from. */
export interface Prepared {
  readonly published: readonly KnownFlow[];
  readonly book: Book;
  /** The one that waits for the contact first, then those it came between, the latest first. */
  readonly runs: readonly OpenRun[];
  /** A run that waits for something else and was asked for by its id. */
  readonly named: OpenRun | null;
  readonly values: Values;
  readonly zone: string;
  /** When messages were said that the turn's messages quote. */
  readonly quoted: ReadonlyMap<string, Date>;
  readonly templates: Templates;
  readonly steps: ReadonlyMap<string, FlowStep>;
  /** What was decided, to be known in the next turn without being read. */
  remember(turnId: string, runs: readonly OpenRun[]): void;
}

export interface FlowsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** What the modules offer to flows; known once they are all there. */
  parts(): FlowOffers;
}

/** So many conversations in which a flow waits are remembered; the others are read. */
const rememberedMax = 1000;

export interface Preparing {
  readonly books: Books;
  prepare(turn: Turn, named?: string): Promise<Prepared | null>;
}

/** Reads, before a turn is decided, all that its flows may need. Nothing at all where an organization has none. */
export function createPreparing(options: FlowsOptions): Preparing {
  const { database } = options;
  const books = createBooks(options);
  const remembered = new BoundedMap<string, { as: string; runs: readonly OpenRun[] }>(rememberedMax);

  async function runsOf(turn: Turn, named: string | null): Promise<readonly OpenRun[]> {
    const lock = lockOf(turn);
    if (!lock && named === null) return [];
    const known = remembered.get(turn.conversation.id);
    if (lock && named === null && known?.as === lock.as) return known.runs;
    const rows = await readOpenRuns(database, turn.organization.id, turn.conversation.id, named);
    return rows
      .map((row) => ({
        id: row.id,
        flowId: row.flow_id,
        versionId: row.version_id,
        startedBy: row.started_by,
        state: JSON.parse(turn.key.open(statePlace(row.id), row.sealed_state)) as RunState,
      }))
      .sort((one, other) => Number(other.id === lock?.run) - Number(one.id === lock?.run));
  }

  return {
    books,
    async prepare(turn, named = undefined) {
      const published = await books.published(turn.organization.id);
      if (published.length === 0 && !lockOf(turn) && named === undefined) return null;
      const all = await runsOf(turn, named ?? null);
      const others = await books.versions(turn.organization.id, strangersOf(all, published));
      const book = bookOf(published, others);
      const likely = likelyFlows({ turn, published, runs: all, all: book.all });
      const { providers, steps } = options.parts();
      const about = { ...scopeOf(turn, database), log: options.log };
      const wanted = [...new Set(likely.flatMap(({ uses }) => uses))];
      const [templates, { values, missing }, zone, quoted] = await Promise.all([
        openTemplates(),
        readValues(providers, about, wanted),
        likely.some(({ zoned }) => zoned) ? zoneOf(about) : 'UTC',
        quotedTimes(database, turn),
      ]);
      if (missing.length > 0) {
        turn.note({
          step: 'flow.variables',
          outcome: 'not_read',
          reason: `Could not be read in time and count as not known: ${missing.join(', ')}.`,
        });
      }
      const waitsHere = (run: OpenRun) => run.state.wait?.for === 'answer' || run.state.wait?.for === 'assistant';
      return {
        published,
        book,
        runs: all.filter(waitsHere),
        named: all.find((run) => run.id === named && !waitsHere(run)) ?? null,
        values,
        zone,
        quoted,
        templates,
        steps,
        remember: (as, runs) => remembered.set(turn.conversation.id, { as, runs }),
      };
    },
  };
}

export const statePlace = (id: string) => ({ table: 'flow_runs', column: 'sealed_state', row: id });

export function lockOf({ conversation }: Turn): FlowLock | null {
  const { lock } = conversation.routing;
  return lock?.process === flowProcess ? (lock.state as FlowLock) : null;
}

export function scopeOf(turn: Turn, database: Database) {
  const { organization, contact, channel, clock } = turn;
  return { organization, contact, channel, clock, conversationId: turn.conversation.id, db: database.of(organization.id) };
}

/** Versions that runs are on and that are not published any more. */
function strangersOf(runs: readonly OpenRun[], published: readonly KnownFlow[]): string[] {
  const known = new Set(published.map(({ version }) => version));
  return [...new Set(runs.flatMap(({ state }) => state.frames.map(({ version }) => version)))].filter((version) => !known.has(version));
}

interface Likely {
  readonly turn: Turn;
  readonly published: readonly KnownFlow[];
  readonly runs: readonly OpenRun[];
  readonly all: readonly KnownFlow[];
}

/** The flows that run, those the messages may begin, and whatever these run inside of them. */
function likelyFlows({ turn, published, runs, all }: Likely): KnownFlow[] {
  const running = new Set(runs.flatMap(({ state }) => state.frames.map(({ version }) => version)));
  const begun = turn.messages.flatMap((message) => triggeredBy(published, turn, message)?.flow ?? []);
  const byIntent = published.filter(({ definition }) => definition.triggers.some(({ kind }) => kind === 'intent'));
  const open = [...all.filter(({ version }) => running.has(version)), ...begun, ...byIntent];
  // Where nobody wrote the program itself begins one: which, is known only to whoever asked for the turn.
  if (turn.messages.length === 0) open.push(...published);
  const found = new Set<KnownFlow>();
  for (let flow = open.pop(); flow; flow = open.pop()) {
    if (found.has(flow)) continue;
    found.add(flow);
    const inner = Object.values(flow.definition.nodes).flatMap((node) => (node.kind === 'flow' ? [node.flow] : []));
    open.push(...published.filter(({ name }) => inner.includes(name)));
  }
  return [...found];
}

async function quotedTimes(database: Database, turn: Turn): Promise<ReadonlyMap<string, Date>> {
  const quotes = turn.messages.flatMap((message) => message.quotes ?? []);
  if (quotes.length === 0 || !lockOf(turn)) return new Map();
  return readQuotedTimes(database, turn.organization.id, turn.channel.id, quotes);
}
