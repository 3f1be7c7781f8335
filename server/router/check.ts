import { keywordsOf } from '#core/dialogue/intent.ts';
import type { Brain } from './brain.ts';
import { guardWords } from './guards/words.ts';

/** For the start of the program: keywords that a guard takes first or that two intents claim, and names used twice. */
export function checkBrain(brain: Brain): string[] {
  const faults: string[] = [];
  const owners = new Map<string, string>();
  const names = new Set<string>();
  for (const intent of brain.intents) {
    if (names.has(intent.name)) faults.push(`Two intents are named "${intent.name}".`);
    names.add(intent.name);
    for (const word of keywordsOf(intent)) {
      const guard = guardWords.find(([, words]) => words.has(word));
      if (guard) faults.push(`Intent "${intent.name}": the guard "${guard[0]}" takes its keyword "${word}".`);
      const owner = owners.get(word);
      if (owner) faults.push(`Intents "${owner}" and "${intent.name}" share the keyword "${word}".`);
      owners.set(word, intent.name);
    }
  }
  return faults;
}
