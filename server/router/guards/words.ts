import language from '#core/dialogue/words/language.json' with { type: 'json' };
import menu from '#core/dialogue/words/menu.json' with { type: 'json' };
import person from '#core/dialogue/words/person.json' with { type: 'json' };
import start from '#core/dialogue/words/start.json' with { type: 'json' };
import stop from '#core/dialogue/words/stop.json' with { type: 'json' };
import { phrases } from '#core/dialogue/words.ts';

/** Every whole message a guard takes on every channel, so that nobody else lays claim to one. */
export const guardWords: readonly (readonly [guard: string, words: ReadonlySet<string>])[] = [
  ['stop', new Set([...phrases(stop.bare), ...phrases(stop.always)])],
  ['start', phrases(start.always)],
  ['person', phrases(person.alone)],
  ['language', new Set([...phrases(language.ask), ...phrases(language.names)])],
  ['menu', phrases(menu)],
];
