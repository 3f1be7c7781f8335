import type { Scope } from '#platform/scope.ts';
import { readMood } from '../../mood/server/api.ts';
import type { Recalled } from '../contract.ts';
import type { Kept } from './block.ts';
import { type Opened, openMemories, toMemory } from './memories.ts';
import { likeness, vectorModel, vectorOf } from './vectors.ts';

/** Less alike than this is about something else; what may hurt is brought up only where they speak of it themselves. */
const least = { ordinary: 0.12, sensitive: 0.3 } as const;
/** That both are about sleep says something, but less than the same words. */
const sameTopic = 0.12;
/** Half as much after so many days: how things are lasts, what happened fades. */
const halfDays = { fact: 365, episode: 45 } as const;
const dayMs = 86_400_000;

export interface RecallWanted {
  readonly limit: number;
  readonly at: Date;
}

/**
 * What matters to what was just written: relevance, how long ago, how important, multiplied. While something that needs attention is less
 * than three days old, nothing that may hurt.
 */
export async function recall(scope: Scope, contactId: string, text: string, wanted: RecallWanted): Promise<Recalled[]> {
  return recallFrom(await openMemories(scope, contactId), text, wanted);
}

/** The same of what is open already; pure. */
export function recallFrom(opened: Opened, text: string, { limit, at }: RecallWanted): Recalled[] {
  const asked = vectorOf(text);
  const topics = new Set<string>(readMood(text, null).about);
  const found: { kept: Kept; score: number }[] = [];
  // Loops, and nothing made for what is not found: five thousand are looked at while somebody waits.
  for (const { block } of opened.blocks) {
    for (let index = 0; index < block.memories.length; index += 1) {
      const kept = block.memories[index] as Kept;
      const alike = likeness(asked, block.vectors, index * vectorModel.dimensions);
      const relevance = topics.size > 0 && kept.about.some((topic) => topics.has(topic)) ? alike + sameTopic : alike;
      if (relevance >= leastOf(kept, opened.watching)) found.push({ kept, score: relevance * strengthOf(kept, at) });
    }
  }
  return found
    .filter(({ kept }) => !opened.forgotten.has(kept.id))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ kept, score }) => ({ ...toMemory(kept), score: Math.round(score * 1000) / 1000 }));
}

function leastOf({ sensitive }: Kept, watching: boolean): number {
  if (!sensitive) return least.ordinary;
  return watching ? Number.POSITIVE_INFINITY : least.sensitive;
}

/** How much is left of it: from its importance and its age. */
export function strengthOf({ kind, at, importance }: Pick<Kept, 'kind' | 'at' | 'importance'>, now: Date): number {
  const days = Math.max(0, now.getTime() - at) / dayMs;
  return (0.6 + 0.4 * importance) * (0.4 + 0.6 * 0.5 ** (days / halfDays[kind]));
}
