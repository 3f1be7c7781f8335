import type { Catalogue } from '#platform/i18n.ts';
import ar from './ar.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import hi from './hi.json' with { type: 'json' };
import hiLatn from './hi-Latn.json' with { type: 'json' };
import sw from './sw.json' with { type: 'json' };
import ur from './ur.json' with { type: 'json' };
import urLatn from './ur-Latn.json' with { type: 'json' };

/** What is said about memories. Imported one by one, so that a bundle carries them too. */
export const memorySentences: Catalogue = { en, ur, 'ur-Latn': urLatn, hi, 'hi-Latn': hiLatn, ar, sw, es, fr };
