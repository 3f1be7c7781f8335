import { describe, expect, it } from 'vitest';
import language from '#core/dialogue/words/language.json' with { type: 'json' };
import menu from '#core/dialogue/words/menu.json' with { type: 'json' };
import person from '#core/dialogue/words/person.json' with { type: 'json' };
import polite from '#core/dialogue/words/polite.json' with { type: 'json' };
import start from '#core/dialogue/words/start.json' with { type: 'json' };
import stop from '#core/dialogue/words/stop.json' with { type: 'json' };
import { phrases, yesWords } from '#core/dialogue/words.ts';
import { languages } from '#platform/i18n.ts';
import { languageNames } from '../languages.ts';
import { guardWords } from './words.ts';

describe('the guards’ words', () => {
  it('exist in all nine languages', () => {
    for (const list of [
      stop.bare,
      stop.always,
      start.always,
      person.alone,
      person.asks,
      person.people,
      person.refusals,
      person.wishes,
      person.around,
      language.ask,
      language.names,
      language.around,
      menu,
      polite,
    ]) {
      expect(Object.keys(list)).toEqual([...languages]);
      for (const words of Object.values(list)) expect(words.length).toBeGreaterThan(0);
    }
  });

  it('mean one thing each: no two guards share one', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const [guard, words] of guardWords) {
      for (const word of words) {
        if (owners.has(word)) shared.push(`${word}: ${owners.get(word)} and ${guard}`);
        owners.set(word, guard);
      }
    }
    expect(shared).toEqual([]);
  });

  it('say "yes" nowhere that they say "stop"', () => {
    for (const word of [...phrases(stop.bare), ...phrases(stop.always)]) expect(yesWords.has(word)).toBe(false);
  });
});

it('a language’s own name fits on a button and chooses it', () => {
  for (const one of languages) {
    expect(languageNames[one].length).toBeLessThanOrEqual(20);
    const [name] = phrases({ [one]: [languageNames[one]] });
    expect(phrases({ [one]: language.names[one] }).has(name ?? '')).toBe(true);
  }
});
