import { choiceIds } from '#core/dialogue/choices.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import { later } from '#platform/clock.ts';
import type { Scope } from '#platform/scope.ts';
import { watches } from '#safety/index.ts';
import type { MoodEntry, MoodReading } from '../contract.ts';
import { lastMoods } from './list-moods.ts';
import { worthKeeping } from './read-messages.ts';
import { findPerson } from './store.ts';
import type { MoodTools } from './tools.ts';

/** What must be known to decide whether somebody is asked about their mood. */
export interface MoodAsking {
  readonly allowed: boolean;
  readonly askedAt: Date | null;
  readonly last: MoodEntry | null;
}

export async function readAsking(scope: Scope, tools: MoodTools, contactId: string): Promise<MoodAsking> {
  const [person, last] = [await findPerson(scope.db, scope.organization.id, contactId), await lastMoods(scope, [contactId])];
  return { allowed: await tools.mayReadMood(scope, contactId), askedAt: person?.asked_at ?? null, last: last.get(contactId) ?? null };
}

const oncePerSeconds = 86_400;
/** Less sure than this is worth asking. */
const unsure = 0.6;
/** From well to badly, or back. */
const change = 0.8;

/** Whether to ask: at most once a day, where the reader is unsure or the mood turned, and never while somebody may be in danger. */
export function shouldAsk({ allowed, askedAt, last }: MoodAsking, reading: MoodReading, turn: Turn): boolean {
  const now = turn.clock.now();
  const { safety } = turn.conversation.routing;
  if (!allowed || !worthKeeping(reading) || (safety && watches(safety, now))) return false;
  if (askedAt !== null && later(askedAt, oncePerSeconds) > now) return false;
  const before = last?.valence ?? (last?.score == null ? null : (last.score - 5.5) / 4.5);
  return reading.confidence < unsure || (before !== null && Math.abs(before - reading.valence) >= change);
}

/** "I hear sadness in that. Shall I write down 3 of 10?" A number that is typed is taken too. */
export function askAboutMood(turn: Turn, reading: MoodReading): void {
  const score = Math.max(1, Math.min(10, Math.round(5.5 + 4.5 * reading.valence)));
  const text = turn.sentence('mood.confirm', { feeling: turn.sentence(`mood.feeling_${reading.label}`), score });
  const choices = [
    { id: choiceIds.intent('mood.confirm-score'), title: turn.sentence('mood.yes_button') },
    { id: choiceIds.intent('mood.ask-score'), title: turn.sentence('mood.other_button') },
  ];
  // Where nothing can be tapped the choices would be numbers to type, and a number is the answer itself.
  turn.reply(turn.channel.choices.buttons < choices.length ? { kind: 'text', text } : { kind: 'buttons', text, buttons: choices });
  remember(turn, { offered: undefined, asked: { by: 'mood', at: turn.clock.now().toISOString(), about: score } });
  turn.apply({ kind: 'keep', by: 'mood.asked', row: { score } });
}

/** "From 1 to 10?" */
export function askScore(turn: Turn): void {
  turn.reply({ kind: 'text', text: turn.sentence('mood.ask') });
  remember(turn, { offered: undefined, asked: { by: 'mood', at: turn.clock.now().toISOString() } });
}

const waitsSeconds = 43_200;

/** What was asked here and not answered yet; the score that was suggested, if one was. */
export function openQuestion(turn: Turn): { readonly suggested: number | null } | null {
  const { asked } = turn.conversation.routing;
  if (asked?.by !== 'mood' || later(new Date(asked.at), waitsSeconds) < turn.clock.now()) return null;
  return { suggested: typeof asked.about === 'number' ? asked.about : null };
}
