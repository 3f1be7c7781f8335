import type { TraceEntry, Turn, TurnReading } from '#core/turn.ts';
import { changesRules, findingsOf, isAtLeast, type SafetyGate } from '#safety/index.ts';
import { attempt } from './attempt.ts';

/** What a model made of the messages, and what the trace says of it. */
export interface ReadBeside {
  /** Null: it was not to be asked after all. */
  readonly reading: TurnReading | null;
  readonly trace: TraceEntry;
}

export interface BesideTools {
  readonly gate: SafetyGate;
  /** Begins to read; null: no model reads here, or there is nothing to read. What it resolves with comes within its few seconds, whatever the model does. */
  read(turn: Turn): Promise<ReadBeside> | null;
  /** Of the buffered turn. */
  mark(): () => void;
}

/**
 * Decides while a model reads the messages beside the rules. Where the rules found something that it may change, it is heard first: that answer is
 * the gate's own, and quick. Where they found nothing, the assistant answers meanwhile, and its answer waits for the reading; what it was about to
 * say to a cry for help is taken back, and decided anew.
 */
export async function decideBeside<T>(turn: Turn, { gate, read, mark }: BesideTools, decide: (turn: Turn) => Promise<T>): Promise<T> {
  if (!turn.channel.readingProvider) return decide(turn);
  const found = turn.messages.flatMap((message) => findingsOf(gate, message));
  // More than that nobody can say.
  if (found.some(({ hard, severity }) => hard && severity === 'imminent')) return decide(turn);
  const reading = read(turn);
  if (!reading) return decide(turn);
  if (found.some(({ severity }) => isAtLeast(severity, 'moderate'))) return decide(withReading(turn, await reading));
  const first = attempt(turn, mark);
  const deciding = decide(first.turn);
  // Whoever waits for it below hears of its failure.
  deciding.catch(() => undefined);
  const heard = await reading;
  if (heard.reading && changesRules(heard.reading, turn.messages, gate)) {
    first.takeBack('A model found danger in the messages.');
    return decide(withReading(turn, heard));
  }
  turn.note(heard.trace);
  return deciding;
}

function withReading(turn: Turn, { reading, trace }: ReadBeside): Turn {
  turn.note(trace);
  if (!reading) return turn;
  return Object.create(turn, { reading: { value: reading, enumerable: true } }) as Turn;
}
