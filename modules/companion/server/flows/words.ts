import type { Words } from '#contract/flow-parts.ts';
import { languages } from '#platform/i18n.ts';
import ar from './words/ar.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import hi from './words/hi.json' with { type: 'json' };
import hiLatn from './words/hi-Latn.json' with { type: 'json' };
import sw from './words/sw.json' with { type: 'json' };
import ur from './words/ur.json' with { type: 'json' };
import urLatn from './words/ur-Latn.json' with { type: 'json' };

/** What the flows say, with the gaps of flows in it. Whoever takes a flow has its words in their draft, to change. */
export type WordKey = Exclude<keyof typeof en, '_review'>;
export const flowWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en,
  ur,
  'ur-Latn': urLatn,
  hi,
  'hi-Latn': hiLatn,
  ar,
  sw,
  es,
  fr,
};

export function words(key: WordKey): Words {
  return Object.fromEntries(languages.map((language) => [language, flowWords[language]?.[key] ?? en[key]]));
}

/** Several, one paragraph each. */
export function paragraphs(...keys: readonly WordKey[]): Words {
  return Object.fromEntries(languages.map((language) => [language, keys.map((key) => flowWords[language]?.[key] ?? en[key]).join('\n\n')]));
}
