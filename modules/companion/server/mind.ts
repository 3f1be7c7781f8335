import type { Turn } from '#core/turn.ts';
import type { Scope } from '#platform/scope.ts';

/**
 * What the companion takes of moods and memories, as it is offered by those who keep them. It is handed in when the module is made
 * (server/boot/tools.ts), so that the companion talks where nobody keeps either.
 */
export interface Mind {
  /** The mood of a text, worked out in the turn. Null: nobody reads moods here, or there is none in it. */
  readMood(text: string, language: string): MoodReading | null;
  /** What was said before and matters to this text, the best first. */
  recall(scope: Scope, contactId: string, text: string, how: { limit: number; at: Date }): Promise<readonly Recalled[]>;
  /** The last days in sentence parts; null: too little is known to say anything. */
  weekOf(scope: Scope, contactId: string, at: Date): Promise<Week | null>;
  /** What the program believes to come again and again, and the person confirmed; in a few words. */
  patternsOf(scope: Scope, contactId: string, sentence: (key: string) => string): Promise<readonly string[]>;
  /** What may be asked beside an answer, read before it is made. */
  readAsides(scope: Scope, contactId: string): Promise<Asides>;
  forgetMoods(scope: Scope, contactId: string): Promise<void>;
  forgetMemories(scope: Scope, contactId: string): Promise<void>;
}

/** Asked now and then: how they are, where it is not clear or turned; whether something that comes again and again fits. */
export interface Asides {
  /** What it is time to ask; null: nothing. */
  due(turn: Turn, mood: MoodReading | null): Aside | null;
}

export interface Aside {
  readonly about: 'mood' | 'pattern';
  ask(): void;
}

export interface MoodReading {
  readonly label: string;
  /** −1 to 1. */
  readonly valence: number;
  /** 0 to 1. */
  readonly intensity: number;
  readonly confidence: number;
  readonly about: readonly string[];
}

export interface Recalled {
  readonly text: string;
  readonly at: Date;
  readonly kind: 'fact' | 'episode';
}

export interface Week {
  /** Of the numbers they gave themselves, 1 to 10; null: none. */
  readonly said: { readonly days: number; readonly median: number; readonly low: number; readonly high: number } | null;
  readonly direction: 'up' | 'down' | 'level' | null;
  readonly about: readonly string[];
}
