import { makeBook, type RuleBook } from './rulebook/book.ts';
import { type RuleFile, readRuleFile } from './rulebook/schema.ts';
import ar from './rules/ar.json' with { type: 'json' };
import en from './rules/en.json' with { type: 'json' };
import es from './rules/es.json' with { type: 'json' };
import fr from './rules/fr.json' with { type: 'json' };
import hi from './rules/hi.json' with { type: 'json' };
import hiLatn from './rules/hi-latn.json' with { type: 'json' };
import hindustani from './rules/hindustani.json' with { type: 'json' };
import sw from './rules/sw.json' with { type: 'json' };
import ur from './rules/ur.json' with { type: 'json' };
import urLatn from './rules/ur-latn.json' with { type: 'json' };

/** Every rule file there is, in the order in which it was written. */
export function ruleFiles(): RuleFile[] {
  return [en, ur, urLatn, hi, hiLatn, hindustani, ar, sw, es, fr].map(readRuleFile);
}

let book: RuleBook | null = null;

/** Made at the first message, so that a start does not wait for it. */
export function ruleBook(): RuleBook {
  book ??= makeBook(ruleFiles());
  return book;
}
