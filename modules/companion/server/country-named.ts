import { normalise } from '#core/dialogue/text.ts';
import { languages } from '#platform/i18n.ts';

/** The country somebody names, in any of our languages, or by its two letters: "कीनिया" → "KE"; null: none that we know. */
export function countryNamed(text: string): string | null {
  const words = normalise(text);
  if (words === '' || words.length > 80) return null;
  names ??= read();
  const bare = words.replace(/^(the|la|el|le|les|los|al) /, '');
  return names.get(words) ?? names.get(bare) ?? others[bare] ?? null;
}

let names: ReadonlyMap<string, string> | undefined;

/** What people say and no list of countries does. */
const others: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  britain: 'GB',
  'great britain': 'GB',
  usa: 'US',
  america: 'US',
  uae: 'AE',
  dubai: 'AE',
  bharat: 'IN',
  hindustan: 'IN',
  hindostan: 'IN',
  drc: 'CD',
  congo: 'CD',
};

function read(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = new Map<string, string>();
  for (const language of languages) {
    const shown = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((one) => letters.map((other) => one + other))) {
      const name = shown.of(code);
      if (!name || /^[XZ]/.test(code) || found.has(normalise(name))) continue;
      found.set(normalise(name), code);
    }
  }
  for (const code of new Set(found.values())) if (!found.has(code.toLowerCase())) found.set(code.toLowerCase(), code);
  return found;
}
